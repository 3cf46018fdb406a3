/**
 * A line is never said where its writer did not mean it: the room, or the person who is answered, may change
 * while the line is written.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { commandsWith } from "../../../../lib/client/typed/command_list.ts";
import type { Whereabouts } from "../../../../lib/client/terminal/typing/addressee.ts";
import { Composer } from "../../../../lib/client/terminal/typing/composer.ts";
import { History } from "../../../../lib/client/terminal/typing/history.ts";
import type { KeyAction } from "../../../../lib/client/terminal/typing/key_action.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const BOB = { name: "bob" };
const MING = { name: "小明" };

/** A composer of which a test can change where its person speaks, and by whom they are written to. */
class Desk {
  now: Whereabouts = { room: "ops", writer: BOB };
  readonly composer = new Composer({
    history: new History(["earlier"]),
    phrases: ENGLISH,
    commands: commandsWith,
    world: () => ({ names: ["bob"], partners: [], rooms: ["ops", "dev"], banned: [] }),
    hintRow: () => ({ columns: 80, measure: (text) => text.length }),
    areRoomsSeveral: () => true,
    whereabouts: () => this.now,
  });

  /** Presses keys: `<enter>` by name, anything else as text. */
  press(...keys: string[]): KeyAction[] {
    return keys.flatMap((key) => {
      const name = /^<(.+)>$/.exec(key)?.[1];
      return this.composer.press(
        name === undefined ? { name: "text", text: key } : {
          name,
          text: "",
        },
      );
    });
  }

  paste(text: string): KeyAction[] {
    return this.composer.press({ name: "paste", text });
  }

  /** The person is put out of the room, or cannot enter it again. */
  moveTo(room: string): void {
    this.now = { ...this.now, room };
  }

  get draft(): string {
    return this.composer.view().text;
  }
}

const HELD_FOR_OPS: unknown[] = [{
  kind: "tell",
  text: "-- this was written for #ops; the same key again sends it to #dev",
}];

Deno.test("a line begun in a room is not said in another before Enter is pressed again", () => {
  const desk = new Desk();
  desk.press("the key is ");
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("hunter2", "<enter>"), HELD_FOR_OPS);
  assertEquals(desk.draft, "the key is hunter2");
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "the key is hunter2" }]);
  assertEquals<unknown>(desk.press("next", "<enter>"), [{ kind: "submit", line: "next" }]);
});

Deno.test("each further change holds the line once more", () => {
  const desk = new Desk();
  desk.press("hi");
  desk.moveTo("dev");
  desk.press("<enter>");
  desk.moveTo("lobby");
  assertEquals<unknown>(desk.press("<enter>"), [{
    kind: "tell",
    text: "-- this was written for #dev; the same key again sends it to #lobby",
  }]);
});

Deno.test("a line goes at once where its writer turned, or where the room came back", () => {
  const desk = new Desk();
  desk.press("hi", "<alt-2>");
  desk.moveTo("dev");
  desk.composer.noteTurn();
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "hi" }]);
  desk.press("hello");
  desk.moveTo("lobby");
  desk.moveTo("DEV");
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "hello" }]);
});

Deno.test("an empty draft is for no room", () => {
  const desk = new Desk();
  desk.press("x", "<backspace>");
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("hi", "<enter>"), [{ kind: "submit", line: "hi" }]);
  desk.press("y", "<ctrl-c>");
  desk.moveTo("ops");
  assertEquals<unknown>(desk.press("hi", "<enter>"), [{ kind: "submit", line: "hi" }]);
});

Deno.test("commands about the room are held, those that name their place are not", () => {
  for (const line of ["/me waves", "/topic x", "/kick bob", "/part", "//x", "who"]) {
    const desk = new Desk();
    desk.press(line);
    desk.moveTo("dev");
    assertEquals<unknown>(desk.press("<enter>"), HELD_FOR_OPS, line);
  }
  for (const line of ["/join ops", "/msg #ops hi", "/msg bob hi", "/part ops", "/quit", "/only"]) {
    const desk = new Desk();
    desk.press(line);
    desk.moveTo("dev");
    assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line }], line);
  }
});

Deno.test("a line that is searched from, or found, is for the room where that began", () => {
  const desk = new Desk();
  desk.press("draft", "<ctrl-r>");
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("<ctrl-g>", "<enter>"), HELD_FOR_OPS);
  const other = new Desk();
  other.press("<up>");
  other.moveTo("dev");
  assertEquals<unknown>(other.press("<enter>"), HELD_FOR_OPS);
});

Deno.test("a line that comes back unsent is for the room where it was sent", () => {
  const desk = new Desk();
  desk.composer.restore(["kept"]);
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("<enter>"), HELD_FOR_OPS);
  const several = new Desk();
  several.composer.restore(["one", "two"]);
  several.moveTo("dev");
  assertEquals<unknown>(several.press("s"), HELD_FOR_OPS);
});

Deno.test("the lines of a question are not said in the room to which one was put meanwhile", () => {
  const desk = new Desk();
  desk.paste("one\ntwo\n");
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("s"), HELD_FOR_OPS);
  assertEquals(desk.draft.startsWith("2 lines were pasted"), true);
  assertEquals<unknown>(desk.press("s"), [{ kind: "say", lines: ["one", "two"] }]);
});

Deno.test("pasted lines that are joined into the draft are still for their room", () => {
  const desk = new Desk();
  desk.paste("one\ntwo\n");
  desk.moveTo("dev");
  assertEquals(desk.press("j"), []);
  assertEquals<unknown>(desk.press("<enter>"), HELD_FOR_OPS);
  assertEquals(desk.draft, "one two");
});

Deno.test("a mistyped command is not said or run in another room unseen", () => {
  for (const answer of ["a", "y"]) {
    const desk = new Desk();
    desk.press("/tpoic secret", "<enter>");
    desk.moveTo("dev");
    assertEquals<unknown>(desk.press(answer), HELD_FOR_OPS, answer);
    assertEquals(desk.press(answer).length, 1);
  }
  const desk = new Desk();
  desk.press("/qiut", "<enter>");
  desk.moveTo("dev");
  assertEquals<unknown>(desk.press("y"), [{ kind: "submit", line: "/quit" }]);
});

Deno.test("/reply goes to nobody who has written since it was begun, before Enter is pressed again", () => {
  const desk = new Desk();
  desk.press("/reply ");
  desk.now = { room: "dev", writer: MING };
  assertEquals<unknown>(desk.press("see you", "<enter>"), [{
    kind: "tell",
    text: "-- 小明 has written to you since; the same key again sends this to 小明",
  }]);
  assertEquals(desk.draft, "/reply see you");
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "/reply see you" }]);
});

Deno.test("/reply is sent at once where the same person writes again, or is called otherwise", () => {
  const desk = new Desk();
  desk.press("/reply hi");
  desk.now = { room: "dev", writer: BOB };
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "/reply hi" }]);
  // Only the person who is answered counts for it, and only /reply answers.
  desk.press("hi");
  desk.now = { room: "dev", writer: MING };
  assertEquals<unknown>(desk.press("<enter>"), [{ kind: "submit", line: "hi" }]);
});

Deno.test("a mistyped /reply is held as well", () => {
  const desk = new Desk();
  desk.press("/rpely hi", "<enter>");
  desk.now = { room: "ops", writer: MING };
  assertEquals(desk.press("y").map(({ kind }) => kind), ["tell"]);
  assertEquals<unknown>(desk.press("y"), [{ kind: "submit", line: "/reply hi" }]);
});
