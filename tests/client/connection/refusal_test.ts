import { assertEquals } from "@std/assert";
import { isBan, isRefusal } from "../../../lib/client/connection/refusal.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { CHINESE } from "../../../lib/words/zh/phrases.ts";

const UNTIL = Date.UTC(2026, 10, 26, 14, 2);

Deno.test("isBan() knows the line of the door in every language, whatever follows", () => {
  for (const words of [ENGLISH, CHINESE]) {
    for (const end of [{}, { until: UNTIL }]) {
      for (const reason of ["", "spam"]) {
        const said = words.notice({ code: "banned", why: "daemon", reason, ...end });
        assertEquals(isBan({ kind: "plain", text: `-- ${said}` }), true, said);
      }
    }
  }
});

Deno.test("isBan() knows the contract's own line", () => {
  const line = "-- you are banned until 2026-11-26 14:02 UTC: spam";
  assertEquals(isBan(parseDaemonLine(line)), true);
});

Deno.test("isBan() takes no other refusal for a ban", () => {
  for (const words of [ENGLISH, CHINESE]) {
    const others = [
      words.notice({ code: "lockdown", why: "refused" }),
      words.notice({ code: "refused", why: "full", open: 2 }),
    ];
    for (const said of others) assertEquals(isBan({ kind: "plain", text: `-- ${said}` }), false);
  }
  assertEquals(isBan({ kind: "plain", text: "220 you are banned" }), false);
});

Deno.test("a notice or a bye before the welcome is a refusal, and a ban by its code", () => {
  const banned = parseDaemonLine('{"type":"notice","code":"banned","why":"of-tomorrow"}');
  const locked = parseDaemonLine('{"type":"notice","code":"lockdown","text":"no"}');
  const bye = parseDaemonLine('{"type":"bye","code":"refused"}');
  assertEquals([banned, locked, bye].map(isRefusal), [true, true, true]);
  assertEquals([banned, locked, bye].map(isBan), [true, false, false]);
  assertEquals(isRefusal(parseDaemonLine('{"type":"pong"}')), false);
});
