/**
 * The JSON dialect, for programs: one object a line in both directions, see docs/protocol.md. Here are
 * the lines of a program after its hello; `encode.ts` writes those of the daemon.
 *
 * @module
 */

import type { Command } from "../../core/command.ts";
import type { Detail } from "../../core/dialect.ts";
import type { Language } from "../../core/language.ts";
import type { Notice } from "../../core/notice.ts";
import type { Codec } from "../codec.ts";
import { encode, hasNoSentence } from "./encode.ts";
import { parseObject } from "./object.ts";
import { TONGUES } from "./tongue.ts";

/** The JSON dialect of docs/protocol.md, as a program hears it that asks for nothing else. */
export const jsonCodec: Codec = codecIn("en", "every");

/** The JSON dialect in every language, with every arrival told or with arrivals gathered. */
export const jsonCodecs: Readonly<Record<Language, Readonly<Record<Detail, Codec>>>> = {
  en: { every: jsonCodec, gathered: codecIn("en", "gathered", jsonCodec) },
  zh: { every: codecIn("zh", "every", jsonCodec), gathered: codecIn("zh", "gathered", jsonCodec) },
};

function codecIn(language: Language, detail: Detail, twin?: Codec): Codec {
  const tongue = TONGUES[language];
  const name = ["json", language === "en" ? "" : language, detail === "every" ? "" : detail];
  return {
    name: name.filter((part) => part !== "").join("-"),
    dialect: { kind: "json", language, detail },
    hearing: { detail, isProgram: true },
    parse,
    encode: (message) => encode(message, tongue),
    ...(twin && { twin: { codec: twin, shares: hasNoSentence } }),
  };
}

function parse(line: string): Command {
  if (line === "") return { kind: "blank" };
  const fields = parseObject(line);
  if (fields === undefined) return malformed({ code: "bad-json" });
  const { type } = fields;
  if (typeof type !== "string") return malformed({ code: "bad-field", why: "type" });
  return { kind: "ask", name: type, input: fields };
}

function malformed(notice: Notice): Command {
  return { kind: "malformed", notice };
}
