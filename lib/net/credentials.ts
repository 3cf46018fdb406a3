/**
 * The certificate and the key of TLS listeners: reads both and reports what is wrong with them. The
 * runtime decides whether they fit. Its error messages are unclear, so the common mistakes are
 * detected here.
 *
 * @module
 */

import { type FileFault, fileFaultOf, readShortFile } from "../program/short_file.ts";

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
    const bytes = await readShortFile(path, MAX_FILE_BYTES);
    if (bytes !== undefined) return new TextDecoder().decode(bytes);
  } catch (error) {
    const fault = fileFaultOf(error);
    const problem = { code: "unreadable-file", file: which, path, fault } as const;
    throw new UnusableCredentials(problem, { cause: error });
  }
  throw new UnusableCredentials({ code: "long-file", file: which, path });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
