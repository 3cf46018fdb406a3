/** @module */
import { assert, assertEquals, assertThrows } from "@std/assert";
import type { ChatEvent } from "../../../lib/core/event.ts";
import type { PersonText } from "../../../lib/core/reading/form.ts";
import { KeptForms, NEW_FORMS } from "../../../lib/core/reading/keys.ts";
import { MAX_PROGRAM, MAX_WANTED, readEvent } from "../../../lib/core/reading/read.ts";
import { asks, connected, newChat, START } from "../../support/happenings.ts";

Deno.test("readEvent() parses the arguments of a command, and gives the forms of the names in them", () => {
  assertEquals(commandOf(asks(1, "kick", "Ａnn  spam\x07 ")), {
    kind: "bound",
    name: "kick",
    args: { name: "Ａnn", reason: "spam\ufffd" },
    forms: [{ as: "person", text: "Ａnn", fold: "ann" }],
  });
  assertEquals(commandOf(asks(1, "mute", { name: "王小明", for: "10s", room: "#Dev" })), {
    kind: "bound",
    name: "mute",
    args: { name: "王小明", for: 10_000, room: "#Dev" },
    forms: [
      { as: "room", text: "#Dev", title: { room: "Dev", fold: "dev", skeleton: "dev" } },
      { as: "person", text: "王小明", fold: "王小明" },
    ],
  });
});

Deno.test("readEvent() gives what a row has made of its texts", () => {
  assertEquals(commandOf(asks(1, "ban", { name: " Bob ", for: "2d", reason: " spam " })), {
    kind: "bound",
    name: "ban",
    args: { room: undefined, target: "Bob", lasts: 172_800_000, reason: "spam" },
    forms: [{ as: "person", text: "Bob", fold: "bob" }],
  });
  assertEquals(commandOf(asks(1, "msg", "＃Dev 你好")), {
    kind: "bound",
    name: "msg",
    args: { room: "＃Dev", text: "你好" },
    forms: [{ as: "room", text: "＃Dev", title: { room: "Dev", fold: "dev", skeleton: "dev" } }],
  });
  assertEquals(commandOf(asks(1, "search", "大家好 from:王小明 since:2026-11-26")), {
    kind: "bound",
    name: "search",
    args: {
      kind: "search",
      wish: { words: "大家好", by: "王小明", since: Date.UTC(2026, 10, 26) },
    },
    forms: [{ as: "person", text: "王小明", fold: "王小明" }],
  });
});

Deno.test("readEvent() gives why a name cannot be had, and with a refusal the token", () => {
  assertEquals(commandOf(asks(1, "nick", "two words")), {
    kind: "bound",
    name: "nick",
    args: { nick: "two words" },
    forms: [{
      as: "name",
      text: "two words",
      problem: { code: "name-bad-character", codePoint: 0x20 },
    }],
  });
  assertEquals(commandOf(asks(1, "say", { token: "t\x1b1" })), {
    kind: "refused",
    notice: { code: "bad-field", why: "argument", command: "say", field: "text" },
    token: "t\ufffd1",
  });
  assertEquals(commandOf(asks(1, "f\x1boo")), {
    kind: "refused",
    notice: { code: "unknown-command", name: "f\ufffdoo" },
  });
});

Deno.test("readEvent() gives a newcomer the names that it may have, and clips the name of its program", () => {
  const program = "p".repeat(MAX_PROGRAM + 1);
  const read = readEvent(connected(7, { address: "127.0.0.1:4001", program, nick: "Ann" }));
  assert(read.kind === "connected");
  assertEquals(read.spare.map(({ nick }) => nick as string), ["127.0.0.1:4001", "guest-7"]);
  assertEquals(read.spare[1]?.skeleton, "guest-7");
  assertEquals(read.program, "p".repeat(MAX_PROGRAM));
  assertEquals(read.forms?.map(({ as, text }) => [as, text]), [["name", "Ann"]]);
});

Deno.test("readEvent() reads the most rooms that an entry may ask for, and no more", () => {
  const rooms = Array.from({ length: MAX_WANTED + 1 }, (_, index) => `room-${index}`);
  const resume = rooms.map((room) => ({ room: `x${room}`, seq: 1, epoch: "e1" }));
  const wanted = { rooms, hasLobby: false, resume };
  const read = readEvent(connected(1, { wanted, detail: "every" }));
  assert(read.kind === "connected");
  assertEquals([read.wanted?.rooms.length, read.wanted?.resume?.length], [1001, 1001]);
  assertEquals(read.forms?.length, 2002);
  const chat = newChat({ maxRoomsPerPerson: 1000, maxRooms: 2000 });
  const effects = chat.apply(read, START);
  const problems = effects.flatMap((effect) =>
    effect.kind === "send" && effect.message.kind === "notice" ? [effect.message.notice.code] : []
  );
  assertEquals(problems, ["too-many-rooms"]);
});

Deno.test("a text that is too long for a name is not folded, and means nobody", () => {
  const [longest, longer] = ["x".repeat(512), "ﷺ".repeat(513)];
  assertEquals(NEW_FORMS.foldOf(longest as PersonText), longest);
  assertEquals(NEW_FORMS.foldOf(longer as PersonText), "");
  const chat = newChat();
  chat.apply(connected(1, { nick: "ann" }), START);
  const effect = chat.apply(asks(1, "whois", longer), START).at(-1);
  assert(effect?.kind === "send" && effect.message.kind === "notice");
  assertEquals(effect.message.notice.code, "no-such-name");
});

Deno.test("a form that an event does not have is a bug", () => {
  const forms = new KeptForms([{ as: "person", text: "ann", fold: "ann" }]);
  assertEquals(forms.foldOf("ann"), "ann");
  assertThrows(() => forms.foldOf("bob"), Error, 'no form of the person "bob"');
  assertThrows(() => forms.titleOf("ann"), Error, 'no form of the room "ann"');
});

function commandOf(event: ChatEvent): unknown {
  const read = readEvent(event);
  return read.kind === "command" ? read.command : undefined;
}
