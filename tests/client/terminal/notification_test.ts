import { assertEquals } from "@std/assert";
import { announcementFor, notification } from "../../../lib/client/terminal/notification.ts";

const TERMINALS: ReadonlyArray<readonly [Record<string, string>, string]> = [
  [{ TERM: "xterm-kitty" }, "osc-99"],
  [{ TERM: "foot" }, "osc-777"],
  [{ TERM: "foot-direct" }, "osc-777"],
  [{ TERM: "rxvt-unicode-256color" }, "osc-777"],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app" }, "osc-9"],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "WezTerm" }, "osc-777"],
  [{ TERM: "xterm-ghostty", TERM_PROGRAM: "ghostty" }, "osc-777"],
  [{ TERM: "xterm-256color" }, "bell"],
  [{ TERM: "linux" }, "bell"],
  [{}, "bell"],
  [{ TERM: "tmux-256color", TERM_PROGRAM: "iTerm.app" }, "bell"],
  [{ TERM: "xterm-256color", TERM_PROGRAM: "WezTerm", TMUX: "/tmp/tmux-0/default,1,0" }, "bell"],
  [{ TERM: "screen.xterm-256color", TERM_PROGRAM: "iTerm.app", STY: "1.pts-0.host" }, "bell"],
];

for (const [variables, expected] of TERMINALS) {
  Deno.test(`--notify osc is ${expected} where ${JSON.stringify(variables)}`, () => {
    assertEquals(announcementFor("osc", (name) => variables[name]), expected);
  });
}

Deno.test("--notify bell and off are what they say in every terminal", () => {
  for (const policy of ["bell", "off"] as const) {
    assertEquals(announcementFor(policy, () => "xterm-kitty"), policy);
  }
});

Deno.test("each terminal is sent its own sequence, and none for the bell", () => {
  assertEquals(notification("osc-9", "bob: hi"), "\x1b]9;hubbub: bob: hi\x1b\\");
  assertEquals(notification("osc-777", "bob: hi"), "\x1b]777;notify;hubbub;bob: hi\x1b\\");
  assertEquals(notification("osc-99", "bob: hi"), "\x1b]99;;bob: hi\x1b\\");
  assertEquals([notification("bell", "bob: hi"), notification("off", "bob: hi")], ["", ""]);
});

Deno.test("a text begins no other command, and ends no sequence before its end", () => {
  assertEquals(
    notification("osc-777", "4;1\x1b\\\x07\x9c\x1b]52;c;aGk="),
    "\x1b]777;notify;hubbub;4,1 \\   ]52,c,aGk=\x1b\\",
  );
});

Deno.test("two hundred characters are shown, and no half one", () => {
  assertEquals(notification("osc-99", "😀".repeat(200)), `\x1b]99;;${"😀".repeat(200)}\x1b\\`);
  assertEquals(notification("osc-99", "😀".repeat(201)), `\x1b]99;;${"😀".repeat(200)}\x1b\\`);
});
