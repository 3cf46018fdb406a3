import { assertEquals } from "@std/assert";
import { wantedBy } from "../../../lib/page/view/menu_keys.ts";

const CHOICES = 4;

Deno.test("wantedBy() moves by arrows, and around at the ends", () => {
  assertEquals(wantedBy("ArrowDown", 0, CHOICES), 1);
  assertEquals(wantedBy("ArrowDown", 3, CHOICES), 0);
  assertEquals(wantedBy("ArrowUp", 0, CHOICES), 3);
  assertEquals(wantedBy("ArrowDown", -1, CHOICES), 0);
  assertEquals(wantedBy("ArrowUp", -1, CHOICES), 3);
});

Deno.test("wantedBy() moves to the ends by Home and End", () => {
  assertEquals(wantedBy("Home", 2, CHOICES), 0);
  assertEquals(wantedBy("End", 0, CHOICES), 3);
});

Deno.test("wantedBy() leaves other keys alone", () => {
  for (const key of ["Enter", " ", "Escape", "Tab", "F1", "x"]) {
    assertEquals(wantedBy(key, 0, CHOICES), undefined, key);
  }
});
