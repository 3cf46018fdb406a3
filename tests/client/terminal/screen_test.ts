import { assertEquals } from "@std/assert";
import { type Area, Screen } from "../../../lib/client/terminal/screen.ts";

function area(cursorRow: number, cursorColumn: number, ...rows: string[]): Area {
  const beforeCursor = rows[cursorRow]?.slice(0, cursorColumn) ?? "";
  return { rows, painted: rows, cursorRow, cursorColumn, beforeCursor };
}

/** What is written, without the marks around an update. */
function bare(update: string): string {
  // deno-lint-ignore no-control-regex
  return update.replace(/\x1b\[\?(2026|7)[hl]/g, "");
}

Deno.test("an update without a change writes nothing", () => {
  const screen = new Screen();
  screen.update([], area(0, 2, "> "), 40);
  assertEquals(screen.update([], area(0, 2, "> "), 40), "");
});

Deno.test("a line goes above the area, which is drawn anew in the same write", () => {
  const screen = new Screen();
  screen.update([], area(1, 3, "> long", "draft"), 40);
  assertEquals(
    bare(screen.update(["bob: hi"], area(1, 3, "> long", "draft"), 40)),
    "\r\x1b[1A\x1b[Jbob: hi\r\n> long\r\ndraft\rdra",
  );
});

Deno.test("a cursor above the last row is moved up to", () => {
  const screen = new Screen();
  assertEquals(bare(screen.update([], area(0, 2, "> ", "hint"), 40)), "> \r\nhint\x1b[1A\r> ");
});

Deno.test("a cursor at the end of the last row is there already", () => {
  const screen = new Screen();
  assertEquals(bare(screen.update([], area(0, 4, "> hi"), 40)), "> hi");
});

Deno.test("the cursor is placed by text, whatever a table says of its columns", () => {
  const screen = new Screen();
  const update = bare(screen.update([], area(0, 5, "> กำกำ"), 40));
  assertEquals(update, "> กำกำ\r> กำก");
});

Deno.test("a narrower terminal is taken to have moved no row, unless it is sure to reflow", () => {
  const drawn = area(1, 4, "0123456789", "01234");
  const after = area(3, 0, "01234", "56789", "01234", "");
  const erasing = (screen: Screen) => {
    screen.update([], drawn, 10);
    return bare(screen.update([], after, 5)).split("\x1b[J")[0];
  };
  assertEquals(erasing(new Screen()), "\r\x1b[1A");
  assertEquals(erasing(new Screen(true)), "\r\x1b[2A");
});
