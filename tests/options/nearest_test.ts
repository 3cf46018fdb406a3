import { assertEquals } from "@std/assert";
import { nearest } from "../../lib/options/nearest.ts";

const WORDS = ["rate", "grace", "send-queue", "send-queue-max", "idle-timeout", "names"];

Deno.test("nearest() finds the word behind a slip", () => {
  assertEquals(nearest("rat", WORDS), "rate");
  assertEquals(nearest("raet", WORDS), "rate");
  assertEquals(nearest("grase", WORDS), "grace");
  assertEquals(nearest("send-qeue", WORDS), "send-queue");
  assertEquals(nearest("idletimeout", WORDS), "idle-timeout");
});

Deno.test("nearest() finds the only word that begins so", () => {
  assertEquals(nearest("idle", WORDS), "idle-timeout");
  assertEquals(nearest("send-queue-", WORDS), "send-queue-max");
});

Deno.test("nearest() finds nothing where nothing is near", () => {
  for (const typed of ["", "x", "foo", "send", "__proto__", "constructor", "r".repeat(10_000)]) {
    assertEquals(nearest(typed, WORDS), undefined, typed);
  }
});
