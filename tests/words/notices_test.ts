/**
 * The daemon's sentences: each as it is pinned, Chinese throughout in Chinese, and undisturbed by
 * whatever stands in their parts.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Notice } from "../../lib/core/notice.ts";
import { ENGLISH_WORDING } from "../../lib/words/en/wording.ts";
import type { Wording } from "../../lib/words/wording.ts";
import { CHINESE_WORDING } from "../../lib/words/zh/wording.ts";
import { allNotices, REASON_SAMPLES } from "../support/notice_samples.ts";

/**
 * What may stand in a Chinese sentence beside its parts: names of protocols and formats, of this
 * program and of what is typed to join it, of fields, and the ways to write a time and a code point.
 */
const FOREIGN = new Set(
  ("JSON TLS HTTP U+ nc HOST PORT hubbub tls help text hello nick type ms PROXY UTF Windows chcp " +
    "SSH IRC FTP SIP RTSP Redis memcached StatsD InfluxDB Asterisk HL STOMP NATS MQTT AMQP PostgreSQL LDAP XMPP VNC SOCKS rsync " +
    "git BitTorrent Minecraft syslog Graphite FIX Java " +
    "UTC history search WORDS from in since before more NAME DATE TIME SEQ ROOM " +
    "for owner topic lock moderated on keep rooms lobby true false join part quit ROOM PASSWORD private public password P resume seq epoch " +
    "db client kick unban lockdown off trust proxy TCP arrivals every gathered lang en zh who")
    .split(" "),
);

/** Words of a sentence that are neither Chinese nor a part of it nor a name that has no Chinese. */
function strayWords(sentence: string, parts: readonly string[]): string[] {
  let rest = sentence;
  for (const part of [...parts].sort((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(part, "");
  }
  return (rest.match(/U\+[0-9A-F]{4,6}|[A-Za-z]{2,}/g) ?? []).filter((word) =>
    !word.startsWith("U+") && !FOREIGN.has(word)
  );
}

/** All texts in the parts of something, as quoted; what tells variants apart is not shown. */
function partsOf(data: object): string[] {
  const { code: _, why: _why, by: _by, unit: _unit, topic: _topic, ...parts } = data as Record<
    string,
    unknown
  >;
  return Object.values(parts).filter((part) => typeof part === "string")
    .map((part) => JSON.stringify(part).slice(1, -1));
}

for (const [notice, english, chinese] of allNotices()) {
  Deno.test(`notice ${notice.code}: ${english}`, () => {
    assertEquals(ENGLISH_WORDING.notice(notice), english);
    assertEquals(CHINESE_WORDING.notice(notice), chinese);
    assertEquals(strayWords(chinese, partsOf(notice)), []);
    assertEquals(/\p{Script=Han}/u.test(english), false);
  });
}

for (const [reason, english, chinese] of Object.values(REASON_SAMPLES)) {
  Deno.test(`reason ${reason.code}: ${english}`, () => {
    assertEquals(ENGLISH_WORDING.reason(reason), english);
    assertEquals(CHINESE_WORDING.reason(reason), chinese);
    assertEquals(strayWords(chinese, partsOf(reason)), []);
  });
}

Deno.test("strayWords() finds the English that a Chinese sentence once had", () => {
  const once = "名字 wiIl looks too much like will, which 已有人使用";
  assertEquals(strayWords(once, ["wiIl", "will"]), ["looks", "too", "much", "like", "which"]);
});

/** Texts made of what stands in sentences, and of what stands in patterns. */
const phrase = fc.array(
  fc.constantFrom(
    ..."looks too much like|which is taken|is taken|at most|{}|${0}|$&|the name|名字|已有人使用|太相似|；| |a"
      .split("|"),
  ),
  { minLength: 1, maxLength: 6 },
).map((pieces) => pieces.join(" "));

/** The notice with a mark in place of each text; the sentence with the marks replaced again. */
function saidWithMarks(notice: Notice, wording: Wording): string {
  const marks = new Map<string, string>();
  const marked = Object.fromEntries(
    Object.entries(notice).map(([part, value]) => {
      if (typeof value !== "string" || !TEXTS.has(part)) return [part, value];
      const mark = String.fromCodePoint(0xe000 + marks.size);
      marks.set(mark, value);
      return [part, mark];
    }),
  ) as unknown as Notice;
  return wording.notice(marked).replace(/[\ue000-\uf8ff]/g, (mark) => marks.get(mark) ?? "");
}

const TEXTS = new Set(["name", "like", "lang", "usage", "command", "field"]);

Deno.test("what stands in the parts of a notice does not disturb its sentence", () => {
  const notices = fc.oneof(
    fc.record({
      code: fc.constant("name-taken" as const),
      why: fc.constant("look-alike" as const),
      name: phrase,
      like: phrase,
    }),
    fc.record({
      code: fc.constant("name-taken" as const),
      why: fc.constant("same" as const),
      name: phrase,
    }),
    fc.record({
      code: fc.constantFrom("name-reserved" as const, "name-mixed-scripts" as const),
      name: phrase,
    }),
    fc.record({ code: fc.constant("name-unchanged" as const), name: phrase }),
    fc.record({ code: fc.constant("unknown-command" as const), name: phrase }),
    fc.record({ code: fc.constant("lang-unknown" as const), lang: phrase }),
    fc.record({ code: fc.constant("usage" as const), usage: phrase }),
    fc.record({
      code: fc.constant("bad-field" as const),
      why: fc.constant("argument" as const),
      command: phrase,
      field: phrase,
    }),
  );
  fc.assert(
    fc.property(notices, fc.constantFrom(ENGLISH_WORDING, CHINESE_WORDING), (notice, wording) => {
      assertEquals(wording.notice(notice), saidWithMarks(notice, wording));
    }),
  );
});
