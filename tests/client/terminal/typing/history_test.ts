import { assertEquals } from "@std/assert";
import { History, MAX_HISTORY } from "../../../../lib/client/terminal/typing/history.ts";

Deno.test("a changed line keeps the change while others are looked at", () => {
  const history = new History(["one", "two"]);
  assertEquals(history.up("draft"), "two");
  assertEquals(history.up("two and more"), "one");
  assertEquals(history.down("one!"), "two and more");
  assertEquals(history.down("two and more"), "draft");
  assertEquals([history.up("draft"), history.up("two and more")], ["two and more", "one!"]);
});

Deno.test("a changed line stays changed when another line is sent", () => {
  const history = new History(["one", "two"]);
  history.up("");
  history.up("two, unsent");
  history.add("one");
  assertEquals([history.up(""), history.up("one")], ["one", "two, unsent"]);
});

Deno.test("when a changed line is sent, the line that was sent before is there again", () => {
  const history = new History(["one", "two"]);
  history.up("");
  history.up("two and more");
  assertEquals(history.down("one"), "two and more");
  history.add("two and more");
  assertEquals(
    [history.up(""), history.up("two and more"), history.up("two")],
    ["two and more", "two", "one"],
  );
});

Deno.test("a line that was emptied is as it was sent", () => {
  const history = new History(["one", "two"]);
  history.up("");
  history.up("  ");
  assertEquals(history.down("one"), "two");
});

Deno.test("a line that is given up leads back to the newest one", () => {
  const history = new History(["one", "two"]);
  history.up("draft");
  history.up("two");
  history.leave();
  assertEquals([history.down(""), history.up("")], [undefined, "two"]);
});

Deno.test("a changed line is searched as it is now", () => {
  const history = new History(["one", "two"]);
  history.up("");
  history.up("zwei");
  assertEquals([history.search("zw", 0), history.search("two", 0)], ["zwei", undefined]);
});

Deno.test("changes are of their lines also when the oldest line is forgotten", () => {
  const history = new History(Array.from({ length: MAX_HISTORY }, (_, i) => `line ${i}`));
  history.up("");
  history.up("line 999 changed");
  history.add("new");
  assertEquals([history.up(""), history.up("new")], ["new", "line 999 changed"]);
});
