import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Key } from "../../../../lib/client/terminal/input/key.ts";
import { KeyDecoder } from "../../../../lib/client/terminal/input/keys.ts";

/** A piece of input, or milliseconds that pass before the next. */
type Step = string | number;

/** What a decoder makes of pieces of input, each a character a byte, with time between them. */
function play(...steps: Step[]): string[] {
  const decoder = new KeyDecoder();
  const keys: Key[] = [];
  let at = 1000;
  // The clock stops wherever the decoder has asked for it, as its timer does.
  const pass = (millis: number) => {
    const end = at + millis;
    while (decoder.wakeAt !== undefined && decoder.wakeAt <= end) {
      at = decoder.wakeAt;
      keys.push(...decoder.wake(at));
    }
    at = end;
  };
  for (const step of steps) {
    if (typeof step === "number") pass(step);
    else keys.push(...decoder.feed(Uint8Array.from(step, (char) => char.charCodeAt(0)), at));
  }
  pass(20_000);
  return merged(keys);
}

/** Text as the bytes of its UTF-8, a character each. */
function utf8(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Runs of text that were read apart are one. */
function merged(keys: readonly Key[]): string[] {
  const shown: string[] = [];
  for (const { name, text } of keys) {
    const last = shown.at(-1);
    if (name === "text" && last?.startsWith("text:")) shown[shown.length - 1] = last + text;
    else shown.push(text === "" && name !== "paste" ? name : `${name}:${text}`);
  }
  return shown;
}

/** Each with all bytes at once, then with 300 ms between any two. */
function slowly(bytes: string): Step[] {
  return [...bytes].flatMap((byte) => [byte, 300]);
}

const KEYS: ReadonlyArray<readonly [string, string[]]> = [
  [utf8("hello 中文"), ["text:hello 中文"]],
  ["a\r", ["text:a", "enter"]],
  ["\x01\x05\x12\x1a\x7f\t", ["ctrl-a", "ctrl-e", "ctrl-r", "ctrl-z", "backspace", "tab"]],
  ["\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]],
  ["\x1bOA\x1bOH\x1bOF\x1bOM", ["up", "home", "end", "enter"]],
  ["\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", ["home", "end", "home", "end", "home", "end"]],
  ["\x1b[3~\x1b[Z\x1b[1;5C\x1b[1;3D\x1b[5D", [
    "delete",
    "shift-tab",
    "ctrl-right",
    "alt-left",
    "ctrl-left",
  ]],
  ["\x1b[3$\x1b[3^\x1bOc", ["shift-delete", "ctrl-delete", "ctrl-right"]],
  ["\x9bA\xc2\x9bB\x8fC", ["up", "down", "right"]],
  ["\x1b[1;1:1A\x1b[1;5:2C\x1b[1;65D", ["up", "ctrl-right", "left"]],
  ["\x1b[13u\x1b[27u\x1b[99;5u\x1b[98;3u", ["enter", "escape", "ctrl-c", "alt-b"]],
  ["\x1b[97u\x1b[97:65;2u\x1b[233u\x1b[97;1;20013:25991u", ["text:aAé中文"]],
  ["\x1b[1089::99;5u\x1b[57414u\x1b[57400u", ["ctrl-c", "enter", "text:1"]],
  ["\x1b[27;5;99~\x1b[27;2;13~", ["ctrl-c", "shift-enter"]],
  ["\x1b[49;3u\x1b[1;3C", ["alt-1", "alt-right"]],
  ["\x1b[11~\x1bOP\x1b[P\x1b[[A\x1b[1;5P", ["f1", "f1", "f1", "f1", "ctrl-f1"]],
  ["\x1bOR\x1b[13~\x1b[[C\x1bOS\x1b[[E\x1b[20~", ["f3", "f3", "f3", "f4", "f5", "f9"]],
  ["\x1b[200~one\rtwo\x1b[31m\x1b[201~", ["paste:one\rtwo\x1b[31m"]],
  ["\x1b[200~a\x1b[200~b\x1b[201~", ["paste:ab"]],
  ["\xc2\x9b200~a\xc2\x9b201~\x9b200~b\x9b201~", ["paste:a", "paste:b"]],
];

/** What terminals send by themselves, and keys that are let go or that mean nothing here. */
const REPORTS: readonly string[] = [
  "\x1b[<0;33;5M", // the mouse: SGR, urxvt, X10, X10 far out, with UTF-8
  "\x1b[<0;33;5m",
  "\x1b[<64;1;1M",
  "\x1b[32;33;5M",
  "\x1b[M !!",
  "\x1b[M#[2",
  "\x1b[M \xff\xfe",
  "\x1b[M \xe4A",
  "\x1b[M \xc2\x80!",
  "\x1b[M \xc2\x80\xc3\xa9",
  "\x1b[?I", // like a report of the focus
  "\x1b[?O",
  "\x1b[12;5R", // the cursor's place, which may look like F3
  "\x1b[1;2R",
  "\x1b[?1;5;1R",
  "\x1b[0n",
  "\x1b[?62;1;2;4;6;9;15;18;21;22;28;29;42c", // what the terminal is
  "\x1b[>41;380;0c",
  "\x1b[=0c",
  "\x1b[?2026;2$y", // its modes and sizes
  "\x1b[4;1$y",
  "\x1b[8;24;80t",
  "\x1b[4;600;800t",
  "\x1b[2;1;1;112;112;1;0x",
  "\x1b[1;2;3&w",
  "\x1b[?1u",
  "\x1b[97;1:3u", // keys let go
  "\x1b[13;1:3u",
  "\x1b[1;1:3A",
  "\x1b[3;1:3~",
  "\x1b[27;1:3u",
  "\x1b[57441;2u", // Shift by itself
  "\x1b[57358u",
  "\x1b[99;9u",
  "\x1b[21~\x1b[24~\x1b[29~", // keys without a meaning
  "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", // colours, titles, the clipboard
  "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
  "\x1b]lthe title\x1b\\",
  `\x1b]l${utf8("标题✜")}\x1b\\`,
  "\x1b]52;c;aGVsbG8K\x07",
  "\x1bP>|xterm(380)\x1b\\", // versions, settings, capabilities, what tmux passes on
  "\x1bP1$r0m\x1b\\",
  "\x1bP1+r544e=787465726d\x1b\\",
  "\x1bP!|00000000\x1b\\",
  "\x1bP1tmux;\x1b\x1b]11;?\x07\x1b\\",
  "\x1b_Gi=31;OK\x1b\\",
  "\x90>|xterm\x9c",
  "\xc2\x9d11;rgb:0/0/0\xc2\x9c",
  "\x9b12;5R",
];

for (const [bytes, expected] of KEYS) {
  Deno.test(`KeyDecoder reads ${JSON.stringify(bytes)}`, () => {
    assertEquals(play(bytes), expected);
    assertEquals(play(bytes.length === 2 ? bytes : "", ...slowly(bytes)), [
      ...(bytes.length === 2 ? expected : []),
      ...expected,
    ]);
  });
}

Deno.test("KeyDecoder reads Escape and a digit in one piece as Alt", () => {
  assertEquals(play("\x1b1\x1b9"), ["alt-1", "alt-9"]);
});

for (const report of REPORTS) {
  Deno.test(`KeyDecoder makes nothing of ${JSON.stringify(report)}`, () => {
    assertEquals(play("a", report, "b"), ["text:ab"]);
    for (let cut = 1; cut < report.length; cut++) {
      for (const wait of [1, 60, 300]) {
        assertEquals(play(report.slice(0, cut), wait, report.slice(cut)), [], `${cut} ${wait}`);
      }
    }
    assertEquals(play(...slowly(report)), []);
  });
}

Deno.test("however keys and reports are mixed and cut, the keys come out and nothing more", () => {
  const reports = REPORTS.map((report): readonly [string, string[]] => [report, []]);
  // Lines and tabs between text may be a paste, which depends on the cuts.
  const keys = KEYS.filter(([, keys]) => !keys.some((key) => key === "enter" || key === "tab"));
  const part = fc.constantFrom(...keys, ...reports);
  const cut = fc.record({ place: fc.nat(400), wait: fc.constantFrom(0, 5, 60, 300, 450) });
  const places = fc.uniqueArray(cut, { maxLength: 12, selector: ({ place }) => place });
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }),
      places,
      (parts, cuts) => {
        const bytes = parts.map(([sent]) => sent).join("");
        const expected = merged(
          parts.flatMap(([, keys]) => keys).map((shown) => {
            const [name = "", text = ""] = shown.split(/:(.*)/s);
            return { name, text };
          }),
        );
        const steps: Step[] = [];
        let from = 0;
        for (const { place, wait } of cuts.toSorted((a, b) => a.place - b.place)) {
          steps.push(bytes.slice(from, place), wait);
          from = Math.max(from, place);
        }
        assertEquals(play(...steps.filter((step) => step !== ""), bytes.slice(from)), expected);
      },
    ),
    { numRuns: 3000 },
  );
});

