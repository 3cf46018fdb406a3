/**
 * Notices and reasons on their way through the JSON dialect, and what is made of hostile ones.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { sanitize } from "../../../lib/text/sanitize.ts";
import {
  noticeFields,
  readNotice,
  readReason,
  reasonFields,
} from "../../../lib/wire/json/notice.ts";
import { CHINESE_WORDING } from "../../../lib/words/zh/wording.ts";
import { allNotices, NOTICE_SAMPLES, REASON_SAMPLES } from "../../support/notice_samples.ts";

Deno.test("every notice comes out of its object as it went in, beside the English sentence", () => {
  for (const [notice, english] of allNotices()) {
    const fields = JSON.parse(JSON.stringify({ type: "notice", ...noticeFields(notice) }));
    assertEquals(readNotice(fields), notice);
    assertEquals([fields.type, fields.code, fields.text], ["notice", notice.code, english]);
  }
});

Deno.test("every reason comes out of its object as it went in", () => {
  for (const [reason, english] of Object.values(REASON_SAMPLES)) {
    const fields = JSON.parse(JSON.stringify(reasonFields(reason)));
    assertEquals(readReason(fields), reason);
    assertEquals([fields.by, fields.code, fields.reason], ["daemon", reason.code, english]);
  }
});

Deno.test("a member's words are no reason of the daemon's, whatever the code", () => {
  assertEquals(readReason({ by: "member", code: "idle", after: 1, reason: "x" }), undefined);
  assertEquals(reasonFields({ by: "member", code: "quit", text: "bye" }), {
    reason: "bye",
    by: "member",
    code: "quit",
  });
  assertEquals(reasonFields({ by: "member", code: "lost" }), {
    reason: "",
    by: "member",
    code: "lost",
  });
});

Deno.test("a notice of which a part is missing or of another kind is unknown", () => {
  const strange = [null, true, [], {}, -1, NaN, Infinity, 1e300, "\u0000x", 1.5];
  for (const [notice] of Object.values(NOTICE_SAMPLES).flat()) {
    const { code, ...parts } = notice;
    for (const part of Object.keys(parts)) {
      // Without an end it is another notice.
      const isNeeded = part !== "until";
      const without = readNotice({ ...notice, [part]: undefined });
      if (isNeeded) assertEquals(without, undefined, `${code} ${part}`);
      for (const value of strange) {
        const read = readNotice({ ...notice, [part]: value });
        // Whatever is taken can be said, and is safe to show.
        if (read !== undefined) {
          const said = CHINESE_WORDING.notice(read);
          assertEquals(sanitize(said), said, `${code} ${part} ${value}`);
        }
      }
    }
  }
  const unknown = [
    {},
    { code: 7 },
    { code: "constructor" },
    { code: "__proto__" },
    { code: "of-tomorrow" },
    { code: "refused", why: "of-tomorrow" },
    { code: "refused", why: "constructor" },
    { code: "help", topic: "toString", usage: "/x" },
    { code: "name-bad-character", codePoint: 0x110000 },
    { code: "name-bad-character", codePoint: -1 },
  ];
  for (const fields of unknown) assertEquals(readNotice(fields), undefined);
});

Deno.test("readNotice() and readReason() never throw, and what they give can be said", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.double(),
    fc.integer(),
    fc.constantFrom(null, true, undefined),
  );
  const keys = [
    "why",
    "name",
    "like",
    "limit",
    "unit",
    "left",
    "open",
    "after",
    "codePoint",
    "usage",
  ];
  const fields = fc.record({
    by: fc.constantFrom("daemon", "member", 7),
    code: fc.oneof(
      fc.constantFrom(...allNotices().map(([{ code }]) => code), ...Object.keys(REASON_SAMPLES)),
      fc.string(),
    ),
    ...Object.fromEntries(keys.map((key) => [key, value])),
  }, { requiredKeys: [] });
  fc.assert(
    fc.property(fields, (object) => {
      const [notice, reason] = [readNotice(object), readReason(object)];
      const said = [
        notice === undefined ? "" : CHINESE_WORDING.notice(notice),
        reason === undefined ? "" : CHINESE_WORDING.reason(reason),
      ];
      for (const each of said) assertEquals(sanitize(each), each);
    }),
    { numRuns: 2000 },
  );
});
