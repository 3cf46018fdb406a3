import { assertEquals } from "@std/assert";
import { paintPlain } from "../../../lib/client/colors.ts";
import { aside } from "../../../lib/client/format.ts";
import { layoutArea } from "../../../lib/client/terminal/area.ts";

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
