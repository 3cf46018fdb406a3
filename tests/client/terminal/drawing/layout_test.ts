import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { layoutInput } from "../../../../lib/client/terminal/drawing/layout.ts";
import {
  clip,
  columnsOf,
  columnsOfWide,
  graphemes,
} from "../../../../lib/client/terminal/drawing/width.ts";

function layout(text: string, columns: number, maxRows = 100, cursor = text.length): unknown[] {
  const { rows, cursorRow, cursorColumn } = layoutInput(
    { prompt: "a> ", text, cursor },
    { columns, rows: maxRows },
  );
  return [...rows, `${cursorColumn},${cursorRow}`];
}

Deno.test("what fits stands in one row", () => {
  assertEquals(layout("hello", 20), ["a> hello", "8,0"]);
});

Deno.test("what does not fit wraps by characters", () => {
  assertEquals(layout("hello world", 8), ["a> hello", " world", "6,1"]);
});

Deno.test("a cursor after a full row stands in the next", () => {
  assertEquals(layout("hello", 8), ["a> hello", "", "0,1"]);
  assertEquals(layout("hello", 8, 100, 2), ["a> hello", "5,0"]);
});

Deno.test("a wide character is never cut in two", () => {
  assertEquals(layout("中文字", 8), ["a> 中文", "字", "2,1"]);
});

Deno.test("too many rows are cut to those around the cursor", () => {
  assertEquals(layout("0123456789abcdefghij", 6, 2), ["9abcde", "fghij", "5,1"]);
  assertEquals(layout("0123456789abcdefghij", 6, 2, 0), ["a> 012", "345678", "3,0"]);
});

Deno.test("a prompt wider than the screen leaves room for the draft", () => {
  const { rows } = layoutInput({ prompt: "a long prompt> ", text: "xy", cursor: 2 }, {
    columns: 6,
    rows: 9,
  });
  assertEquals(rows, ["a lxy"]);
});

Deno.test("a prompt that is cut still ends before the draft", () => {
  const rows = (prompt: string, columns: number) =>
    layoutInput({ prompt, text: "a draft", cursor: 7 }, { columns, rows: 9 }).rows;
  assertEquals(rows("#a-room-with-a-long-name> ", 20), ["#a-room-> a draft"]);
  assertEquals(rows("(search: something) ", 16), ["(searc) a draft"]);
  assertEquals(rows("中文中文中文中文> ", 11), ["中> a draft", ""]);
});

Deno.test("any text at any size fits, and the cursor is on the screen", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(fc.property(text, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5 }), (
    draft,
    columns,
    maxRows,
  ) => {
    const laid = layoutInput(
      { prompt: "ann> ", text: draft, cursor: draft.length },
      { columns, rows: maxRows },
    );
    assertEquals(laid.rows.length >= 1 && laid.rows.length <= maxRows, true);
    assertEquals(laid.cursorRow >= 0 && laid.cursorRow < laid.rows.length, true);
    assertEquals(laid.cursorColumn >= 0 && laid.cursorColumn < columns, true);
    // A character wider than the whole screen has a row to itself.
    for (const row of laid.rows) {
      assertEquals(columnsOf(row) <= columns || seenIn(row).length === 1, true);
    }
  }));
});

Deno.test("a character of three columns has a row of a narrow screen to itself", () => {
  const note = "\u{1d158}\u{1d165}\u{1d16e}";
  const { rows } = layoutInput({ prompt: "", text: `a${note}b`, cursor: 0 }, {
    columns: 2,
    rows: 9,
  });
  assertEquals(rows, ["a", note, "b"]);
});

Deno.test("a terminal of wide ambiguous characters gets fewer in a row", () => {
  const { rows } = layoutInput({ prompt: "", text: "ααα", cursor: 0 }, {
    columns: 4,
    rows: 9,
    measure: columnsOfWide,
  });
  assertEquals(rows, ["αα", "α"]);
});

Deno.test("widths are those of what one sees", () => {
  const widths = ["a", "中", "e\u0301", "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "ｱ", "한"].map(columnsOf);
  assertEquals(widths, [1, 2, 1, 2, 2, 2, 1, 2]);
});

Deno.test("clip() cuts between characters", () => {
  assertEquals(clip("a中文", 4), "a中");
  assertEquals(clip("a中", 3), "a中");
  assertEquals(clip("abc", 0), "");
});

/** The characters of a row that take any room. */
function seenIn(row: string): string[] {
  return graphemes(row).filter((grapheme) => columnsOf(grapheme) > 0);
}
