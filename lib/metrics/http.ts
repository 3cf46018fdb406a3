/**
 * As much of HTTP/1.1 (RFC 9112) as scrapers and probes need: the head of one request, and one answer that
 * ends the connection. Pure.
 *
 * @module
 */

/** The most bytes of the head of a request. */
export const MAX_HEAD = 8192;

/** What a request asks for. */
export interface Request {
  /** The method, as it was sent. */
  readonly method: string;
  /** The path, without a query. */
  readonly path: string;
}

/** What is known of a request whose head may not have come completely. */
export type Head =
  | { readonly kind: "more" }
  | { readonly kind: "request"; readonly request: Request }
  /** It is no request, or too large; the number is the status of the answer. */
  | { readonly kind: "bad"; readonly status: 400 | 431 };

/** An answer. */
export interface Answer {
  /** The status code. */
  readonly status: Status;
  /** The body; not sent for `HEAD`. */
  readonly body: string;
  /** Its type; plain text if undefined. */
  readonly type?: string | undefined;
}

/** The status codes in use. */
export type Status = 200 | 400 | 404 | 405 | 431 | 500 | 503;

const REASONS: Readonly<Record<Status, string>> = {
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

const PLAIN = "text/plain; charset=utf-8";

/** The methods that read. */
const METHODS = ["GET", "HEAD"];

const REQUEST_LINE = /^([A-Z]{1,20}) (\/[!-~]*) HTTP\/1\.[01]$/;
const END_OF_HEAD = /\r?\n\r?\n/;

/** Reads what has come of a request. Anything that cannot begin one is refused at once. Never throws. */
export function readHead(bytes: Uint8Array): Head {
  // The head is ASCII, or it is refused: any encoding with one unit for each byte will do.
  const text = String.fromCharCode(...bytes.subarray(0, MAX_HEAD));
  const [line = ""] = text.split(/\r?\n/, 1);
  const isWhole = line.length < text.length;
  const match = REQUEST_LINE.exec(line);
  if (isWhole ? match === null : !/^[A-Z]{1,20}(?: |$)/.test(line)) {
    return text === "" ? { kind: "more" } : { kind: "bad", status: 400 };
  }
  if (match !== null && END_OF_HEAD.test(text)) {
    const [, method = "", target = ""] = match;
    return { kind: "request", request: { method, path: target.split("?", 1)[0] ?? "" } };
  }
  return bytes.length < MAX_HEAD ? { kind: "more" } : { kind: "bad", status: 431 };
}

/** Whether a method only reads. */
export function canRead({ method }: Request): boolean {
  return METHODS.includes(method);
}

/** An answer as bytes; `request` is undefined if none was understood. Never throws. */
export function answerBytes(answer: Answer, request?: Request): Uint8Array<ArrayBuffer> {
  const { status, body, type = PLAIN } = answer;
  const encoder = new TextEncoder();
  const content = encoder.encode(body);
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status]}`,
    `Content-Type: ${type}`,
    `Content-Length: ${content.length}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    ...(status === 405 ? [`Allow: ${METHODS.join(", ")}`] : []),
    "Connection: close",
  ].join("\r\n");
  const shown = request?.method === "HEAD" ? "" : body;
  return encoder.encode(`${head}\r\n\r\n${shown}`);
}
