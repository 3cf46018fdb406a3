import { assertEquals } from "@std/assert";
import { paintPlain } from "../../../lib/client/colors.ts";
import { aside } from "../../../lib/client/format.ts";
import { Canvas } from "../../../lib/client/terminal/canvas.ts";
import { Tty } from "../../../lib/client/terminal/tty.ts";
import { mostColumnsOf } from "../../../lib/client/terminal/width.ts";

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
    isReflowing: false,
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
