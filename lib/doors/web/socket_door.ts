/**
 * STAND-IN.
 *
 * @module
 */
import { textCodecs } from "../../wire/text/codec.ts";
import { jsonCodec } from "../../wire/json/codec.ts";
import { PlainDoor } from "../plain_door.ts";
import type { Language } from "../../core/language.ts";
import type { Pacer } from "../../time/pacer.ts";
export class SocketDoor {
  readonly #d: PlainDoor;
  constructor({ maxLineBytes, language, pacer }: { maxLineBytes: number; language: Language; pacer: Pacer }) {
    this.#d = new PlainDoor({ people: textCodecs[language], maxLineBytes, pacer });
  }
  adjust(_: unknown) {}
  receive(peer: import("../../net/peer.ts").Peer) { return this.#d.receive(peer); }
  refusal(notice: import("../../core/notice.ts").Denial) { return jsonCodec.encode({ kind: "notice", notice }); }
}
