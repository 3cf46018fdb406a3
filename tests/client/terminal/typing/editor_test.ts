import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import {
  draftOf,
  editByKey,
  type EditorState,
  EMPTY_EDITOR,
  insert,
} from "../../../../lib/client/terminal/typing/editor.ts";
import { boundaries } from "../../../../lib/client/terminal/drawing/width.ts";

/** Types text, then presses keys; the cursor is shown as `|`. */
function edit(text: string, ...keys: string[]): string {
  return show(press({ ...EMPTY_EDITOR, draft: draftOf(text) }, ...keys));
}

function press(state: EditorState, ...keys: string[]): EditorState {
  return keys.reduce((now, key) => editByKey(now, key) ?? now, state);
}

function show({ draft: { text, cursor } }: EditorState): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

const CASES: ReadonlyArray<readonly [string, string[], string]> = [
  ["abc", ["left", "ctrl-b"], "a|bc"],
  ["abc", ["home", "right", "ctrl-f"], "ab|c"],
  ["abc", ["ctrl-a"], "|abc"],
  ["abc", ["home", "end"], "abc|"],
  ["abc", ["backspace"], "ab|"],
  ["abc", ["home", "backspace"], "|abc"],
  ["abc", ["home", "delete"], "|bc"],
  ["abc", ["left", "ctrl-d"], "ab|"],
  ["one two  three", ["alt-b", "ctrl-left"], "one |two  three"],
  ["one two", ["home", "alt-f"], "one| two"],
  ["one two", ["ctrl-w"], "one |"],
  ["one, two!", ["alt-backspace"], "one, |"],
  ["one two", ["home", "alt-d"], "| two"],
  ["one two", ["alt-b", "ctrl-k"], "one |"],
  ["one two", ["alt-b", "ctrl-u"], "|two"],
  ["one two", ["ctrl-u", "ctrl-y", "ctrl-y"], "one twoone two|"],
  ["one two", ["ctrl-w", "ctrl-w", "ctrl-y"], "one two|"],
  ["one two", ["home", "alt-d", "alt-d", "ctrl-y"], "one two|"],
  ["abc", ["ctrl-t"], "acb|"],
  ["abc", ["left", "left", "ctrl-t"], "ba|c"],
  ["a中b", ["left", "backspace"], "a|b"],
  ["e\u0301x", ["left", "backspace"], "|x"],
  ["👨‍👩‍👧‍👦🇩🇪", ["left"], "👨‍👩‍👧‍👦|🇩🇪"],
  ["👨‍👩‍👧‍👦🇩🇪", ["backspace", "backspace"], "|"],
  ["你好 世界", ["alt-b"], "你好 |世界"],
];

for (const [text, keys, expected] of CASES) {
  Deno.test(`${keys.join(" ")} makes ${JSON.stringify(text)} ${expected}`, () => {
    assertEquals(edit(text, ...keys), expected);
  });
}

Deno.test("what is typed goes in at the cursor", () => {
  assertEquals(
    show(insert(press({ ...EMPTY_EDITOR, draft: draftOf("ad") }, "left"), "bc")),
    "abc|d",
  );
});

Deno.test("a mark that is typed joins the character before it", () => {
  assertEquals(show(press(insert(insert(EMPTY_EDITOR, "e"), "\u0301"), "left")), "|e\u0301");
});

Deno.test("a key that means nothing to the line is left to others", () => {
  assertEquals(editByKey(EMPTY_EDITOR, "up"), undefined);
});

Deno.test("after any keys the cursor stands between two characters", () => {
  const keys = fc.constantFrom(
    ...["left", "right", "backspace", "delete", "alt-b", "alt-f", "ctrl-w", "ctrl-k", "ctrl-u"],
    ...["ctrl-y", "ctrl-t", "alt-d", "home", "end"],
  );
  const step = fc.oneof(keys, fc.string({ unit: "grapheme", maxLength: 4 }).map((t) => `+${t}`));
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    let state = EMPTY_EDITOR;
    for (const one of steps) {
      state = one.startsWith("+") ? insert(state, one.slice(1)) : editByKey(state, one) ?? state;
      const { text, cursor } = state.draft;
      assertEquals(boundaries(text).includes(cursor), true);
    }
  }));
});
