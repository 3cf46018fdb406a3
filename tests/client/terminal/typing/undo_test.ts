import { assertEquals } from "@std/assert";
import { draftOf } from "../../../../lib/client/terminal/typing/editor.ts";
import { MAX_UNDO, UndoList } from "../../../../lib/client/terminal/typing/undo.ts";

/** Types texts one after the other at the end of a line; returns the list and the line. */
function typed(...texts: string[]): { readonly undo: UndoList; readonly line: string } {
  const undo = new UndoList();
  let line = "";
  for (const text of texts) {
    const key = { name: "text", text };
    undo.note({ key, before: draftOf(line), after: draftOf(line + text) });
    line += text;
  }
  return { undo, line };
}

/** All that the list gives back, one after the other. */
function taken(undo: UndoList, from: string): string[] {
  const drafts: string[] = [];
  for (let draft = undo.back(from); draft !== undefined; draft = undo.back(draft.text)) {
    drafts.push(draft.text);
  }
  return drafts;
}

Deno.test("what is typed is taken back word by word", () => {
  const { undo, line } = typed(..."say hi");
  assertEquals(taken(undo, line), ["say", ""]);
});

Deno.test("a change that a key makes is taken back alone", () => {
  const { undo, line } = typed(..."abc");
  undo.note({ key: { name: "ctrl-u", text: "" }, before: draftOf(line), after: draftOf("") });
  assertEquals(taken(undo, ""), ["abc", ""]);
});

Deno.test("typing after the cursor has moved is another change", () => {
  const { undo } = typed("a");
  undo.note({
    key: { name: "text", text: "b" },
    before: { text: "a", cursor: 0 },
    after: { text: "ba", cursor: 1 },
  });
  assertEquals(taken(undo, "ba"), ["a", ""]);
});

Deno.test("another line of the history has no changes yet", () => {
  const { undo, line } = typed(..."abc");
  undo.note({ key: { name: "up", text: "" }, before: draftOf(line), after: draftOf("sent") });
  assertEquals(taken(undo, "sent"), []);
});

Deno.test("so many changes are in memory, and the oldest are forgotten", () => {
  const { undo, line } = typed(...Array.from({ length: MAX_UNDO }, () => " x"));
  assertEquals(taken(undo, line).at(-1), "");
  const more = typed(...Array.from({ length: MAX_UNDO + 1 }, () => " x"));
  assertEquals(taken(more.undo, more.line).at(-1), " x");
});

Deno.test("long drafts are in memory up to a million units", () => {
  const undo = new UndoList();
  const long = (size: number) => draftOf("x".repeat(size));
  for (const size of [500_000, 499_999]) {
    undo.note({ key: { name: "delete", text: "" }, before: long(size), after: long(size - 1) });
  }
  assertEquals(taken(undo, long(499_998).text).length, 2);
  for (const size of [500_000, 499_999, 499_998]) {
    undo.note({ key: { name: "delete", text: "" }, before: long(size), after: long(size - 1) });
  }
  assertEquals(taken(undo, long(499_997).text).length, 2);
});
