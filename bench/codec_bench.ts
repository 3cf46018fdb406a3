/**
 * What it costs to give one line meaning, and to write one message, in both dialects:
 * `deno bench bench/codec_bench.ts`.
 *
 * @module
 */

import type { Message } from "../lib/core/message.ts";
import type { Nick } from "../lib/core/reading/names.ts";
import { sanitize } from "../lib/text/sanitize.ts";
import { LOBBY } from "../lib/core/units.ts";
import type { Codec } from "../lib/wire/codec.ts";
import { jsonCodec } from "../lib/wire/json/codec.ts";
import { textCodec } from "../lib/wire/text/codec.ts";

const TEXT = "x".repeat(64);

const MESSAGE: Message = {
  kind: "message",
  seq: 12_345,
  time: 1_700_000_000_000,
  room: LOBBY,
  from: "127.0.0.1:40321" as Nick,
  text: TEXT,
};

function benchParse(codec: Codec, name: string, line: string): void {
  Deno.bench({ name: `${codec.name}: ${name}`, group: "parse", fn: () => void codec.parse(line) });
}

function benchEncode(codec: Codec): void {
  Deno.bench({
    name: `${codec.name}: 64 bytes`,
    group: "encode",
    fn: () => void codec.encode(MESSAGE),
  });
}

function benchSanitize(name: string, text: string): void {
  Deno.bench({ name, group: "sanitize", fn: () => void sanitize(text) });
}

benchParse(textCodec, "64 bytes said", TEXT);
benchParse(textCodec, "a command", "/me waves at everybody");
benchParse(jsonCodec, "64 bytes said", JSON.stringify({ type: "say", text: TEXT }));
benchEncode(textCodec);
benchEncode(jsonCodec);
benchSanitize("64 bytes of ASCII", TEXT);
benchSanitize("64 bytes of Chinese", "你好世界".repeat(5));
benchSanitize("64 bytes with a control character", `${TEXT.slice(1)}\u001b`);