/** Text of characters with codes in a range. */
function charsIn(low: number, high: number, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: low, max: high }), { maxLength })
    .map((codes) => String.fromCharCode(...codes));
}

Deno.test("no control sequence and no control string makes text, runs or sends anything", () => {
  const final = charsIn(0x40, 0x7e, 1).filter((char) => char !== "" && !"MtT[u~".includes(char));
  const sequence = fc.tuple(charsIn(0x30, 0x3f, 12), charsIn(0x20, 0x2f, 2), final)
    .filter(([parameters, intermediates]) => parameters !== "" && !intermediates.startsWith("$"))
    .map(([parameters, intermediates, last]) => `\x1b[${parameters}${intermediates}${last}`);
  const string = fc.tuple(fc.constantFrom("]1", "P1", "_G", "^x", "Xy"), charsIn(0x20, 0x7e, 40))
    .map(([begin, contents]) => `\x1b${begin}${contents}\x1b\\`);
  fc.assert(
    fc.property(fc.oneof(sequence, string), fc.nat(60), (bytes, place) => {
      const cut = 2 + (place % (bytes.length - 2));
      const keys = play("a", bytes.slice(0, cut), 300, bytes.slice(cut), "b");
      const isQuiet = keys.every((key) =>
        /^(?:text:|(?:[a-z]+-)*(?:up|down|left|right|home|end|tab|page|insert|delete|f\d))/.test(
          key,
        )
      );
      assertEquals([isQuiet, keys.filter((key) => key.startsWith("text:")).join("")], [
        true,
        keys.length === 1 ? "text:ab" : "text:atext:b",
      ]);
    }),
    { numRuns: 5000 },
  );
});

