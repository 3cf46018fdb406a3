import { assertEquals } from "@std/assert";
import { aside } from "../../../../lib/client/format.ts";
import { growingRows } from "../../../../lib/client/terminal/drawing/growing_rows.ts";

const LINE = aside("alpha, bravo, charlie, delta and echo have arrived");

Deno.test("the growing line is broken at the edge, as the terminal will do it with the printed one", () => {
  assertEquals(growingRows(LINE, { columns: 20, rows: 9 }, 3), [
    "alpha, bravo, charli",
    "e, delta and echo ha",
    "ve arrived",
  ]);
});

Deno.test("or between words, where lines are broken so", () => {
  assertEquals(growingRows(LINE, { columns: 24, rows: 9, wrap: "words" }, 3), [
    "alpha, bravo, charlie,",
    "delta and echo have",
    "arrived",
  ]);
});

Deno.test("a mark shows where the line is cut", () => {
  assertEquals(growingRows(LINE, { columns: 20, rows: 9 }, 2), [
    "alpha, bravo, charli",
    "e, delta and echo h…",
  ]);
  assertEquals(growingRows(LINE, { columns: 24, rows: 9, wrap: "words" }, 1), [
    "alpha, bravo, charlie,…",
  ]);
});

Deno.test("no row is wider than the screen, whatever its size and the words", () => {
  const long = aside(`${"x".repeat(50)} 你好 ${"y".repeat(30)}`);
  for (const wrap of ["words", "terminal"] as const) {
    for (let columns = 1; columns < 60; columns++) {
      for (const row of growingRows(long, { columns, rows: 9, wrap }, 2)) {
        const width = [...row].reduce((sum, point) => sum + (point > "\u3000" ? 2 : 1), 0);
        // A wide character alone may be wider than a screen of one column.
        assertEquals(width <= Math.max(2, columns), true, `${columns}: ${row}`);
      }
    }
  }
});

Deno.test("there is no row without a line, or without room", () => {
  assertEquals(growingRows(undefined, { columns: 20, rows: 9 }, 3), []);
  assertEquals(growingRows(LINE, { columns: 20, rows: 9 }, 0), []);
});
