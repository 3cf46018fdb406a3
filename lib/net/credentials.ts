/**
 * The certificate and the key of TLS listeners: reads both and reports what is wrong with them. The
 * runtime decides whether they fit. Its error messages are unclear, so the common mistakes are
 * detected here.
 *
 * @module
 */

/** The paths of both files. */
export interface CredentialFiles {
  /** The path of the certificate chain, PEM. */
  readonly certFile: string;
  /** The path of the private key, PEM. */
  readonly keyFile: string;
}

/** The contents of both files. */
export interface Credentials extends CredentialFiles {
  /** The chain, PEM. */
  readonly cert: string;
  /** The key, PEM. A secret. */
  readonly key: string;
}

/** One of the two files. */
export type CredentialFile = "certificate" | "key";

/** Why a file cannot be read: a common reason, or the system's message. */
export type FileFault =
  | { readonly code: "missing" | "denied" | "folder" | "not-a-file" }
  | { readonly code: "other"; readonly text: string };

/** What is wrong with the files. */
export type CredentialProblem =
  | {
    readonly code: "unreadable-file";
    readonly file: CredentialFile;
    readonly path: string;
    readonly fault: FileFault;
  }
  | { readonly code: "long-file"; readonly file: CredentialFile; readonly path: string }
  /** The file contains no PEM block of the required kind. */
  | { readonly code: "no-pem"; readonly file: CredentialFile; readonly path: string }
  | { readonly code: "encrypted-key"; readonly keyFile: string }
  | { readonly code: "key-mismatch"; readonly certFile: string; readonly keyFile: string }
  /** The runtime rejects them, with its message. */
  | {
    readonly code: "unusable-pair";
    readonly certFile: string;
    readonly keyFile: string;
    readonly text: string;
  };

/** The credentials cannot be used. */
export class UnusableCredentials extends Error {
  /** The name in stack traces. */
  override readonly name: string = "UnusableCredentials";
  /** What is wrong with them. */
  readonly problem: CredentialProblem;

  /** Made of the problem; the cause is in the options. */
  constructor(problem: CredentialProblem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** Much more than any chain has. */
const MAX_FILE_BYTES = 1_048_576;

const CERTIFICATE = "-----BEGIN CERTIFICATE-----";
const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
const ENCRYPTED_KEY = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: *4, *ENCRYPTED/m;

/** Reads and checks both files. Rejects with `UnusableCredentials`. */
export async function readCredentials(files: CredentialFiles): Promise<Credentials> {
  const { certFile, keyFile } = files;
  const cert = await readPem("certificate", certFile);
  const key = await readPem("key", keyFile);
  if (!cert.includes(CERTIFICATE)) {
    throw new UnusableCredentials({ code: "no-pem", file: "certificate", path: certFile });
  }
  if (ENCRYPTED_KEY.test(key)) throw new UnusableCredentials({ code: "encrypted-key", keyFile });
  if (!KEY.test(key)) {
    throw new UnusableCredentials({ code: "no-pem", file: "key", path: keyFile });
  }
  return { certFile, keyFile, cert, key };
}

/** Makes an error of the runtime's error about credentials that it rejects. */
export function refusedCredentials(files: CredentialFiles, error: unknown): UnusableCredentials {
  const { certFile, keyFile } = files;
  const words = error instanceof Error ? error.message : String(error);
  const problem: CredentialProblem = /KeyMismatch/.test(words)
    ? { code: "key-mismatch", certFile, keyFile }
    : { code: "unusable-pair", certFile, keyFile, text: firstLine(words) };
  return new UnusableCredentials(problem, { cause: error });
}

async function readPem(which: CredentialFile, path: string): Promise<string> {
  try {
    const text = await readShort(path);
    if (text !== undefined) return text;
  } catch (error) {
    const problem = { code: "unreadable-file", file: which, path, fault: faultOf(error) } as const;
    throw new UnusableCredentials(problem, { cause: error });
  }
  throw new UnusableCredentials({ code: "long-file", file: which, path });
}

/** The path is not a regular file: to open a FIFO may block, and a device may be endless. */
class NotAFile extends Error {}

/**
 * The text of a file; undefined if it is too long. Checks its type first: to open a FIFO would block
 * the whole process until there is a writer, and a device may never end.
 */
async function readShort(path: string): Promise<string | undefined> {
  const { isFile, isDirectory } = await Deno.stat(path);
  if (isDirectory) throw new Deno.errors.IsADirectory(path);
  if (!isFile) throw new NotAFile(path);
  using file = await Deno.open(path);
  const buffer = new Uint8Array(MAX_FILE_BYTES);
  let length = 0;
  while (length < buffer.length) {
    const count = await file.read(buffer.subarray(length));
    if (count === null) return new TextDecoder().decode(buffer.subarray(0, length));
    length += count;
  }
  return undefined;
}

function faultOf(error: unknown): FileFault {
  if (error instanceof Deno.errors.NotFound) return { code: "missing" };
  if (error instanceof Deno.errors.PermissionDenied) return { code: "denied" };
  if (error instanceof Deno.errors.IsADirectory) return { code: "folder" };
  if (error instanceof NotAFile) return { code: "not-a-file" };
  return { code: "other", text: firstLine(error instanceof Error ? error.message : String(error)) };
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
