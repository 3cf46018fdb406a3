import { assertEquals } from "@std/assert";
import { commandsWith } from "../../../../lib/client/typed/command_list.ts";
import { Composer } from "../../../../lib/client/terminal/typing/composer.ts";
import { History } from "../../../../lib/client/terminal/typing/history.ts";
import type { KeyAction } from "../../../../lib/client/terminal/typing/key_action.ts";
import { readRows } from "../../../../lib/wire/json/commands.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

const ROWS = readRows([
  {
    name: "join",
    params: [{ field: "room", shape: "room" }, {
      field: "password",
      shape: "word",
      optional: true,
    }],
  },
  { name: "msg", params: [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }] },
]);

function compose({ partners = [], areRoomsSeveral = true }: {
  readonly partners?: string[];
  readonly areRoomsSeveral?: boolean;
} = {}): Composer {
  return new Composer({
    history: new History(),
    phrases: ENGLISH,
    commands: () => commandsWith(ROWS),
    world: () => ({
      names: ["Bea", "bob"],
      partners,
      rooms: ["dev", "lobby", "design"],
      banned: [],
    }),
    hintRow: () => ({ columns: 80, measure: (text) => text.length }),
    areRoomsSeveral: () => areRoomsSeveral,
    whereabouts: () => ({ room: "lobby", writer: undefined }),
  });
}

/** Presses keys: `<enter>` by name, anything else as text. */
function press(composer: Composer, ...keys: string[]): KeyAction[] {
  return keys.flatMap((key) => {
    const name = /^<(.+)>$/.exec(key)?.[1];
    return composer.press(name === undefined ? { name: "text", text: key } : { name, text: "" });
  });
}

/** The draft after each of these keys has been pressed once more. */
function drafts(composer: Composer, start: string, ...keys: string[]): string[] {
  press(composer, start);
  return keys.map((key) => {
    press(composer, key);
    return composer.view().text;
  });
}

Deno.test("Alt with a digit and F1 to F9 turn to a room, whatever the draft", () => {
  const composer = compose();
  assertEquals<unknown>(press(composer, "half a line", "<alt-2>", "<f9>"), [
    { kind: "turn-to", number: 2 },
    { kind: "turn-to", number: 9 },
  ]);
  assertEquals(composer.view().text, "half a line");
});

Deno.test("Alt with an arrow turns where there are several rooms, and moves by words in one", () => {
  assertEquals<unknown>(press(compose(), "two words", "<alt-left>", "<alt-right>"), [
    { kind: "turn-by", step: -1 },
    { kind: "turn-by", step: 1 },
  ]);
  const alone = compose({ areRoomsSeveral: false });
  assertEquals(press(alone, "two words", "<alt-left>", "x"), []);
  assertEquals(alone.view().text, "two xwords");
});

Deno.test("a question and a search are not turned away from", () => {
  const asked = compose();
  press(asked, "/mgs bob hi", "<enter>");
  assertEquals(press(asked, "<alt-2>"), []);
  assertEquals(asked.view().text.includes("did you mean /msg?"), true);
});

Deno.test("rooms are completed where a room is meant, with and without the sign", () => {
  assertEquals(drafts(compose(), "/join d", "<tab>", "<tab>"), ["/join dev ", "/join design "]);
  assertEquals(drafts(compose(), "/join #L", "<tab>"), ["/join #lobby "]);
  assertEquals(drafts(compose(), "/msg #de", "<tab>", "<tab>"), ["/msg #dev ", "/msg #design "]);
  assertEquals(drafts(compose(), "see #d", "<tab>"), ["see #dev "]);
  assertEquals(drafts(compose(), "#d", "<tab>"), ["#dev "]);
  // What follows a room there is a password.
  assertEquals(drafts(compose(), "/join dev b", "<tab>"), ["/join dev b"]);
});

Deno.test("Tab on an empty line answers the last private word, then offers names", () => {
  const composer = compose({ partners: ["zoe", "bob"] });
  assertEquals(drafts(composer, "", "<tab>", "<tab>", "<tab>"), [
    "/msg zoe ",
    "/msg bob ",
    "Bea: ",
  ]);
  assertEquals(drafts(compose(), "", "<tab>"), ["Bea: "]);
});

Deno.test("/msg offers those first with whom private words were exchanged", () => {
  const composer = compose({ partners: ["zoe", "bob"] });
  assertEquals(drafts(composer, "/msg ", "<tab>", "<tab>", "<tab>"), [
    "/msg zoe ",
    "/msg bob ",
    "/msg Bea ",
  ]);
});
