import { assertEquals } from "@std/assert";
import { paintPlain } from "../../../../lib/client/colors.ts";
import { aside } from "../../../../lib/client/format.ts";
import { Canvas } from "../../../../lib/client/terminal/drawing/canvas.ts";
import { Tty } from "../../../../lib/client/terminal/drawing/tty.ts";
import { mostColumnsOf } from "../../../../lib/client/terminal/drawing/width.ts";
import { ModelTerminal } from "../../../support/model_terminal.ts";

const BOTTOM = { growing: undefined, prompt: "> ", text: "", cursor: 0, hint: "" };

/** What is written when a line that speaks of the person, and one that does not, are printed. */
async function written(hasBell: boolean): Promise<string[]> {
  const writes: string[] = [];
  const write = (text: string) => {
    writes.push(text);
    return Promise.resolve();
  };
  const tty = new Tty();
  const canvas = new Canvas({
    write,
    tty,
    paint: paintPlain,
    measure: mostColumnsOf,
    hasBell,
    isTmux: false,
  });
  canvas.print({ lines: [aside("an annex")], isMention: false });
  canvas.print({ lines: [aside("hey ann")], isMention: true });
  await canvas.draw(BOTTOM);
  await canvas.draw(BOTTOM);
  return writes;
}

Deno.test("all that has come is one write, and no change is none", async () => {
  assertEquals((await written(false)).length, 1);
});

Deno.test("the bell rings for a line that speaks of the person, where it is wanted", async () => {
  assertEquals((await written(true)).join("").split("\x07").length - 1, 1);
  assertEquals((await written(true)).join("").includes("hey ann\x07"), true);
  assertEquals((await written(false)).join("").includes("\x07"), false);
});

Deno.test("a sequence goes with the next write, once, also if nothing is drawn", async () => {
  const writes: string[] = [];
  const write = (text: string) => {
    writes.push(text);
    return Promise.resolve();
  };
  const canvas = new Canvas({
    write,
    tty: new Tty(),
    paint: paintPlain,
    measure: mostColumnsOf,
    hasBell: false,
    isTmux: false,
  });
  await canvas.draw(BOTTOM);
  canvas.send("\x1b]9;ping\x07");
  await canvas.draw(BOTTOM);
  await canvas.draw(BOTTOM);
  assertEquals(writes.slice(1), ["\x1b]9;ping\x07"]);
});

Deno.test("lines of the talk are broken between words where that was chosen, the area is not", async () => {
  const writes: string[] = [];
  const canvas = new Canvas({
    write: (text) => {
      writes.push(text);
      return Promise.resolve();
    },
    tty: new Tty(),
    paint: paintPlain,
    wrap: "words",
    measure: mostColumnsOf,
    hasBell: false,
    isTmux: false,
  });
  canvas.print({ lines: [aside(`${"word ".repeat(15)}longer`)], isMention: false });
  await canvas.draw({ ...BOTTOM, text: "word ".repeat(17) });
  const terminal = new ModelTerminal(80, 10, "cut");
  terminal.write(writes.join(""));
  assertEquals(terminal.screen, [
    "word ".repeat(15).padEnd(80),
    "longer",
    `> ${"word ".repeat(15)}wor`,
    "d word ",
  ]);
});
