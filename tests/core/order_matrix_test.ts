/**
 * Every act by rank, as a command: by whom, against whom. The rights are written down here once more, so
 * that a change of the table must be meant.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Effect } from "../../lib/core/event.ts";
import { START } from "../support/happenings.ts";
import { RoomScene } from "../support/room_scene.ts";
import { OPERATOR } from "../support/origins.ts";

/** What somebody is in `dev`. */
type Kind = "member" | "moderator" | "owner" | "operator" | "operator elsewhere" | "outsider";

const KINDS: readonly Kind[] = [
  "member",
  "moderator",
  "owner",
  "operator",
  "operator elsewhere",
  "outsider",
];

/** How high each stands. An operator stands as high in a room that it is not in. */
const HEIGHT: Readonly<Record<Kind, number>> = {
  "outsider": -1,
  "member": 0,
  "moderator": 1,
  "owner": 2,
  "operator": 3,
  "operator elsewhere": 3,
};

/** An act: its fields beside the name and the room, and how high one must stand for it. */
interface Act {
  readonly type: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly least: number;
}

const AGAINST: readonly Act[] = [
  { type: "kick", least: 1 },
  { type: "mute", least: 1 },
  { type: "mute", fields: { for: "10m" }, least: 1 },
  { type: "unmute", least: 1 },
  { type: "voice", least: 1 },
  { type: "devoice", least: 1 },
  { type: "op", least: 2 },
  { type: "op", fields: { text: "owner" }, least: 2 },
  { type: "deop", least: 2 },
];

const TO_THE_ROOM: readonly Act[] = [
  { type: "topic", fields: { text: "news" }, least: 1 },
  { type: "room", fields: { text: "public" }, least: 2 },
  { type: "room", fields: { text: "password p" }, least: 2 },
  { type: "room", fields: { text: "topic-lock off" }, least: 2 },
  { type: "room", fields: { text: "moderated on" }, least: 2 },
  { type: "invite", fields: { name: "visitor" }, least: 1 },
];

/** Each kind has two people: the first of them acts, the second is acted against. */
const ids = (kind: Kind): [number, number] => {
  const index = KINDS.indexOf(kind);
  return [10 + index, 20 + index];
};

/** A private room with a locked topic, where each kind has two people; all are programs. */
function scene(): RoomScene {
  const scene = new RoomScene();
  const name = (id: number) => `p${id}`;
  scene.enter(1, { nick: "maker", detail: "every", wanted: { rooms: ["dev"], hasLobby: true } });
  scene.enter(2, { nick: "visitor", detail: "every" });
  for (const kind of KINDS) {
    for (const id of ids(kind)) {
      const isIn = kind !== "outsider" && kind !== "operator elsewhere";
      scene.enter(id, {
        nick: name(id),
        detail: "every",
        wanted: { rooms: isIn ? ["dev"] : [], hasLobby: true },
        ...(HEIGHT[kind] === 3 && { origin: OPERATOR }),
      });
      const dev = { room: "dev", name: name(id) };
      if (kind === "moderator") scene.ask(1, "op", dev);
      if (kind === "owner") scene.ask(1, "op", { ...dev, text: "owner" });
    }
  }
  scene.ask(1, "room", { room: "dev", text: "private" });
  scene.ask(1, "room", { room: "dev", text: "topic-lock on" });
  return scene;
}

/** The codes of the notices that a client was sent, with their `why`. */
function notices(effects: readonly Effect[], to: number): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== "send" || Number(effect.to) !== to) return [];
    if (effect.message.kind !== "notice") return [];
    const { notice } = effect.message;
    return ["why" in notice ? `${notice.code}/${notice.why}` : notice.code];
  });
}

const isAct = ({ kind }: Effect) => kind === "audit";

/** The state without what any line changes: when somebody was last active. */
function stateOf(scene: RoomScene): unknown {
  const { ledger, desk } = scene.chat.snapshot();
  const seats = desk.seats.map(({ activeAt: _active, awakeAt: _awake, ...seat }) => seat);
  return structuredClone({ ledger, desk: { ...desk, seats } });
}