Deno.test("no bytes make KeyDecoder throw, or wait for ever but in a paste", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    const decoder = new KeyDecoder();
    decoder.feed(bytes, 0);
    for (let i = 0; i < 5; i++) decoder.wake(decoder.wakeAt ?? 0);
    assertEquals(decoder.wakeAt, undefined);
  }));
});

Deno.test("an escape that nothing follows is the Escape key", () => {
  assertEquals(play("\x1b"), ["escape"]);
  assertEquals(play("\x1b", 400, "x"), ["escape", "text:x"]);
  assertEquals(play("\x1b\x1b"), ["escape", "escape"]);
  assertEquals(play("\x1bx", 300, "\x1b\x7f"), ["alt-x", "alt-backspace"]);
});

Deno.test("a slow line splits no sequence, also after the escape was given as a key", () => {
  assertEquals(play("abc\x1b", 60, "[D", "X"), ["text:abc", "left", "text:X"]);
  assertEquals(play("\x1b[", 900, "D"), ["left"]);
  assertEquals(play("\x1b", 700, "[D"), ["escape", "left"]);
  assertEquals(play("\x1b", 700, "OA"), ["escape", "up"]);
  assertEquals(play("\x1b", 700, "[<0;33;5M"), ["escape"]);
  for (const cut of [1, 2, 4, 5]) {
    const mark = "\x1b[200~";
    const steps = [mark.slice(0, cut), 300, `${mark.slice(cut)}one\rtwo\r\x1b[201~`];
    assertEquals(play(...steps), ["paste:one\rtwo\r"], `${cut}`);
  }
});

