import { assertEquals, assertRejects } from "@std/assert";
import { ChatLog } from "../../../lib/client/record/chat_log.ts";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import { People } from "../../../lib/client/terminal/talk/people.ts";
import { Transcript } from "../../../lib/client/terminal/talk/transcript.ts";
import type { DaemonEvent, RoomEvent } from "../../../lib/wire/json/daemon_event.ts";
import { phrasesFor } from "../../../lib/words/catalogue/phrases.ts";

const NOW = new Date(2026, 10, 27, 14, 2, 3);
const STAMP = "2026-11-27 14:02:03";

/** A client whose log is a string. */
class Stage {
  readonly state = new ClientState({ name: "ann", isChosen: true }, new Rooms([], false, 50));
  readonly phrases = phrasesFor("en");
  readonly told: string[] = [];
  text = "";
  #log: ChatLog | undefined;
  readonly transcript = new Transcript({
    phrases: this.phrases,
    timestamps: "off",
    people: new People(),
    rooms: this.state.rooms,
    you: () => this.state.you,
    isDrawn: true,
  });

  async hear(...events: DaemonEvent[]): Promise<void> {
    const log = this.#log ??= await this.open();
    for (const event of events) {
      const verdict = this.state.note(event);
      const { isMention } = this.transcript.hear(event, verdict, NOW);
      log.hear(event, verdict, { now: NOW, isMention });
    }
  }

  /** The log without its first line, once it is closed. */
  async lines(): Promise<string[]> {
    await this.#log?.close();
    return this.text.split("\n").slice(1, -1);
  }

  open(): Promise<ChatLog> {
    return ChatLog.open({
      path: "talk.log",
      address: "tls://h:1",
      phrases: this.phrases,
      rooms: this.state.rooms,
      you: () => this.state.you,
      open: () =>
        Promise.resolve({
          write: (bytes) => {
            this.text += new TextDecoder().decode(bytes);
            return Promise.resolve(bytes.length);
          },
          isInPlace: () => Promise.resolve(true),
          sync: () => Promise.resolve(),
          close: () => {},
        }),
    });
  }
}

function welcome(seq: number, epoch = "a"): DaemonEvent {
  return { kind: "welcome", room: "lobby", you: "ann", members: ["ann", "bob"], seq, epoch };
}

function said(seq: number, text: string, from = "bob"): RoomEvent {
  return { kind: "message", room: "lobby", seq, from, text, time: NOW };
}

function history(...events: RoomEvent[]): DaemonEvent {
  return { kind: "history", room: "lobby", events, more: false } as DaemonEvent;
}

Deno.test("each line has date and time, and a room but the lobby its name", async () => {
  const stage = new Stage();
  const earlier = new Date(2026, 10, 26, 23, 59, 58);
  await stage.hear(
    welcome(1),
    { ...said(2, "hi"), time: earlier } as DaemonEvent,
    { kind: "entered", room: "dev", members: ["ann"], seq: 4, isPublic: true },
    { kind: "message", room: "dev", seq: 6, from: "cay", text: "here" },
  );
  assertEquals((await stage.lines()).slice(0, 3), [
    `${STAMP} You are ann`,
    `${STAMP} Also here: bob`,
    "2026-11-26 23:59:58 bob: hi",
  ]);
  assertEquals((await stage.lines()).at(-1), `${STAMP} #dev cay: here`);
  assertEquals(stage.text.split("\n", 1), [`${STAMP} -- log of tls://h:1`]);
});

Deno.test("mentions and private words are marked as on the screen", async () => {
  const stage = new Stage();
  await stage.hear(
    welcome(1),
    said(2, "ann: look"),
    { kind: "private", from: "bob", to: "ann", text: "psst", id: 7 },
    { kind: "private", from: "ann", to: "bob", text: "yes?", id: 8 },
  );
  assertEquals((await stage.lines()).slice(2), [
    `${STAMP} » bob: ann: look`,
    `${STAMP} » *bob -> ann* psst`,
    `${STAMP} *ann -> bob* yes?`,
  ]);
});

Deno.test("what /quiet and /only hide is in the log", async () => {
  const stage = new Stage();
  stage.transcript.toggleQuiet(NOW);
  stage.transcript.toggleOnly(NOW);
  await stage.hear(
    welcome(1),
    { kind: "joined", room: "lobby", seq: 2, name: "cay" },
    { kind: "message", room: "dev", seq: 9, from: "cay", text: "elsewhere" },
  );
  assertEquals((await stage.lines()).slice(2), [
    `${STAMP} cay has arrived`,
    `${STAMP} #dev cay: elsewhere`,
  ]);
});

Deno.test("what was said before the run is not in the log, and what was missed is, once", async () => {
  const stage = new Stage();
  await stage.hear(welcome(10), history(said(9, "old"), said(10, "older")), said(11, "one"));
  // The connection was lost; the daemon replays from there.
  await stage.hear({ ...welcome(14), said: 4 } as DaemonEvent);
  await stage.hear(said(11, "one"), said(12, "two"), said(14, "four"), said(15, "five"));
  const talk = (await stage.lines()).filter((line) => /bob: /.test(line));
  assertEquals(talk, ["one", "two", "four", "five"].map((text) => `${STAMP} bob: ${text}`));
  assertEquals((await stage.lines()).filter((line) => / -- /.test(line)).length, 2);
});

Deno.test("the history of a room that counts anew is in the log", async () => {
  const stage = new Stage();
  await stage.hear(welcome(10), history(), said(11, "one"));
  await stage.hear(welcome(2, "b"), history(said(1, "new one"), said(2, "new two")));
  const talk = (await stage.lines()).filter((line) => /bob: /.test(line));
  assertEquals(talk, ["one", "new one", "new two"].map((text) => `${STAMP} bob: ${text}`));
});

Deno.test("no control character reaches the log, whatever passed the decoder", async () => {
  const stage = new Stage();
  await stage.hear(welcome(1), said(2, "a\x1b[2Jb\rc\nd\u202ee\tf"));
  assertEquals((await stage.lines()).at(-1), `${STAMP} bob: a\ufffd[2Jb\ufffdc\ufffdd\ufffde f`);
});

Deno.test("a path that cannot be used is a sentence in each language", async () => {
  const open = (language: "en" | "zh") =>
    ChatLog.open({
      path: "/",
      address: "h:1",
      phrases: phrasesFor(language),
      rooms: new Rooms([], false, 0),
      you: () => "ann",
    });
  await assertRejects(() => open("en"), Error, "cannot keep the log /: it is a folder");
  await assertRejects(() => open("zh"), Error, "无法保存聊天记录 /：这是一个目录");
});

Deno.test("a full disk at the start does not keep the person from the talk", async () => {
  const full = () =>
    Promise.reject(new Error("No space left on device (os error 28): open 'talk.log'"));
  const phrases = phrasesFor("en");
  const rooms = new Rooms([], false, 0);
  const parts = { path: "talk.log", address: "h:1", phrases, rooms, you: () => "ann" };
  const log = await ChatLog.open({ ...parts, open: full });
  const told = Promise.withResolvers<string>();
  log.attach(told.resolve);
  log.tell("-- hello", NOW);
  assertEquals(
    await told.promise,
    "-- cannot write the log talk.log: no space left on device; lines wait until it works",
  );
  assertEquals(await log.close(), "not written to the log talk.log: 2 lines");
});