/** Why an actor is refused; undefined if it is not, or not by rank. */
function refusal(by: Kind, against: Kind | "self" | undefined, least: number): string | undefined {
  if (by === "outsider") return "no-such-room";
  if (HEIGHT[by] < least) return `not-allowed/${least === 2 ? "owner" : "moderator"}`;
  if (against === "self") return "yourself";
  if (against === undefined) return undefined;
  if (against === "outsider" || against === "operator elsewhere") {
    return "no-such-name/not-in-room";
  }
  return HEIGHT[against] > HEIGHT[by] ? "higher-rank" : undefined;
}

function titleOf({ type, fields = {} }: Act): string {
  return [type, ...Object.values(fields)].join(" ");
}

for (const act of AGAINST) {
  Deno.test(`/${titleOf(act)} by and against everybody`, () => {
    for (const by of KINDS) {
      for (const against of [...KINDS, "self" as const]) {
        const stage = scene();
        const [actor] = ids(by);
        const target = against === "self" ? actor : ids(against)[1];
        const name = `p${target}`;
        const before = stateOf(stage);
        const told = stage.effects.length;
        stage.ask(actor, act.type, { room: "dev", name, ...act.fields });
        const effects = stage.effects.slice(told);
        const [code] = notices(effects, actor);
        const expected = refusal(by, against, act.least);
        const title = `${by} against ${against}`;
        // Whose mute is ended need not be there; that nobody was muted is no matter of rank.
        const isUnmute = act.type === "unmute" && HEIGHT[by] >= act.least && against !== "self";
        if (isUnmute) {
          assertEquals(code, "no-change/not-muted", title);
        } else if (expected !== undefined) {
          const found = expected === "yourself" ? code?.split("/")[0] : code;
          assertEquals(found, expected, title);
        }
        const isRefused = expected !== undefined || code?.startsWith("no-change/");
        assertEquals(effects.some(isAct), !isRefused, `${title}: audit`);
        if (isRefused) assertEquals(stateOf(stage), before, `${title}: nothing changes`);
      }
    }
  });
}

for (const act of TO_THE_ROOM) {
  Deno.test(`/${titleOf(act)} by everybody, in a private room with a locked topic`, () => {
    for (const by of KINDS) {
      const stage = scene();
      const [actor] = ids(by);
      const before = stateOf(stage);
      const told = stage.effects.length;
      stage.ask(actor, act.type, { room: "dev", ...act.fields });
      const effects = stage.effects.slice(told);
      const expected = refusal(by, undefined, act.least);
      const [code] = notices(effects, actor);
      assertEquals(effects.some(isAct), expected === undefined, by);
      if (expected === undefined) continue;
      assertEquals(code, expected, by);
      assertEquals(stateOf(stage), before, by);
    }
  });
}

Deno.test("what a locked topic, a private room and a rank take, an open room does not", () => {
  const stage = RoomScene.of("ann", "bob", "cay");
  for (const id of [1, 2]) stage.ask(id, "join", "dev");
  stage.wait();
  stage.ask(2, "topic", "news");
  assertEquals(stage.lines(1).at(-1), "#dev bob changed the topic to: news");
  assertEquals(stage.answers(2, "invite", "cay"), ["-- cay is invited to #dev"]);
  assertEquals(stage.effects.some(isAct), false);
});

Deno.test("an act is one record, with the actor, the person, the room and the reason", () => {
  const stage = RoomScene.of("ann", "bob");
  for (const id of [1, 2]) stage.ask(id, "join", "dev");
  stage.ask(1, "mute", "bob for 10m");
  stage.ask(1, "op", "bob");
  stage.ask(1, "room", "password sesame");
  stage.ask(1, "kick", "bob too loud");
  const act = { kind: "audit", client: 1, by: "ann", room: "dev" };
  assertEquals<unknown>(stage.effects.filter(isAct), [
    { ...act, act: "mute", on: "bob", until: START + 100 + 600_000 },
    { ...act, act: "op", on: "bob", setting: "rank moderator" },
    { ...act, act: "room", setting: "password on" },
    { ...act, act: "kick", on: "bob", reason: "too loud" },
  ]);
});
