import { assertEquals } from "@std/assert";
import { complete, turn } from "../../../lib/page/view/completion.ts";

const CANDIDATES = {
  names: ["Bob", "bobby", "小明"],
  rooms: ["dev"],
  commands: ["kick", "join"],
};

Deno.test("complete() writes a name to address somebody, and in the middle the name alone", () => {
  assertEquals(complete("bo", 2, CANDIDATES)?.text, "Bob: ");
  assertEquals(complete("ask bo about it", 6, CANDIDATES)?.text, "ask Bob  about it");
  assertEquals(complete("@小", 2, CANDIDATES)?.text, "小明: ");
});

Deno.test("turn() goes through the names that fit, and back, and round", () => {
  const first = complete("hello bo", 8, CANDIDATES);
  if (first === undefined) throw new Error("nothing was completed");
  const second = turn(first, 1);
  assertEquals(second.text, "hello bobby ");
  assertEquals(second.to, 12);
  assertEquals(turn(second, 1).text, "hello Bob ");
  assertEquals(turn(first, -1).text, "hello bobby ");
});

Deno.test("complete() knows commands at the begin of a text alone, and rooms anywhere", () => {
  assertEquals(complete("/k", 2, CANDIDATES)?.text, "/kick ");
  assertEquals(complete("say /k", 6, CANDIDATES), undefined);
  assertEquals(complete("see #d", 6, CANDIDATES)?.text, "see #dev ");
});

Deno.test("complete() leaves Tab alone where there is no word, or none that fits", () => {
  assertEquals(complete("", 0, CANDIDATES), undefined);
  assertEquals(complete("hello ", 6, CANDIDATES), undefined);
  assertEquals(complete("zoe", 3, CANDIDATES), undefined);
});