Deno.test("what is typed after Escape stays text", () => {
  for (const text of ["Oh no", "[link]", "[1] see", "Please", "]x", "OK", "PS", "[", "O", "_x"]) {
    for (const pause of [200, 900, 5000]) {
      const typed = [...text].flatMap((char): Step[] => [char, 120]);
      assertEquals(play("\x1b", pause, ...typed), ["escape", `text:${text}`], `${text} ${pause}`);
    }
  }
});

Deno.test("a late reply has no line end: lines that are pasted after Escape are no reply", () => {
  for (const text of ["P1 one", "]1 one", "_Go on"]) {
    for (const pause of [700, 1500]) {
      assertEquals(
        play("\x1b", pause, `${text}\rtwo\r`, 5000, "x"),
        ["escape", `paste:${text}\ntwo\n`, "text:x"],
        `${text} ${pause}`,
      );
    }
    assertEquals(play("\x1b", 200, `${text}\rtwo\r`), [`paste:${text}\ntwo\n`], text);
  }
  assertEquals(play("\x1b", 700, "P1$r0m\x1b\\\r"), ["escape", "enter"]);
  assertEquals(play("\x1b", 700, "]11;rgb:0/0/0\x07\r"), ["escape", "enter"]);
});

Deno.test("Alt with a key that also begins a string is a key, if nothing like a reply follows", () => {
  assertEquals(play("\x1bP", 200, "lease"), ["alt-p", "text:lease"]);
  assertEquals(play("\x1b]", 200, "x"), ["alt-]", "text:x"]);
  assertEquals(play("\x1b_"), ["alt-_"]);
});

Deno.test("a string without an end is given up, and Ctrl-C ends it at once", () => {
  for (
    const begin of ["\x1b]11;rgb:", "\x1bP>|xt", "\x1b_Gi", "\x1b^x", "\x1bXy", "\x1b[3", "\x1b[M "]
  ) {
    assertEquals(play(begin, 1100, "hi"), ["text:hi"], begin);
    assertEquals(play(begin, 10, "\x03"), ["ctrl-c"], begin);
  }
  const drip = Array.from({ length: 30 }, (): Step[] => ["z", 500]).flat();
  assertEquals(play("\x1b]11;", ...drip).join(""), `text:${"z".repeat(10)}`);
});

Deno.test("a sequence that is too long is passed over to its end", () => {
  assertEquals(play(`\x1b[${"1;".repeat(5000)}M`, "x"), ["text:x"]);
  assertEquals(play(`\x1b[${"1;".repeat(500)}`, 300, `${"2;".repeat(500)}c`, "x"), ["text:x"]);
});

Deno.test("the highlights of a mouse are nothing, but `[t` and `[T` after Escape are typed", () => {
  assertEquals(play("\x1b[t!!\x1b[T!!!!!!"), []);
  assertEquals(play("\x1b", 100, "[todo]"), ["escape", "text:[todo]"]);
});

Deno.test("a broken sequence takes nothing with it", () => {
  assertEquals(play("\x1b[<0;33\r"), ["enter"]);
  assertEquals(play("\x1b[12\x1b[A"), ["up"]);
  assertEquals(play("\x1b]11;rgb\x1b[A"), ["up"]);
});

Deno.test("a paste is cut at its limit, says so, and ends all the same", () => {
  const decoder = new KeyDecoder();
  const bytes = new TextEncoder().encode(`\x1b[200~${"x".repeat(400_000)}\x1b[201~y`);
  const [paste, text] = decoder.feed(bytes, 0);
  assertEquals([paste?.text.length, paste?.isCut, text?.text], [327_680, true, "y"]);
});

Deno.test("a paste that never ends is ended by Ctrl-C, or after a silence by Enter", () => {
  assertEquals(play("\x1b[200~hello", 10, "\x03"), ["paste:hello"]);
  assertEquals(play("\x1b[200~hello", 10, "\x1b[99;5u"), ["paste:hello"]);
  assertEquals(play("\x1b[200~hello", 2000, "\r"), ["paste:hello"]);
  assertEquals(play("\x1b[200~hello", 1900, "\r", 10, "x\x1b[201~"), ["paste:hello\rx"]);
  assertEquals(play("\x1b[200~he\x1b[20", 3000, "\r", 50, "x", 50, "\r"), [
    "paste:he",
    "text:x",
    "enter",
  ]);
});

