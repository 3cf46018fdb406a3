import { assertEquals } from "@std/assert";
import { colorCountOf } from "../../../../lib/client/terminal/drawing/color_count.ts";

function colors(term: string | undefined, others: Record<string, string> = {}, os = "linux") {
  return colorCountOf((name) => name === "TERM" ? term : others[name], os);
}

Deno.test("a terminal has the colours that its name tells", () => {
  const known = {
    "256": [
      "xterm-256color",
      "screen-256color",
      "screen.xterm-256color",
      "rxvt-unicode-256color",
      "xterm-direct",
      "xterm-kitty",
      "alacritty",
      "foot",
      "wezterm",
    ],
    "8": ["xterm", "screen", "linux", "rxvt", "st", "ansi", "putty", "cygwin"],
    "none": [
      "vt100",
      "vt102",
      "vt220",
      "vt52",
      "xterm-mono",
      "linux-m",
      "ansi-m",
      "dumb",
      "unknown",
    ],
  };
  for (const [count, terms] of Object.entries(known)) {
    for (const term of terms) assertEquals(colors(term), count, term);
  }
});

Deno.test("a terminal without a name has no colours, but for those of Windows", () => {
  assertEquals(colors(undefined), "none");
  assertEquals(colors(""), "none");
  assertEquals(colors(undefined, {}, "windows"), "256");
});

Deno.test("tmux has 256 colours also where it calls itself screen", () => {
  const inTmux = { TMUX: "/tmp/tmux-0/default,1,0" };
  assertEquals(colors("screen", inTmux), "256");
  assertEquals(colors("screen", { ...inTmux, STY: "7.pts-1.host" }), "8");
  assertEquals(colors("linux", inTmux), "8");
});
