import { assertEquals } from "@std/assert";
import type { CommandInfo } from "../../../../lib/wire/json/commands.ts";
import { commandsWith } from "../../../../lib/client/typed/command_list.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";
import { Composer } from "../../../../lib/client/terminal/typing/composer.ts";
import { History, isMemorable } from "../../../../lib/client/terminal/typing/history.ts";
import type { HintRow } from "../../../../lib/client/terminal/typing/hint.ts";
import { cleanPaste } from "../../../../lib/client/terminal/typing/paste.ts";
import type { KeyAction } from "../../../../lib/client/terminal/typing/key_action.ts";

const TOMORROW: CommandInfo = {
  name: "whisper",
  params: [
    { field: "to", shape: "nick", placeholder: "NAME" },
    { field: "text", shape: "word" },
    { field: "how", shape: "word", words: ["loud", "low"], isOptional: true },
  ],
  summary: "say it to one alone",
};

function compose(history: string[] = [], others: string[] = ["Bea", "bob"]): Composer {
  return new Composer({
    history: new History(history),
    phrases: ENGLISH,
    commands: commandsWith,
    world: () => ({ names: others, partners: [], rooms: [], banned: [] }),
    hintRow: () => ROW,
    areRoomsSeveral: () => false,
    whereabouts: () => ({ room: "lobby", writer: undefined }),
  });
}

/** A row as wide as the usual terminal, of text without wide characters. */
const ROW: HintRow = { columns: 80, measure: (text) => text.length };

/** Presses keys: `<enter>` by name, anything else as text. */
function press(composer: Composer, ...keys: string[]): KeyAction[] {
  return keys.flatMap((key) => {
    const name = /^<(.+)>$/.exec(key)?.[1];
    return composer.press(name === undefined ? { name: "text", text: key } : { name, text: "" });
  });
}

