/**
 * Replaces the secret of a command by a digest, so that the loop, the state and everything that reads
 * them have the digest alone. Two digests are equal if the secrets are. They are made with a key that
 * only this process has, so a digest tells nothing of its secret, and the time in which two digests are
 * compared tells nothing that could be used to guess one.
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

  /** The command with a digest in the place of its secret; undefined if it has none. */
  seal(command: Command): Promise<Command> | undefined {
    const secret = secretIn(command);
    return secret && this.#digest(secret.text).then((digest) => secret.replacedBy(digest));
  }

  async #digest(text: string): Promise<string> {
    this.#key ??= crypto.subtle.generateKey(HMAC, false, ["sign"]);
    const bytes = await crypto.subtle.sign(HMAC.name, await this.#key, encode(text));
    return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
