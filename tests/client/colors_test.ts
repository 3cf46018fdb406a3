import { assertEquals } from "@std/assert";
import { nameColor, paintColored, paintPlain } from "../../lib/client/colors.ts";

Deno.test("a name has one colour, whatever its case", () => {
  assertEquals(nameColor("Ann"), nameColor("ann"));
  assertEquals(nameColor("ann") === nameColor("bob"), false);
});

Deno.test("colour adds nothing to the text", () => {
  const line = [{ role: "name", text: "ann" }, { role: "text", text: ": hi" }] as const;
  // deno-lint-ignore no-control-regex
  assertEquals(paintColored(line).replace(/\x1b\[[\d;]*m/g, ""), "ann: hi");
  assertEquals(paintPlain(line), "ann: hi");
});
