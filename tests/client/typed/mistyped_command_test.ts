import { assertEquals } from "@std/assert";
import { findMistypedCommand } from "../../../lib/client/typed/mistyped_command.ts";

const NAMES = ["nick", "quit", "quiet", "me", "lang"];

function meant(line: string): string | undefined {
  return findMistypedCommand(line, NAMES)?.meant;
}

Deno.test("a mistyped command is a slip, with its argument kept", () => {
  assertEquals(findMistypedCommand("/nikc zoe", NAMES), {
    kind: "mistyped",
    line: "/nikc zoe",
    meant: "/nick zoe",
    typed: "nikc",
    near: "nick",
  });
  assertEquals(meant("/QUIT"), "/quit");
});

Deno.test("a command behind a blank is a slip", () => {
  assertEquals(findMistypedCommand(" /quit", NAMES), {
    kind: "hidden",
    line: " /quit",
    meant: "/quit",
  });
  assertEquals(meant("\t/me waves"), "/me waves");
});

Deno.test("a command behind what Chinese keyboards write for a slash is a slip", () => {
  assertEquals(meant("、lang zh"), "/lang zh");
  assertEquals(meant(" ／quit"), "/quit");
});

Deno.test("a command that nobody knows is a slip as well if something hides it", () => {
  assertEquals(meant(" /msg nickserv identify hunter2"), "/msg nickserv identify hunter2");
  assertEquals(meant(" /identify hunter2"), "/identify hunter2");
  assertEquals(meant("\u3000/identify x"), "/identify x");
  assertEquals(meant("／identify hunter8"), "/identify hunter8");
  assertEquals(meant("、identify hunter9"), "/identify hunter9");
  assertEquals(meant("／ｑｕｉｔ bye"), "/quit bye");
  assertEquals(meant("・identify x"), "/identify x");
  assertEquals(meant(" /etc/hosts is gone"), "/etc/hosts is gone");
});

Deno.test("what people say is no slip", () => {
  for (
    const line of [
      "hi",
      "/quit",
      "/xyzzy",
      "//nikc",
      "/ nick",
      " / nick",
      "、我也是",
      "我、you",
      "1/2",
      "",
    ]
  ) {
    assertEquals(meant(line), undefined, line);
  }
});

Deno.test("what cannot be seen hides a command as a blank does", () => {
  assertEquals(meant("\u200b/identify x"), "/identify x");
  assertEquals(meant("\ufeff/identify x"), "/identify x");
  assertEquals(meant("\ufffd/quit"), "/quit");
  assertEquals(meant("\u2060 ／quit"), "/quit");
});

Deno.test("several signs for a slash are as good as one", () => {
  assertEquals(meant("／／identify x"), "/identify x");
  assertEquals(meant("、／identify x"), "/identify x");
  assertEquals(meant("、、identify x"), "/identify x");
  assertEquals(meant("//identify x"), undefined);
});
