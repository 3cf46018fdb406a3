import { assertEquals } from "@std/assert";
import { wantedBy } from "../../../lib/page/view/menu_keys.ts";

const TEXTS = ["Ban", "Mute", "Unmute", "Make owner"];

Deno.test("wantedBy() moves by arrows, and around at the ends", () => {
  assertEquals(wantedBy("ArrowDown", 0, TEXTS), 1);
  assertEquals(wantedBy("ArrowDown", 3, TEXTS), 0);
  assertEquals(wantedBy("ArrowUp", 0, TEXTS), 3);
  assertEquals(wantedBy("ArrowDown", -1, TEXTS), 0);
  assertEquals(wantedBy("ArrowUp", -1, TEXTS), 3);
});

Deno.test("wantedBy() moves to the ends by Home and End", () => {
  assertEquals(wantedBy("Home", 2, TEXTS), 0);
  assertEquals(wantedBy("End", 0, TEXTS), 3);
});

Deno.test("wantedBy() finds the next text that begins with a letter, without regard to case", () => {
  assertEquals(wantedBy("m", 0, TEXTS), 1);
  assertEquals(wantedBy("M", 1, TEXTS), 3);
  assertEquals(wantedBy("m", 3, TEXTS), 1);
  assertEquals(wantedBy("b", 0, TEXTS), 0);
  assertEquals(wantedBy("禁", 0, ["发私信", "禁言"]), 1);
});

Deno.test("wantedBy() leaves other keys alone", () => {
  for (const key of ["Enter", " ", "Escape", "Tab", "F1", "x"]) {
    assertEquals(wantedBy(key, 0, TEXTS), undefined, key);
  }
});
