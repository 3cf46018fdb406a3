import { assertEquals } from "@std/assert";
import { paintPlain } from "../../../../lib/client/colors.ts";
import { aside } from "../../../../lib/client/format.ts";
import { layoutArea } from "../../../../lib/client/terminal/drawing/area.ts";

Deno.test("a low terminal shows the draft before anything else", () => {
  const bottom = {
    growing: aside("bob has left"),
    prompt: "> ",
    text: "hi",
    cursor: 2,
    hint: "help",
  };
  const rows = (height: number) =>
    layoutArea(bottom, { columns: 20, rows: height }, paintPlain).rows;
  assertEquals(rows(1), ["> hi"]);
  assertEquals(rows(2), ["bob has left", "> hi"]);
  assertEquals(rows(3), ["bob has left", "> hi", "help"]);
});

Deno.test("pending lines stand above the prompt, a row each, and a status below the hint", () => {
  const bottom = {
    growing: aside("bob has left"),
    pending: [aside("one"), aside("a line that is longer")],
    prompt: "> ",
    text: "hi",
    cursor: 1,
    hint: "help",
    status: "1 of 2",
  };
  const area = layoutArea(bottom, { columns: 10, rows: 12 }, paintPlain);
  assertEquals(area.rows, [
    "bob has le",
    "ft",
    "one",
    "a line t…",
    "> hi",
    "help",
    "1 of 2",
  ]);
  assertEquals([area.cursorRow, area.beforeCursor], [4, "> h"]);
});

Deno.test("the newest pending lines take a third of the height, and five rows at most", () => {
  const pending = Array.from({ length: 9 }, (_, at) => aside(`line ${at + 1}`));
  const rows = (height: number, count: number) => {
    const bottom = { growing: undefined, prompt: "> ", text: "", cursor: 0, hint: "" };
    const area = { ...bottom, pending: pending.slice(0, count) };
    return layoutArea(area, { columns: 20, rows: height }, paintPlain).rows.slice(0, -1);
  };
  assertEquals(rows(24, 5), ["line 1", "line 2", "line 3", "line 4", "line 5"]);
  assertEquals(rows(24, 9), ["… +5", "line 6", "line 7", "line 8", "line 9"]);
  assertEquals(rows(6, 9), ["… +8", "line 9"]);
  assertEquals(rows(3, 9), ["… +9"]);
  assertEquals(rows(3, 1), ["line 1"]);
  assertEquals(rows(2, 9), []);
});

Deno.test("every row of the area fits into any size", () => {
  const bottom = {
    growing: aside("bob has left, and many more than one row holds"),
    pending: Array.from({ length: 9 }, (_, at) => aside(`a pending line ${at}`)),
    prompt: "ann> ",
    text: "a draft of some length",
    cursor: 4,
    hint: "a hint",
    status: "a status",
  };
  for (let columns = 1; columns < 30; columns++) {
    for (let rows = 1; rows < 20; rows++) {
      const area = layoutArea(bottom, { columns, rows }, paintPlain);
      assertEquals(area.rows.length <= rows, true, `${columns} by ${rows}`);
      assertEquals(area.rows.every((row) => row.length <= columns), true, `${columns} by ${rows}`);
    }
  }
});
