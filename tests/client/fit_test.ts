import { assertEquals } from "@std/assert";
import { fit, type LineRoom, MAX_PARTS, USUAL_ROOM } from "../../lib/client/fit.ts";
import type { Request } from "../../lib/client/request.ts";

function room(bytes: number): LineRoom {
  return { bytes, isText: true };
}

/** The parts in which a text is said, and whether its end is missing. */
function say(text: string, space: LineRoom): { texts: string[]; isCut: boolean } {
  const { parts, isCut } = fit({ type: "say", text }, space);
  const texts = parts.map((part) => {
    if (part.type !== "say") throw new Error(`a say became a ${part.type}`);
    return part.text ?? "";
  });
  return { texts, isCut };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

Deno.test("fit() leaves a text at the limit as it is, and splits one beyond it", () => {
  assertEquals(say("abcd", room(4)), { texts: ["abcd"], isCut: false });
  assertEquals(say("abcde", room(4)), { texts: ["abcd", "e"], isCut: false });
});

Deno.test("fit() measures UTF-8, and never cuts inside a character", () => {
  assertEquals(say("你们好", room(4)).texts, ["你", "们", "好"]);
  assertEquals(say("ab😀c", room(5)).texts, ["ab", "😀c"]);
});

Deno.test("fit() never cuts inside a character as people see it", () => {
  assertEquals(say("abe\u0301x", room(4)).texts, ["ab", "e\u0301x"]);
  assertEquals(say("a👩‍👩‍👧b", room(18)).texts, ["a", "👩‍👩‍👧"].concat("b"));
  assertEquals(say("x🇩🇪🇫🇷", room(13)).texts, ["x🇩🇪", "🇫🇷"]);
});

Deno.test("fit() splits between words, and loses no space", () => {
  assertEquals(say("one two three", room(10)).texts, ["one two ", "three"]);
  assertEquals(say("onetwothree four", room(8)).texts, ["onetwoth", "ree four"]);
});

Deno.test("fit() cuts a character that is longer than a line between its code points", () => {
  const zalgo = `a${"\u0301".repeat(20)}`;
  const { texts } = say(zalgo, room(9));
  assertEquals(texts.join(""), zalgo);
  assertEquals(texts.every((text) => bytesOf(text) <= 9), true);
});

Deno.test("fit() says a line in so many parts at most, and that its end is missing", () => {
  assertEquals(say("x".repeat(4 * MAX_PARTS), room(4)).isCut, false);
  const { texts, isCut } = say("x".repeat(4 * MAX_PARTS + 1), room(4));
  assertEquals([texts.length, isCut], [MAX_PARTS, true]);
});

Deno.test("fit() measures text and not JSON where the daemon tells its limit", () => {
  const quotes = '"'.repeat(4096);
  assertEquals(say(quotes, room(4096)).texts, [quotes]);
});

Deno.test("fit() measures JSON where the daemon does not tell its limit", () => {
  const { texts } = say('"'.repeat(4096), USUAL_ROOM);
  assertEquals(texts.join(""), '"'.repeat(4096));
  for (const text of texts) {
    assertEquals(bytesOf(JSON.stringify({ type: "say", text })) <= 4096, true);
  }
});

Deno.test("fit() splits what one does, and cuts what cannot be said in parts", () => {
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
    assertEquals(fit(request, room(4)), { parts, isCut });
  }
});

Deno.test("fit() cuts the last argument of a command of tomorrow, beside what else stands there", () => {
  const request: Request = { type: "whisper", to: "b".repeat(100), text: "x".repeat(5000) };
  for (const space of [room(4096), USUAL_ROOM]) {
    const { parts: [part, ...more], isCut } = fit(request, space);
    assertEquals([part?.type, part?.to, more.length, isCut], ["whisper", request.to, 0, true]);
    const size = space.isText ? part?.text?.length : JSON.stringify(part).length;
    assertEquals(size, 4096);
  }
});

Deno.test("fit() loses nothing of random text, and no part is too long", () => {
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
    const space = room(60 + random(40));
    const { texts, isCut } = say(text, space);
    assertEquals(isCut, false);
    assertEquals(texts.join(""), text);
    assertEquals(texts.every((part) => bytesOf(part) <= space.bytes), true, JSON.stringify(text));
  }
});
