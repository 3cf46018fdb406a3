/**
 * A ban whose author was forgotten: nobody is named where a name would stand.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { ENGLISH_DIALOGS } from "../../lib/page/words/dialogs_en.ts";
import { CHINESE_DIALOGS } from "../../lib/page/words/dialogs_zh.ts";
import { ENGLISH_REASONS } from "../../lib/words/en/notices.ts";
import { ENGLISH_WORDING } from "../../lib/words/en/wording.ts";
import { CHINESE_REASONS } from "../../lib/words/zh/notices.ts";
import { CHINESE_WORDING } from "../../lib/words/zh/wording.ts";

const BAN = { on: "mal", network: undefined, by: "", since: "10:00", until: "11:00", reason: "" };

Deno.test("a ban without an author is told without one, in both languages, in the client and in the page", () => {
  assertEquals(ENGLISH_WORDING.ban(BAN), "-- mal: banned 10:00 until 11:00");
  assertEquals(
    ENGLISH_WORDING.ban({ ...BAN, by: "op" }),
    "-- mal: banned by op 10:00 until 11:00",
  );
  assertEquals(CHINESE_WORDING.ban(BAN), "-- mal：10:00 被封禁，直到 11:00");
  assertEquals(CHINESE_WORDING.ban({ ...BAN, by: "op" }), "-- mal：10:00 由 op 封禁，直到 11:00");
  const reasons = [ENGLISH_REASONS, CHINESE_REASONS];
  const told = (from: string) =>
    reasons.map((each) => each.banned({ by: "daemon", code: "banned", from, text: "" } as never));
  assertEquals(told(""), ["banned", "被封禁"]);
  assertEquals(told("op"), ["banned by op", "被 op 封禁"]);
  const dialogs = [ENGLISH_DIALOGS, CHINESE_DIALOGS];
  const listed = (by: string) => dialogs.map((each) => each.bannedBy(by, "10:00", undefined));
  assertEquals(listed(""), ["10:00", "10:00"]);
  assertEquals(listed("op"), ["by op, 10:00", "由 op 封禁，10:00"]);
});
