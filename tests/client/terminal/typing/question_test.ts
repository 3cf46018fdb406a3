import { assertEquals } from "@std/assert";
import {
  answered,
  askAboutLine,
  askAboutPaste,
  type Question,
} from "../../../../lib/client/terminal/typing/question.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const PASTE = askAboutPaste({ text: "one\ntwo", isCut: false }, ENGLISH) as Question;
const TYPO = askAboutLine("/qiut", ["quit"], ENGLISH) as Question;
const HIDDEN = askAboutLine(" /quit", ["quit"], ENGLISH) as Question;

/** What each key does at a question; keys that do nothing are left out. */
function outcomes(question: Question): Record<string, unknown> {
  const keys = [..."abcdefghijklmnopqrstuvwxyz", "enter", "escape", "ctrl-c", "up", "tab"];
  return Object.fromEntries(
    keys.map((key) => [key, answered(question, key)?.kind])
      .filter(([, kind]) => kind !== undefined),
  );
}

Deno.test("at a question about a paste, Enter is no answer, and n, Escape and Ctrl-C send nothing", () => {
  assertEquals(outcomes(PASTE), {
    c: "edit",
    j: "insert",
    n: "edit",
    s: "send",
    escape: "edit",
    "ctrl-c": "edit",
  });
});

Deno.test("at a question about a command, Enter runs it, and n, Escape and Ctrl-C send nothing", () => {
  const expected = {
    a: "say",
    e: "edit",
    n: "edit",
    r: "submit",
    y: "submit",
    enter: "submit",
    escape: "edit",
    "ctrl-c": "edit",
  };
  assertEquals(outcomes(TYPO), expected);
  assertEquals(outcomes(HIDDEN), expected);
});

Deno.test("no letter has two meanings at different questions", () => {
  const [paste, typo] = [outcomes(PASTE), outcomes(TYPO)];
  const differing = Object.keys(paste).filter((key) => key in typo && typo[key] !== paste[key]);
  assertEquals(differing, []);
});
