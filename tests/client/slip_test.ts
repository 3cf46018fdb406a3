import { assertEquals } from "@std/assert";
import { slipIn } from "../../lib/client/slip.ts";

const NAMES = ["nick", "quit", "quiet", "me", "lang"];

function meant(line: string): string | undefined {
  return slipIn(line, NAMES)?.meant;
}

Deno.test("a mistyped command is a slip, with its argument kept", () => {
  assertEquals(slipIn("/nikc zoe", NAMES), {
    kind: "mistyped",
    line: "/nikc zoe",
    meant: "/nick zoe",
    typed: "nikc",
    near: "nick",
  });
  assertEquals(meant("/QUIT"), "/quit");
});

Deno.test("a command behind a blank is a slip", () => {
  assertEquals(slipIn(" /quit", NAMES), { kind: "hidden", line: " /quit", meant: "/quit" });
  assertEquals(meant("\t/me waves"), "/me waves");
});

Deno.test("a command behind what Chinese keyboards write for a slash is a slip", () => {
  assertEquals(meant("、lang zh"), "/lang zh");
  assertEquals(meant(" ／quit"), "/quit");
});

Deno.test("what people say is no slip", () => {
  for (const line of ["hi", "/quit", "/xyzzy", "//nikc", "/ nick", " /etc/quit", "、我也是", ""]) {
    assertEquals(meant(line), undefined, line);
  }
});
