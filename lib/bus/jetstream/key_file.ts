/**
 * The file of `--cluster-key`: the seed of an nkey, and, for servers that want one, a certificate with its
 * key in PEM. All of it is secret.
 *
 * @module
 */

import { nkeys } from "npm:@nats-io/nats-core@3.4.0";
import type { CertificatePair } from "../../net/connect.ts";
import { CannotStart } from "../../program/cannot_start.ts";
import { fileFaultOf, readShortFile } from "../../program/short_file.ts";
import type { EngineFile } from "../../words/engine.ts";

/** More than any file of a key or of certificates has. */
const MAX_FILE_BYTES = 1_048_576;

/** How a seed is written: base32, `S` first, then the letter of what it is for. */
const SEED = /^S[A-Z2-7]{57}$/m;
const USER_SEED = "SU";
const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const PRIVATE_KEY =
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/;

/** With what a connection proves whose it is. */
export interface EngineKey {
  /** The seed, as bytes of its text. A secret. */
  readonly seed: Uint8Array;
  /** The public key: what the configuration of the server names. */
  readonly user: string;
  /** The certificate for servers that want one; undefined if the file has none. */
  readonly pair: CertificatePair | undefined;
}

/**
 * Reads the file of a key.
 *
 * @throws {CannotStart} if it cannot be read, or has no seed of a user.
 */
export async function readKeyFile(path: string): Promise<EngineKey> {
  const text = await readEngineFile("key", path);
  const [seed] = SEED.exec(text) ?? [];
  if (seed === undefined) throw badKey(path, "no-seed");
  if (!seed.startsWith(USER_SEED)) throw badKey(path, "not-user");
  const certificates = text.match(CERTIFICATES);
  const [key] = PRIVATE_KEY.exec(text) ?? [];
  if ((certificates === null) !== (key === undefined)) throw badKey(path, "half-pair");
  const pair = certificates === null || key === undefined
    ? undefined
    : { cert: certificates.join("\n"), key };
  return { ...keyOfSeed(seed, path), pair };
}

/**
 * Reads the file of `--cluster-ca`: certificates in PEM.
 *
 * @throws {CannotStart} if it cannot be read, or has none.
 */
export async function readAuthorityFile(path: string): Promise<string> {
  const text = await readEngineFile("authority", path);
  if (text.match(CERTIFICATES) === null) {
    throw new CannotStart({ code: "engine-no-authority", path });
  }
  return text;
}

/** Makes a key: the text of a file, and the public key. */
export function makeKey(): { readonly text: string; readonly user: string } {
  const pair = nkeys.createUser();
  return { text: `${new TextDecoder().decode(pair.getSeed())}\n`, user: pair.getPublicKey() };
}

function keyOfSeed(text: string, path: string): { seed: Uint8Array; user: string } {
  const seed = new TextEncoder().encode(text);
  try {
    return { seed, user: nkeys.fromSeed(seed).getPublicKey() };
  } catch (error) {
    // The checksum in the seed is wrong.
    throw badKey(path, "no-seed", error);
  }
}

function badKey(
  path: string,
  why: "no-seed" | "not-user" | "half-pair",
  cause?: unknown,
): CannotStart {
  return new CannotStart({ code: "engine-bad-key", path, why }, { cause });
}

async function readEngineFile(file: EngineFile, path: string): Promise<string> {
  try {
    const bytes = await readShortFile(path, MAX_FILE_BYTES);
    if (bytes !== undefined) return new TextDecoder().decode(bytes);
  } catch (error) {
    const fault = fileFaultOf(error);
    throw new CannotStart({ code: "engine-file", file, path, fault }, { cause: error });
  }
  throw new CannotStart({ code: "engine-long-file", file, path });
}
