/**
 * Replaces the secret of a command by a digest, so that the loop, the state and everything that reads
 * them have the digest alone. Two digests are equal if the secrets are. They are made with a key that
 * nothing but this part has, so a digest tells nothing of its secret, and the time in which two digests are
 * compared tells nothing that could be used to guess one. With `--data` the key outlives the process, so
 * that kept rooms keep their passwords; otherwise each process has its own.
 *
 * @module
 */

import type { Command } from "../core/command.ts";
import { secretIn } from "../core/commands/secret.ts";

const HMAC: HmacKeyGenParams = { name: "HMAC", hash: "SHA-256" };

/** Makes digests with one key; the sessions of a daemon share one. */
export class Sealer {
  /** Made when the first secret comes. */
  #key: Promise<CryptoKey> | undefined;
  readonly #bytes: Uint8Array<ArrayBuffer> | undefined;

  /** With the key of the store, or with a random one. */
  constructor(key?: Uint8Array<ArrayBuffer>) {
    this.#bytes = key;
  }

  /** The command with a digest in the place of its secret; undefined if it has none. */
  seal(command: Command): Promise<Command> | undefined {
    const secret = secretIn(command);
    return secret && this.#digest(secret.text).then((digest) => secret.replacedBy(digest));
  }

  async #digest(text: string): Promise<string> {
    this.#key ??= this.#makeKey();
    const bytes = await crypto.subtle.sign(HMAC.name, await this.#key, encode(text));
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  #makeKey(): Promise<CryptoKey> {
    if (this.#bytes === undefined) return crypto.subtle.generateKey(HMAC, false, ["sign"]);
    return crypto.subtle.importKey("raw", this.#bytes, HMAC, false, ["sign"]);
  }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
