import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { type Key, KeyDecoder } from "../../../lib/client/terminal/keys.ts";

function names(...reads: string[]): string[] {
  const decoder = new KeyDecoder();
  return reads.flatMap((read) => decoder.feed(new TextEncoder().encode(read))).map(show);
}

function show({ name, text }: Key): string {
  return text === "" ? name : `${name}:${text}`;
}

const CASES: ReadonlyArray<readonly [string, string[]]> = [
  ["hello 中文", ["text:hello 中文"]],
  ["a\rb", ["text:a", "enter", "text:b"]],
  ["\x01\x05\x12\x1a\x7f\t", ["ctrl-a", "ctrl-e", "ctrl-r", "ctrl-z", "backspace", "tab"]],
  ["\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]],
  ["\x1bOA\x1bOH\x1bOF", ["up", "home", "end"]],
  ["\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", ["home", "end", "home", "end", "home", "end"]],
  ["\x1b[3~\x1b[Z\x1b[1;5C\x1b[1;3D", ["delete", "shift-tab", "ctrl-right", "alt-left"]],
  ["\x1bb\x1bF\x1b\x7f", ["alt-b", "alt-f", "alt-backspace"]],
  ["\x1b[?1;2c\x1b[200;9zx", ["text:x"]],
  ["\x1b[200~one\rtwo\x1b[31m\x1b[201~x", ["paste:one\rtwo\x1b[31m", "text:x"]],
];

for (const [bytes, expected] of CASES) {
  Deno.test(`KeyDecoder reads ${JSON.stringify(bytes)}`, () => {
    assertEquals(names(bytes), expected);
  });
}

Deno.test("however the bytes are cut, the same keys come out", () => {
  const all = CASES.map(([bytes]) => bytes).join("");
  const bytes = new TextEncoder().encode(all);
  const whole = merge(new KeyDecoder().feed(bytes));
  fc.assert(fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
    const decoder = new KeyDecoder();
    const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
    const keys = places.slice(1).flatMap((end, i) => decoder.feed(bytes.slice(places[i], end)));
    assertEquals(merge(keys), whole);
  }));
});

Deno.test("no bytes make KeyDecoder throw or hold more than a key", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    const decoder = new KeyDecoder();
    decoder.feed(bytes);
    decoder.flush();
    assertEquals(decoder.isWaiting, false);
  }));
});

Deno.test("an escape that nothing follows is the Escape key", () => {
  const decoder = new KeyDecoder();
  assertEquals(decoder.feed(new Uint8Array([0x1b])), []);
  assertEquals(decoder.isWaiting, true);
  assertEquals(decoder.flush().map(show), ["escape"]);
  assertEquals(decoder.flush(), []);
});

Deno.test("a paste is cut at its limit, and ends all the same", () => {
  const [paste, text] = new KeyDecoder().feed(
    new TextEncoder().encode(`\x1b[200~${"x".repeat(300_000)}\x1b[201~y`),
  );
  assertEquals([paste?.name, paste?.text.length, text?.text], ["paste", 262_144, "y"]);
});

/** Runs of text that were read apart are one. */
function merge(keys: readonly Key[]): string[] {
  const merged: string[] = [];
  for (const key of keys) {
    const last = merged.at(-1);
    if (key.name === "text" && last?.startsWith("text:")) {
      merged[merged.length - 1] = last + key.text;
    } else merged.push(show(key));
  }
  return merged;
}
