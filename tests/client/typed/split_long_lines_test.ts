import { assertEquals } from "@std/assert";
import {
  type LineLimit,
  MAX_PARTS,
  splitLongLine,
  USUAL_LIMIT,
} from "../../../lib/client/typed/split_long_lines.ts";
import type { Request } from "../../../lib/client/typed/request.ts";

function limit(bytes: number): LineLimit {
  return { bytes, isText: true };
}

/** The parts in which a text is said, and whether its end is missing. */
function say(text: string, space: LineLimit): { texts: string[]; isCut: boolean } {
  const { parts, isCut } = splitLongLine({ type: "say", text }, space);
  const texts = parts.map((part) => {
    if (part.type !== "say") throw new Error(`a say became a ${part.type}`);
    return String(part.text ?? "");
  });
  return { texts, isCut };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

Deno.test("splitLongLine() leaves a text at the limit as it is, and splits one beyond it", () => {
  assertEquals(say("abcd", limit(4)), { texts: ["abcd"], isCut: false });
  assertEquals(say("abcde", limit(4)), { texts: ["abcd", "e"], isCut: false });
});

Deno.test("splitLongLine() splits what is said to a room or to one person alone, with its address", () => {
  for (const address of [{ type: "say", room: "dev" }, { type: "private", to: "bob" }]) {
    assertEquals(splitLongLine({ ...address, text: "abcde" }, limit(4)), {
      parts: [{ ...address, text: "abcd" }, { ...address, text: "e" }],
      isCut: false,
    });
  }
});

Deno.test("splitLongLine() measures UTF-8, and never cuts inside a character", () => {
  assertEquals(say("你们好", limit(4)).texts, ["你", "们", "好"]);
  assertEquals(say("ab😀c", limit(5)).texts, ["ab", "😀c"]);
});

Deno.test("splitLongLine() never cuts inside a character as people see it", () => {
  assertEquals(say("abe\u0301x", limit(4)).texts, ["ab", "e\u0301x"]);
  assertEquals(say("a👩‍👩‍👧b", limit(18)).texts, ["a", "👩‍👩‍👧"].concat("b"));
  assertEquals(say("x🇩🇪🇫🇷", limit(13)).texts, ["x🇩🇪", "🇫🇷"]);
});

Deno.test("splitLongLine() splits between words, and loses no space", () => {
  assertEquals(say("one two three", limit(10)).texts, ["one two ", "three"]);
  assertEquals(say("onetwothree four", limit(8)).texts, ["onetwoth", "ree four"]);
});

Deno.test("splitLongLine() cuts a character that is longer than a line between its code points", () => {
  const zalgo = `a${"\u0301".repeat(20)}`;
  const { texts } = say(zalgo, limit(9));
  assertEquals(texts.join(""), zalgo);
  assertEquals(texts.every((text) => bytesOf(text) <= 9), true);
});

Deno.test("splitLongLine() says a line in so many parts at most, and that its end is missing", () => {
  assertEquals(say("x".repeat(4 * MAX_PARTS), limit(4)).isCut, false);
  const { texts, isCut } = say("x".repeat(4 * MAX_PARTS + 1), limit(4));
  assertEquals([texts.length, isCut], [MAX_PARTS, true]);
});

Deno.test("splitLongLine() measures text and not JSON where the daemon tells its limit", () => {
  const quotes = '"'.repeat(4096);
  assertEquals(say(quotes, limit(4096)).texts, [quotes]);
});

Deno.test("splitLongLine() measures JSON where the daemon does not tell its limit", () => {
  const { texts } = say('"'.repeat(4096), USUAL_LIMIT);
  assertEquals(texts.join(""), '"'.repeat(4096));
  for (const text of texts) {
    assertEquals(bytesOf(JSON.stringify({ type: "say", text })) <= 4096, true);
  }
});

Deno.test("splitLongLine() splits what one does, and cuts what cannot be said in parts", () => {
  const cases: Array<[Request, Request[], boolean]> = [
    [
      { type: "me", text: "abcdef" },
      [{ type: "me", text: "abcd" }, { type: "me", text: "ef" }],
      false,
    ],
    [{ type: "nick", nick: "abcdef" }, [{ type: "nick", nick: "abcd" }], true],
    [{ type: "ping", token: "abcdef" }, [{ type: "ping", token: "abcd" }], true],
    [{ type: "quit", reason: "abcdef" }, [{ type: "quit", reason: "abcd" }], true],
    [{ type: "quit" }, [{ type: "quit" }], false],
    [{ type: "who" }, [{ type: "who" }], false],
  ];
  for (const [request, parts, isCut] of cases) {
    assertEquals(splitLongLine(request, limit(4)), { parts, isCut });
  }
});

Deno.test("splitLongLine() cuts the last argument of a command of tomorrow, beside what else stands there", () => {
  const request: Request = { type: "whisper", to: "b".repeat(100), text: "x".repeat(5000) };
  for (const space of [limit(4096), USUAL_LIMIT]) {
    const { parts: [part, ...more], isCut } = splitLongLine(request, space);
    assertEquals([part?.type, part?.to, more.length, isCut], ["whisper", request.to, 0, true]);
    const size = space.isText ? String(part?.text).length : JSON.stringify(part).length;
    assertEquals(size, 4096);
  }
});

Deno.test("splitLongLine() loses nothing of random text, and no part is too long", () => {
  let seed = 20261126;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const alphabet = [
    "a",
    " ",
    "é",
    "你",
    "😀",
    "\u0301",
    "\u200d",
    "👩",
    '"',
    "\n",
    "\ud83d",
    "ก",
    "ำ",
  ];
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: random(120) }, () => alphabet[random(alphabet.length)]).join(
      "",
    );
    const space = limit(60 + random(40));
    const { texts, isCut } = say(text, space);
    assertEquals(isCut, false);
    assertEquals(texts.join(""), text);
    assertEquals(texts.every((part) => bytesOf(part) <= space.bytes), true, JSON.stringify(text));
  }
});
