import { assertEquals } from "@std/assert";
import { type Area, Screen } from "../../../lib/client/terminal/screen.ts";

function area(cursorRow: number, cursorColumn: number, ...rows: string[]): Area {
  return { rows, painted: rows, cursorRow, cursorColumn };
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
    "\r\x1b[1A\x1b[Jbob: hi\r\n> long\r\ndraft\r\x1b[3C",
  );
});

Deno.test("a cursor above the last row is moved up to", () => {
  const screen = new Screen();
  assertEquals(bare(screen.update([], area(0, 2, "> ", "hint"), 40)), "> \r\nhint\x1b[1A\r\x1b[2C");
});

Deno.test("rows that a narrower terminal has broken are all erased", () => {
  const screen = new Screen();
  screen.update([], area(1, 5, "0123456789", "01234"), 10);
  const update = bare(screen.update([], area(3, 0, "01234", "56789", "01234", ""), 5));
  assertEquals(update.startsWith("\r\x1b[3A\x1b[J"), true);
});