function draft(composer: Composer): string {
  const { text, cursor } = composer.view();
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

Deno.test("Enter submits the line and empties the draft", () => {
  const composer = compose();
  assertEquals<unknown>(press(composer, "hi", "<enter>"), [{ kind: "submit", line: "hi" }]);
  assertEquals(draft(composer), "|");
});

Deno.test("an empty line asks for nothing", () => {
  assertEquals(press(compose(), "<enter>", "  ", "<enter>"), []);
});

Deno.test("Ctrl-C clears the draft first, and Ctrl-D deletes in it first", () => {
  const composer = compose();
  assertEquals(press(composer, "ab", "<home>", "<ctrl-d>", "<ctrl-c>"), []);
  assertEquals<unknown>(press(composer, "<ctrl-c>"), [{ kind: "interrupt" }]);
  assertEquals<unknown>(press(composer, "<ctrl-d>"), [{ kind: "leave" }]);
});

Deno.test("Tab at the line's start adds a colon, elsewhere a blank", () => {
  const composer = compose();
  press(composer, "B", "<tab>");
  assertEquals(draft(composer), "Bea: |");
  press(composer, "<tab>");
  assertEquals(draft(composer), "bob: |");
  press(composer, "<shift-tab>", "and b", "<shift-tab>");
  assertEquals(draft(composer), "Bea: and bob |");
});

Deno.test("Tab completes commands after a slash", () => {
  const composer = compose();
  press(composer, "/rec", "<tab>");
  assertEquals(draft(composer), "/reconnect |");
});

Deno.test("Tab completes an argument where the command knows what it may be", () => {
  const composer = compose();
  press(composer, "/la", "<tab>", "<tab>");
  assertEquals(draft(composer), "/lang en|");
  press(composer, "<tab>", "<tab>", "<shift-tab>");
  assertEquals(draft(composer), "/lang zh|");
  const bare = compose();
  press(bare, "/rooms", "<tab>", "<tab>");
  assertEquals(draft(bare), "/rooms |");
  const language = compose();
  press(language, "/lang ", "<tab>");
  assertEquals(draft(language), "/lang en|");
  press(language, "<tab>");
  assertEquals(draft(language), "/lang zh|");
  const begun = compose();
  press(begun, "/lang Z", "<tab>");
  assertEquals(draft(begun), "/lang zh|");
});

Deno.test("Tab completes names in what is said, and where no name belongs nothing", () => {
  const drafts = ["/me hugs b", "/quit see you, b", "//me b", "/nick b", "/who b", "/lang en b"];
  const completed = drafts.map((text) => {
    const composer = compose();
    press(composer, text, "<tab>");
    return composer.view().text;
  });
  assertEquals(completed, [
    "/me hugs Bea ",
    "/quit see you, Bea ",
    "//me Bea ",
    "/nick b",
    "/who b",
    "/lang en b",
  ]);
});

Deno.test("Tab before a blank does not double it", () => {
  const composer = compose();
  press(composer, "hi bo there", "<alt-b>", "<left>", "<tab>");
  assertEquals(draft(composer), "hi bob| there");
});

Deno.test("a slip is asked about and can be corrected, said or edited", () => {
  const corrected = compose();
  assertEquals(press(corrected, "/nikc zoe", "<enter>"), []);
  assertEquals(
    corrected.view().text,
    "/nikc: did you mean /nick? [y]es (Enter), say it [a]s it is, [e]dit",
  );
  assertEquals<unknown>(press(corrected, "y"), [{ kind: "submit", line: "/nick zoe" }]);

  const uttered = compose();
  const say = press(uttered, "/nikc zoe", "<enter>", "a");
  assertEquals<unknown>(say, [{ kind: "say", lines: ["/nikc zoe"] }]);

  const edited = compose();
  assertEquals(press(edited, "/nikc zoe", "<enter>", "e"), []);
  assertEquals(draft(edited), "/nikc zoe|");
});

Deno.test("a command that is like no other is submitted, to be refused", () => {
  const actions = press(compose(), "/xyzzy", "<enter>");
  assertEquals<unknown>(actions, [{ kind: "submit", line: "/xyzzy" }]);
});

Deno.test("a command behind a blank is asked about", () => {
  const composer = compose();
  assertEquals(press(composer, " /quit", "<enter>"), []);
  assertEquals<unknown>(press(composer, "r"), [{ kind: "submit", line: "/quit" }]);
});

Deno.test("a paste of several lines takes the draft with it", () => {
  const composer = compose();
  press(composer, "[]", "<left>");
  composer.press({ name: "paste", text: "one\r\ntwo\n" });
  assertEquals<unknown>(press(composer, "s"), [{ kind: "say", lines: ["[one", "two]"] }]);
});

for (
  const [why, text, pressed] of [
    ["is no answer", "x", { at: 5000, isAlone: true }],
    ["comes with others", "s", { at: 5000, isAlone: false }],
    ["comes when the question has just been asked", "s", { at: 999, isAlone: true }],
  ] as const
) {
  Deno.test(`a letter at the question about a paste goes into the draft that ${why}`, () => {
    const composer = compose();
    press(composer, "[]", "<left>");
    const at = (millis: number) => ({ at: millis, isAlone: true });
    composer.press({ name: "paste", text: "one\ntwo" }, at(0));
    assertEquals(composer.press({ name: "text", text }, pressed), []);
    // The person types on, slowly: an answer comes after a pause.
    assertEquals(composer.press({ name: "text", text: "c" }, at(pressed.at + 2499)), []);
    const { text: shown } = composer.view();
    assertEquals(shown, `2 lines were pasted: [s]end them, [j]oin into one, [c]ancel? ${text}c`);
    const asks = composer.press({ name: "text", text: "s" }, at(pressed.at + 4999));
    assertEquals<unknown>(asks, [{ kind: "say", lines: ["[one", `two${text}c]`] }]);
  });
}

Deno.test("what is typed at the question about a paste stays at a no, stands behind it when it is joined", () => {
  const composer = compose();
  const at = (millis: number) => ({ at: millis, isAlone: true });
  press(composer, "see ");
  composer.press({ name: "paste", text: "one\ntwo" }, at(0));
  for (const text of [" no", "w", "x"]) composer.press({ name: "text", text }, at(1));
  composer.press({ name: "backspace", text: "" }, at(2));
  assertEquals(composer.press({ name: "enter", text: "" }, at(9000)), []);
  composer.press({ name: "text", text: "j" }, at(9000));
  assertEquals(draft(composer), "see one two now|");
  composer.press({ name: "paste", text: "one\ntwo" }, at(9001));
  composer.press({ name: "text", text: "?" }, at(9002));
  for (let count = 0; count < 3; count++) composer.press({ name: "backspace", text: "" }, at(9003));
  composer.press({ name: "escape", text: "" }, at(9004));
  assertEquals(draft(composer), "see one two now|");
});

Deno.test("a letter typed on at the question about a slip does not run the command", () => {
  for (const pressed of [{ at: 999, isAlone: true }, { at: 9999, isAlone: false }]) {
    const composer = compose();
    press(composer, "/qiut");
    composer.press({ name: "enter", text: "" }, { at: 0, isAlone: true });
    assertEquals(composer.press({ name: "text", text: "y" }, pressed), []);
    assertEquals(draft(composer), "/qiuty|");
  }
});

Deno.test("a cancelled paste leaves the draft", () => {
  const composer = compose();
  press(composer, "draft");
  composer.press({ name: "paste", text: "one\ntwo" });
  press(composer, "<escape>");
  assertEquals(draft(composer), "draft|");
});

Deno.test("a paste is cut at its limit, and says so", () => {
  const composer = compose();
  const actions = composer.press({ name: "paste", text: "x\n".repeat(501) });
  assertEquals<unknown>(actions, [
    { kind: "tell", text: "-- only the first 500 lines of the paste were kept" },
  ]);
});

Deno.test("the draft is kept while history is looked at", () => {
  const composer = compose(["one", "two"]);
  press(composer, "draft", "<up>", "<up>", "<up>");
  assertEquals(draft(composer), "one|");
  press(composer, "<down>", "<down>", "<down>");
  assertEquals(draft(composer), "draft|");
});

Deno.test("Ctrl-R finds the newest first, then older ones, and Ctrl-G gives the draft back", () => {
  const composer = compose(["make tea", "drink tea", "make tea", "sleep"]);
  press(composer, "draft", "<ctrl-r>", "TEA");
  assertEquals(draft(composer), "make tea|");
  press(composer, "<ctrl-r>");
  assertEquals(draft(composer), "drink tea|");
  press(composer, "<ctrl-r>");
  assertEquals(draft(composer), "drink tea|");
  press(composer, "<ctrl-g>");
  assertEquals(draft(composer), "draft|");
});

Deno.test("a search that finds nothing says so", () => {
  const composer = compose(["one"]);
  press(composer, "<ctrl-r>", "zzz");
  assertEquals(composer.view().prompt, "(not found: search: zzz) ");
});

Deno.test("what was found can be run or edited", () => {
  const composer = compose(["one", "two"]);
  assertEquals<unknown>(press(composer, "<ctrl-r>", "on", "<enter>"), [{
    kind: "submit",
    line: "one",
  }]);
  press(composer, "<ctrl-r>", "tw", "<left>");
  assertEquals(draft(composer), "tw|o");
});

Deno.test("a line that could not be sent comes back, unless another was begun", () => {
  const composer = compose();
  composer.restore(["kept"]);
  assertEquals(draft(composer), "kept|");
  composer.restore(["other"]);
  assertEquals(draft(composer), "kept|");
  composer.restore(["one", "two"]);
  assertEquals(composer.view().text.startsWith("2 lines were pasted"), true);
  press(composer, "c");
  assertEquals(draft(composer), "kept|");
});

Deno.test("a paste whose end was cut off keeps whole lines, and says so", () => {
  const composer = compose();
  const actions = composer.press({ name: "paste", text: "one\ntwo\nthr", isCut: true });
  assertEquals<unknown>(actions, [
    { kind: "tell", text: "-- only the first 2 lines of the paste were kept" },
  ]);
  assertEquals<unknown>(press(composer, "s"), [{ kind: "say", lines: ["one", "two"] }]);
});

Deno.test("the line in which the limit of a paste falls is kept whole", () => {
  const composer = compose();
  const text = `${"x".repeat(1000)}\n`.repeat(300);
  assertEquals<unknown>(composer.press({ name: "paste", text, isCut: true }), [
    { kind: "tell", text: "-- only the first 262 lines of the paste were kept" },
  ]);
  const [action] = press(composer, "s");
  const lengths = action?.kind === "say" ? action.lines.map((line) => line.length) : [];
  assertEquals([lengths.length, new Set(lengths)], [262, new Set([1000])]);
});

Deno.test("a paste that ends at its limit is not cut", () => {
  const composer = compose();
  const text = `${"x".repeat(1023)}\n`.repeat(256);
  assertEquals(composer.press({ name: "paste", text }), []);
  assertEquals(composer.view().text.startsWith("256 lines were pasted"), true);
});

Deno.test("one pasted line is cut where the line is full, and says so", () => {
  const composer = compose();
  const actions = composer.press({ name: "paste", text: "x".repeat(300_000), isCut: false });
  assertEquals<unknown>(actions, [
    { kind: "tell", text: "-- only the first 65536 characters of the paste were kept" },
  ]);
  press(composer, "y");
  const { text, hint } = composer.view();
  assertEquals([text.length, hint], [65_536, "the line can hold no more"]);
});

Deno.test("lines that do not fit when they are joined are cut, and it is said", () => {
  const composer = compose();
  composer.press({ name: "paste", text: `${"x".repeat(600)}\n`.repeat(200) });
  assertEquals<unknown>(press(composer, "j"), [
    { kind: "tell", text: "-- only the first 65536 characters of the paste were kept" },
  ]);
});

Deno.test("a second paste joins the first, and one that goes on joins its last line", () => {
  const composer = compose();
  composer.press({ name: "paste", text: "a1\na2" });
  composer.press({ name: "paste", text: "b1\nb2\n" });
  composer.press({ name: "paste", text: "c" });
  composer.press({ name: "paste", text: "1\n", isContinued: true });
  assertEquals(
    composer.view().text,
    "5 lines were pasted: [s]end them, [j]oin into one, [c]ancel?",
  );
  const lines = ["a1", "a2", "b1", "b2", "c1"];
  assertEquals<unknown>(press(composer, "s"), [{ kind: "say", lines }]);
});

Deno.test("a second paste that makes too many lines is said to be cut once", () => {
  const composer = compose();
  composer.press({ name: "paste", text: "x\n".repeat(400) });
  const cut = composer.press({ name: "paste", text: "y\n".repeat(200) });
  assertEquals<unknown>(cut, [
    { kind: "tell", text: "-- only the first 500 lines of the paste were kept" },
  ]);
  assertEquals(composer.press({ name: "paste", text: "z\n" }), []);
});

Deno.test("what is pasted at a question about a slip waits for the answer", () => {
  const composer = compose();
  press(composer, "/nikc zoe", "<enter>");
  composer.press({ name: "paste", text: "y" });
  composer.press({ name: "paste", text: "one" });
  assertEquals(composer.view().text.startsWith("/nikc: did you mean"), true);
  assertEquals<unknown>(press(composer, "a"), [{ kind: "say", lines: ["/nikc zoe"] }]);
  assertEquals(composer.view().text.startsWith("2 lines were pasted"), true);
  press(composer, "j");
  assertEquals(draft(composer), "y one|");
});

Deno.test("one line that is pasted is searched for, several end the search and are asked about", () => {
  const composer = compose(["make tea", "sleep"]);
  press(composer, "<ctrl-r>");
  composer.press({ name: "paste", text: "ake\t" });
  composer.press({ name: "paste", text: "" });
  press(composer, "<backspace>", "<backspace>", "<backspace>");
  assertEquals(draft(composer), "make tea|");
  assertEquals(composer.press({ name: "paste", text: "one\ntwo" }), []);
  assertEquals(composer.view().text.startsWith("2 lines were pasted"), true);
  press(composer, "<escape>");
  assertEquals(draft(composer), "make tea|");
});

Deno.test("secrets and blanks are not remembered", () => {
  assertEquals(["/login ann pw", " /PASSWORD x", "   "].some(isMemorable), false);
  assertEquals(isMemorable("/me waves"), true);
});

Deno.test("history holds a thousand lines, and no line twice in a row", () => {
  const history = new History(Array.from({ length: 1000 }, (_, i) => `line ${i}`));
  assertEquals(history.add("new"), true);
  assertEquals(history.add("new"), false);
  let oldest: string | undefined;
  for (let line = history.up(""); line !== undefined; line = history.up("")) oldest = line;
  assertEquals(oldest, "line 1");
});

Deno.test("a command of tomorrow is completed and explained argument by argument", () => {
  const composer = new Composer({
    history: new History(),
    phrases: ENGLISH,
    commands: () => commandsWith([TOMORROW]),
    world: () => ({ names: ["Bea", "bob"], partners: [], rooms: [], banned: [] }),
    hintRow: () => ROW,
    areRoomsSeveral: () => false,
    whereabouts: () => ({ room: "lobby", writer: undefined }),
  });
  press(composer, "/wh", "<tab>");
  assertEquals(draft(composer), "/whisper |");
  assertEquals(composer.view().hint, "/whisper NAME TEXT [loud|low]  say it to one alone");
  press(composer, "b", "<tab>", "<tab>");
  assertEquals(draft(composer), "/whisper bob |");
  press(composer, "h", "<tab>");
  assertEquals(draft(composer), "/whisper bob h|");
  press(composer, "i l", "<tab>", "<tab>");
  assertEquals(draft(composer), "/whisper bob hi low|");
  press(composer, " x", "<tab>");
  assertEquals(draft(composer), "/whisper bob hi low x|");
});

Deno.test("pasted text is cleaned line by line", () => {
  assertEquals(cleanPaste("a\tb\r\n\x1b[31mc\n\n"), ["a    b", "\ufffd[31mc"]);
});

Deno.test("Ctrl-_ takes changes back, also Ctrl-C, a completion and a paste", () => {
  const composer = compose();
  press(composer, "h", "i", " ", "b", "<tab>", "<ctrl-c>");
  const drafts = ["<ctrl-_>", "<ctrl-_>", "<ctrl-_>", "<ctrl-_>"].map((key) => {
    press(composer, key);
    return draft(composer);
  });
  assertEquals(drafts, ["hi Bea |", "hi b|", "hi|", "|"]);
  press(composer, "see ");
  composer.press({ name: "paste", text: "one\ntwo" });
  press(composer, "j", "<ctrl-_>");
  assertEquals(draft(composer), "see |");
});

Deno.test("Ctrl-_ does not bring a sent line back", () => {
  const composer = compose();
  press(composer, "hi", "<enter>", "<ctrl-_>");
  assertEquals(draft(composer), "|");
});

Deno.test("Ctrl-_ after a search brings the draft back", () => {
  const composer = compose(["make tea"]);
  press(composer, "draft", "<ctrl-r>", "t", "e", "<end>", "<ctrl-_>");
  assertEquals(draft(composer), "draft|");
});

Deno.test("a line of the history that was changed is there again after Up and Down", () => {
  const composer = compose(["one", "two"]);
  press(composer, "<up>", "!", "<up>", "<down>");
  assertEquals(draft(composer), "two!|");
});

Deno.test("Tab completes a name behind an @, a bracket or a quotation mark", () => {
  const drafts = ["@be", "(be", "see @BO", 'he said "bo', "ask ((@b", "（be", "/me hugs @be"];
  assertEquals(
    drafts.map((text) => {
      const composer = compose();
      press(composer, text, "<tab>");
      return draft(composer);
    }),
    [
      "@Bea |",
      "(Bea|",
      "see @bob |",
      'he said "bob|',
      "ask ((@Bea|",
      "（Bea|",
      "/me hugs @Bea |",
    ],
  );
});

Deno.test("Tab completes nothing behind signs where a command wants a name", () => {
  const composer = compose();
  press(composer, "/msg @b", "<tab>");
  assertEquals(draft(composer), "/msg @b|");
});

Deno.test("behind an @ the hint has the names that Tab offers", () => {
  const composer = compose();
  press(composer, "hi @");
  assertEquals(composer.view().hint, "@Bea @bob");
  press(composer, "bo");
  assertEquals(composer.view().hint, "@bob");
  press(composer, " and");
  assertEquals(composer.view().hint, "");
});
