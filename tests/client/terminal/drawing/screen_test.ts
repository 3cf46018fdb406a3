import { assertEquals } from "@std/assert";
import { type Area, Screen } from "../../../../lib/client/terminal/drawing/screen.ts";

function area(cursorRow: number, cursorColumn: number, ...rows: string[]): Area {
  const beforeCursor = rows[cursorRow]?.slice(0, cursorColumn) ?? "";
  return { rows, painted: rows, cursorRow, cursorColumn, beforeCursor };
}

const SIZE = { columns: 40, rows: 24 };

/** What is written, without the marks around an update. */
function bare(update: string): string {
  // deno-lint-ignore no-control-regex
  return update.replace(/\x1b\[\?(2026|7)[hl]/g, "");
}

Deno.test("an update without a change writes nothing", () => {
  const screen = new Screen();
  screen.update([], area(0, 2, "> "), SIZE);
  assertEquals(screen.update([], area(0, 2, "> "), SIZE), "");
});

Deno.test("a line goes above the area, which is drawn anew in the same write", () => {
  const screen = new Screen();
  screen.update([], area(1, 3, "> long", "draft"), SIZE);
  assertEquals(
    bare(screen.update(["bob: hi"], area(1, 3, "> long", "draft"), SIZE)),
    "\r\x1b[1A\r \x1b[J\r\x1b[Kbob: hi\n\r> long\n\rdraft\rdra",
  );
});

Deno.test("a cursor above the last row is moved up to", () => {
  const screen = new Screen();
  assertEquals(bare(screen.update([], area(0, 2, "> ", "hint"), SIZE)), "> \n\rhint\x1b[1A\r> ");
});

Deno.test("a cursor at the end of the last row is there already", () => {
  const screen = new Screen();
  assertEquals(bare(screen.update([], area(0, 4, "> hi"), SIZE)), "> hi");
});

Deno.test("the cursor is placed by text, whatever a table says of its columns", () => {
  const screen = new Screen();
  const update = bare(screen.update([], area(0, 5, "> กำกำ"), SIZE));
  assertEquals(update, "> กำกำ\r> กำก");
});

Deno.test("no erasure begins in the top left corner, where some terminals keep what is erased", () => {
  const screen = new Screen();
  screen.update([], area(0, 0, ""), SIZE);
  assertEquals(bare(screen.update([], area(0, 1, "x"), SIZE)), "\r\r \x1b[J\r\x1b[Kx");
});

Deno.test("only the cursor's row is erased after another program may have drawn", () => {
  const screen = new Screen();
  screen.update([], area(1, 3, "> long", "draft"), SIZE);
  screen.forget();
  assertEquals(
    bare(screen.update([], area(1, 3, "> long", "draft"), SIZE)),
    "\r\r \x1b[J\r\x1b[K> long\n\rdraft\rdra",
  );
  const empty = new Screen();
  empty.forget();
  assertEquals(bare(empty.update([], area(0, 2, "> "), SIZE)), "> ");
});

Deno.test("a screen is emptied by moves that cannot end above where they began", () => {
  const screen = new Screen();
  screen.update([], area(0, 2, "> "), SIZE);
  assertEquals(screen.wipe(3), "\r\r \x1b[J\r\x1b[K\n\n\x1b[2A\r");
  assertEquals(screen.wipe(1), "\r");
});

Deno.test("in tmux the cursor goes back over a row however often it was broken", () => {
  const drawn = area(1, 3, "abcd", "中ef");
  const screen = new Screen(true);
  screen.update([], drawn, SIZE);
  const back = (count: number) => "\r" + "\b".repeat(count);
  assertEquals(
    bare(screen.update([], drawn, { columns: 5, rows: 24 })).split("\r ")[0],
    `${back(8)}\x1b[1A${back(8)}`,
  );
});

Deno.test("in tmux, below wide characters, the way to a full screen's area begins at the bottom", () => {
  const wide = Array.from({ length: SIZE.rows }, (_, n) => `bob: 中文 ${n}`);
  const narrow = wide.map((line) => line.replace("中文", "text"));
  const draft = area(0, 2, "> ", "hint");
  const begin = (isTmux: boolean, lines: readonly string[], size = SIZE): string => {
    const screen = new Screen(isTmux);
    screen.update(lines, draft, SIZE);
    return bare(screen.update(["new"], draft, size)).split("\r ")[0] ?? "";
  };
  const back = (columns: number) => "\r" + "\b".repeat(2 * columns);
  assertEquals(begin(true, wide), `\x1b[9999B${back(4)}\x1b[1A${back(2)}`);
  // As long as the screen is not full, the area may be anywhere.
  assertEquals(begin(true, wide.slice(1)), back(2));
  // After a change of the size the rows below the cursor may be gone.
  const lower = { ...SIZE, rows: SIZE.rows - 1 };
  assertEquals(begin(true, wide, lower), `\x1b[9999B${back(2)}`);
  assertEquals(begin(true, wide.slice(1), lower), `\x1b[9999B${back(2)}`);
  assertEquals(begin(true, narrow, lower), back(2));
  assertEquals(begin(false, wide, lower), "\r");
});

Deno.test("a screen that was emptied, or that another program has drawn on, is not full", () => {
  const wide = Array.from({ length: SIZE.rows }, (_, n) => `bob: 中文 ${n}`);
  const draft = area(0, 2, "> ");
  const screen = new Screen(true);
  screen.update(wide, draft, SIZE);
  screen.wipe(SIZE.rows);
  screen.update([], draft, SIZE);
  assertEquals(screen.update(["new"], draft, SIZE).includes("9999"), false);
});
