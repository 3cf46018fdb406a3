/**
 * The certificate and the key that TLS listeners show: reads both and finds out what is
 * wrong with them. The runtime judges at last whether they fit; what people confuse most is told
 * apart here, for its words would help nobody.
 *
 * @module
 */

/** Where they are. */
export interface CredentialFiles {
  /** The path of the certificate chain, PEM. */
  readonly certFile: string;
  /** The path of the private key, PEM. */
  readonly keyFile: string;
}

/** What they hold. */
export interface Credentials extends CredentialFiles {
  /** The chain, PEM. */
  readonly cert: string;
  /** The key, PEM. A secret. */
  readonly key: string;
}

/** Which of the files. */
export type CredentialFile = "certificate" | "key";

/** Why a file cannot be read: a usual reason, or what the system says. */
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
  /** The file is read, and holds nothing of its kind in PEM. */
  | { readonly code: "no-pem"; readonly file: CredentialFile; readonly path: string }
  | { readonly code: "encrypted-key"; readonly keyFile: string }
  | { readonly code: "key-mismatch"; readonly certFile: string; readonly keyFile: string }
  /** The runtime does not take them, and says why. */
  | {
    readonly code: "unusable-pair";
    readonly certFile: string;
    readonly keyFile: string;
    readonly text: string;
  };

/** They cannot be used. */
export class UnusableCredentials extends Error {
  /** The name in stack traces. */
  override readonly name: string = "UnusableCredentials";
  /** What is wrong with them. */
  readonly problem: CredentialProblem;

  /** Made of the problem, and of what was found out. */
  constructor(problem: CredentialProblem, options?: ErrorOptions) {
    super(problem.code, options);
    this.problem = problem;
  }
}

/** Far more than a chain has. */
const MAX_FILE_BYTES = 1_048_576;

const CERTIFICATE = "-----BEGIN CERTIFICATE-----";
const KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
const ENCRYPTED_KEY = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: *4, *ENCRYPTED/m;

/**
 * Reads both files and looks whether they are what they should be. Rejects with
 * `UnusableCredentials`.
 */
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

/** What is wrong, by what the runtime says about credentials that it does not take. */
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

/** What is at the path can be opened only when somebody else is there as well, or has no end. */
class NotAFile extends Error {}

/**
 * The text of a file; undefined if it is too long. Looks first what it is: to open a FIFO would hold up
 * the whole process until somebody writes to it, and a device may never end.
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
