import { assertEquals } from "@std/assert";
import { nameColor, nameColorOfEight, painterWith, paintPlain } from "../../lib/client/colors.ts";

Deno.test("a name has one colour, whatever its case", () => {
  assertEquals(nameColor("Ann"), nameColor("ann"));
  assertEquals(nameColor("ann") === nameColor("bob"), false);
});

Deno.test("colour adds nothing to the text", () => {
  const line = [{ role: "name", text: "ann" }, { role: "text", text: ": hi" }] as const;
  // deno-lint-ignore no-control-regex
  assertEquals(painterWith("256")(line).replace(/\x1b\[[\d;]*m/g, ""), "ann: hi");
  assertEquals(paintPlain(line), "ann: hi");
});

Deno.test("a name has the same colour on every day, in every run", () => {
  const names = ["ann", "bob", "cay", "例子"];
  assertEquals(names.map(nameColor), [63, 133, 97, 130]);
  assertEquals(names.map(nameColorOfEight), [6, 2, 1, 5]);
});

Deno.test("a terminal gets no colours that it does not have", () => {
  const line = [{ role: "name", text: "bob" }, { role: "text", text: ": hi" }] as const;
  assertEquals(painterWith("256")(line), "\x1b[38;5;133mbob\x1b[0m: hi");
  assertEquals(painterWith("8")(line), "\x1b[32mbob\x1b[0m: hi");
  assertEquals(painterWith("none")(line), "bob: hi");
});

Deno.test("a line of another room is dimmed, its name too", () => {
  const line = [{ role: "name", text: "bob", isDimmed: true }] as const;
  assertEquals(painterWith("256")(line), "\x1b[2mbob\x1b[0m");
});
