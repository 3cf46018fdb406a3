import { assert, assertEquals } from "@std/assert";
import { commandsWith } from "../../../lib/client/typed/command_list.ts";
import { helpOn } from "../../../lib/client/typed/help.ts";
import { parseTyped } from "../../../lib/client/typed/request.ts";
import { CHINESE } from "../../../lib/words/zh/phrases.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

const DRAWN = { commands: commandsWith(), phrases: ENGLISH, isDrawn: true };
const PLAIN = { ...DRAWN, isDrawn: false };

Deno.test("/help lists every command once, those of the client too, in columns", () => {
  const lines = helpOn("", DRAWN);
  const named = lines.map((line) => /^-- \/(\w+|\/text)/.exec(line)?.[1]);
  const typed = DRAWN.commands.map(({ name }) => name).filter((name) => name !== "private");
  assertEquals(named, [...typed, "/text"]);
  assert(lines.includes("-- /who [ROOM]            list who is here"));
  assert(lines.includes("-- /quiet                 hide or show arrivals and departures"));
  assert(
    lines.includes("-- /help [COMMAND|keys]   list the commands, explain one, or list the keys"),
  );
});

Deno.test("/help does not list what does nothing in append-only mode", () => {
  const left = helpOn("", DRAWN).filter((line) => !helpOn("", PLAIN).includes(line));
  assertEquals(left, ["-- /clear                 clear the screen"]);
});

Deno.test("/help tells of a command that only a newer daemon has, in its words", () => {
  const commands = commandsWith([{ name: "knock", params: [], summary: "knock at a room" }]);
  assertEquals(helpOn("knock", { ...DRAWN, commands }), [
    "-- /knock                 knock at a room",
  ]);
});

Deno.test("/help COMMAND explains one command, however it is written", () => {
  const told = ["-- /nick NAME             take another name"];
  for (const topic of ["nick", "/nick", "NICK"]) assertEquals(helpOn(topic, DRAWN), told);
  assertEquals(helpOn("qiut", DRAWN), [ENGLISH.unknownCommand("qiut")]);
  const chinese = { ...DRAWN, phrases: CHINESE };
  assertEquals(helpOn("nick", chinese), ["-- /nick NAME             换一个名字"]);
});

Deno.test("/help keys lists the keys in 80 columns, beside a time", () => {
  const lines = helpOn("keys", DRAWN);
  assert(lines.includes("-- Ctrl-R               search sent lines; again: an older one"));
  assertEquals(lines.filter((line) => line.length > 80 - "14:06 ".length), []);
  assertEquals(helpOn("keys", PLAIN), [ENGLISH.plainKeys]);
});

Deno.test("/help takes a word behind it, and none", () => {
  const request = (line: string) => parseTyped(line, DRAWN.commands);
  assertEquals(request("/help"), { kind: "request", request: { type: "help" } });
  assertEquals(request("/help keys"), {
    kind: "request",
    request: { type: "help", topic: "keys" },
  });
});

Deno.test("the word behind /help may be keys or any command, which Tab then offers", () => {
  const [topic] = DRAWN.commands.find(({ name }) => name === "help")?.params ?? [];
  assertEquals(topic?.words?.slice(0, 2), ["keys", "nick"]);
  assert(topic?.words?.includes("reconnect"));
});
