import { assertEquals } from "@std/assert";
import { commandsWith } from "../../../lib/client/typed/command_list.ts";
import { Recall } from "../../../lib/client/typed/recall.ts";
import { RecallQueue } from "../../../lib/client/typed/recall_queue.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { Actions } from "../../../lib/client/terminal/actions.ts";
import type { Stage } from "../../../lib/client/terminal/stage.ts";
import { Delivery } from "../../../lib/client/terminal/delivery.ts";
import { History } from "../../../lib/client/terminal/typing/history.ts";
import { Ignoring } from "../../../lib/client/connection/ignoring.ts";
import { SHOWN } from "../../../lib/client/connection/verdict.ts";
import { MAX_PENDING } from "../../../lib/client/pending/outbox.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { Uplink } from "../../../lib/client/connection/uplink.ts";

const WELCOME: DaemonEvent = { kind: "welcome", room: "lobby", you: "ann", members: [], seq: 1 };

Deno.test("a daemon that never answers a farewell does not hold up the keys", async () => {
  const asked: string[] = [];
  const uplink = {
    state: { kind: "online" },
    leave: () => new Promise<void>(() => void asked.push("leave")),
  } as unknown as Uplink;
  const stage = { exit: (code: number) => void asked.push(`exit ${code}`) } as unknown as Stage;
  const rooms = new Rooms();
  const delivery = new Delivery({ rooms, uplink, tell: () => {}, phrases: ENGLISH, isDrawn: true });
  const actions = new Actions({
    rooms,
    delivery,
    uplink,
    questions: new RecallQueue(new Recall()),
    ignoring: new Ignoring(),
    commands: commandsWith,
    history: new History(),
    remember: () => Promise.resolve(),
    phrases: ENGLISH,
    isDrawn: true,
    stage,
  });
  await actions.carryOut([{ kind: "leave" }, { kind: "interrupt" }]);
  assertEquals(asked, ["leave", "exit 130"]);
});

Deno.test("/help is answered by the client, also without a connection", async () => {
  const told: string[] = [];
  const kept: string[] = [];
  const uplink = { state: { kind: "connecting" } } as unknown as Uplink;
  const rooms = new Rooms();
  const actions = new Actions({
    rooms,
    delivery: new Delivery({ rooms, uplink, tell: () => {}, phrases: ENGLISH, isDrawn: true }),
    uplink,
    questions: new RecallQueue(new Recall()),
    ignoring: new Ignoring(),
    commands: commandsWith,
    history: new History(),
    remember: (line) => Promise.resolve(void kept.push(line)),
    phrases: ENGLISH,
    isDrawn: true,
    stage: { tell: (...texts: string[]) => void told.push(...texts) } as unknown as Stage,
  });
  await actions.carryOut([{ kind: "submit", line: "/help quit" }]);
  assertEquals(told, ["-- /quit [REASON]         leave; the others are told the reason"]);
  assertEquals(kept, ["/help quit"]);
});

Deno.test("what too many lines wait before is given back, a typed line and a paste", async () => {
  const given: unknown[] = [];
  const kept: string[] = [];
  const uplink = {
    state: { kind: "online" },
    connection: 1,
    lineLimit: 4096,
    ask: () => {},
  } as unknown as Uplink;
  const rooms = new Rooms();
  const delivery = new Delivery({ rooms, uplink, tell: () => {}, phrases: ENGLISH, isDrawn: true });
  const actions = new Actions({
    rooms,
    delivery,
    uplink,
    questions: new RecallQueue(new Recall()),
    ignoring: new Ignoring(),
    commands: commandsWith,
    history: new History(),
    remember: (line) => Promise.resolve(void kept.push(line)),
    phrases: ENGLISH,
    isDrawn: true,
    stage: {
      giveBack: (lines: readonly string[], why: string) => void given.push([...lines, why]),
    } as unknown as Stage,
  });
  await delivery.hear(WELCOME, SHOWN);
  for (let i = 1; i < MAX_PENDING; i++) delivery.outbox.send({ type: "say", text: `${i}` });
  await actions.carryOut([{ kind: "say", lines: ["one", "two"] }]);
  assertEquals([given, delivery.outbox.space], [[["one", "two", "full"]], 1]);
  await actions.carryOut([{ kind: "submit", line: "fits" }]);
  await actions.carryOut([{ kind: "submit", line: "does not" }]);
  assertEquals([given.at(-1), kept], [["does not", "full"], ["fits"]]);
});
