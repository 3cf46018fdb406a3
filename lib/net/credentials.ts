/**
 * The certificate and the key that TLS listeners show: reads both and says in one sentence what is
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

/** They cannot be used; the message is one sentence that names the file. */
export class UnusableCredentials extends Error {
  /** The name in stack traces. */
  override readonly name: string = "UnusableCredentials";
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
    throw new UnusableCredentials(`the certificate file ${certFile} has no certificate in PEM`);
  }
  if (ENCRYPTED_KEY.test(key)) {
    throw new UnusableCredentials(
      `the key in ${keyFile} is encrypted; a key without a passphrase is needed`,
    );
  }
  if (!KEY.test(key)) {
    throw new UnusableCredentials(`the key file ${keyFile} has no private key in PEM`);
  }
  return { certFile, keyFile, cert, key };
}

/** Makes a sentence of what the runtime says about credentials that it does not take. */
export function refusedCredentials(files: CredentialFiles, error: unknown): UnusableCredentials {
  const { certFile, keyFile } = files;
  const words = error instanceof Error ? error.message : String(error);
  const sentence = /KeyMismatch/.test(words)
    ? `the key in ${keyFile} does not belong to the certificate in ${certFile}`
    : `the certificate in ${certFile} with the key in ${keyFile} cannot be used: ${
      words.split("\n", 1)[0]
    }`;
  return new UnusableCredentials(sentence, { cause: error });
}

async function readPem(what: string, path: string): Promise<string> {
  try {
    using file = await Deno.open(path);
    const buffer = new Uint8Array(MAX_FILE_BYTES);
    let length = 0;
    while (length < buffer.length) {
      const count = await file.read(buffer.subarray(length));
      if (count === null) return new TextDecoder().decode(buffer.subarray(0, length));
      length += count;
    }
  } catch (error) {
    const reason = reasonOf(error);
    throw new UnusableCredentials(`cannot read the ${what} file ${path}: ${reason}`, {
      cause: error,
    });
  }
  throw new UnusableCredentials(`the ${what} file ${path} is longer than 1 MiB`);
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  return error instanceof Error ? error.message.split("\n", 1)[0] ?? error.name : String(error);
}