Deno.test("the late rest of a paste that was ended by hand is no typing", () => {
  const begin = ["\x1b[200~hello", 5000, "\x03", 100];
  assertEquals(play(...begin, " world\r/quit\r\x1b[201~"), [
    "paste:hello",
    "paste: world\n/quit\n",
  ]);
  assertEquals(play(...begin, " world\r", 900, "\x1b[201~", 900, "hi\r"), [
    "paste:hello",
    "paste: world\n",
    "text:hi",
    "enter",
  ]);
});

Deno.test("several lines in one piece are a paste, and so is what follows at once", () => {
  assertEquals(play("one\rtwo\r/quit oops\r"), ["paste:one\ntwo\n/quit oops\n"]);
  assertEquals(play("def f():\r\treturn 1\r"), ["paste:def f():\n\treturn 1\n"]);
  assertEquals(play("one\rtwo\rth", 20, "ree\r"), ["paste:one\ntwo\nth", "paste:ree\n"]);
  assertEquals(play("one\rtw\x04o\r"), ["paste:one\ntwo\n"]);
  assertEquals(play("col\tumn"), ["paste:col\tumn"]);
});

Deno.test("reports of the focus stand around what is typed, and are no part of a paste", () => {
  assertEquals(play("\x1b[Ione\rtw\x1b[O\x1b[Io\r\x1b[O"), [
    "focus-in",
    "paste:one\ntwo\n",
    "focus-out",
    "focus-in",
    "focus-out",
  ]);
  const reports = ["focus-in", "focus-out", "focus-in"];
  assertEquals(play("\x1b[I\x1b[O\x9bI"), reports);
  assertEquals(play(...slowly("\x1b[I\x1b[O\x9bI")), reports);
  assertEquals(play("x\x1b[O"), ["text:x", "focus-out"]);
  assertEquals(play("\x1b[200~a\x1b[Ib\x1b[201~"), ["paste:a\x1b[Ib"]);
});

Deno.test("a closing bracket without a paste says that what came before it was pasted", () => {
  assertEquals(play("\x1b[200~a\x1b[201~rest\r\x1b[201~"), ["paste:a", "paste:rest\n"]);
});

Deno.test("a tab with text behind it in one piece is text, and Enter behind it stays Enter", () => {
  assertEquals(play("\tfoo bar\r"), ["paste:\tfoo bar", "enter"]);
  assertEquals(play("a\tb\r"), ["paste:a\tb", "enter"]);
  assertEquals(play("\t"), ["tab"]);
  assertEquals(play("\t\t"), ["tab", "tab"]);
  assertEquals(play("bo\t\r"), ["text:bo", "tab", "enter"]);
  assertEquals(play("one\ttwo"), ["paste:one\ttwo"]);
});

Deno.test("a tab among a few keys in one piece is the key: they were typed while something was busy", () => {
  assertEquals(play("\tb"), ["tab", "text:b"]);
  assertEquals(play("b\tsee"), ["text:b", "tab", "text:see"]);
  assertEquals(play("b\tb\t"), ["text:b", "tab", "text:b", "tab"]);
});

Deno.test("behind a paste with brackets every tab is the key", () => {
  assertEquals(play("\x1b[200~x\x1b[201~", "one\ttwo\r"), [
    "paste:x",
    "text:one",
    "tab",
    "text:two",
    "enter",
  ]);
});

Deno.test("CR LF in one piece is one line end", () => {
  assertEquals(play("one\r\ntwo\r\n"), ["paste:one\ntwo\n"]);
  assertEquals(play("one\r\n"), ["text:one", "enter"]);
  assertEquals(play("\n"), ["enter"]);
});

Deno.test("one line in one piece is typing, and so are keys after a paste without brackets", () => {
  assertEquals(play("hello\r"), ["text:hello", "enter"]);
  assertEquals(play("\r\rx"), ["enter", "enter", "text:x"]);
  assertEquals(play("bo\t"), ["text:bo", "tab"]);
  assertEquals(play("one\rtwo", 30, "s"), ["paste:one\ntwo", "text:s"]);
  assertEquals(play("one\rtwo", 300, "so\r"), ["paste:one\ntwo", "text:so", "enter"]);
});
