/** @module */
import { assert, assertEquals } from "@std/assert";
import { Announcer } from "../../../lib/core/state/announcer.ts";
import type { Effect } from "../../../lib/core/event.ts";
import type { RoomMessage } from "../../../lib/core/message.ts";
import type { Nick } from "../../../lib/core/reading/names.ts";
import { clientId, LOBBY } from "../../../lib/core/units.ts";

type Joined = Extract<RoomMessage, { kind: "joined" }>;
type Left = Extract<RoomMessage, { kind: "left" }>;

function joined(name: string, seq = 1): Joined {
  return { kind: "joined", seq, time: 1000, room: LOBBY, name: name as Nick };
}

function left(name: string, seq = 1): Left {
  const reason = { by: "member", code: "quit" } as const;
  return { kind: "left", seq, time: 1000, room: LOBBY, name: name as Nick, reason };
}

/** Effects as one can read them at a glance. */
function inShort(effects: readonly Effect[]): string[] {
  return effects.map((effect) => {
    switch (effect.kind) {
      case "publish":
        return `${effect.detail}: ${wording(effect.message)}${butNot(effect.except)}`;
      case "send":
        return `to ${effect.to}: ${wording(effect.message)}`;
      case "join":
      case "part":
        return `${effect.kind} ${effect.client}`;
      case "wake":
        return `wake ${effect.at}`;
      default:
        return effect.kind;
    }
  });
}

function butNot(except: readonly number[] = []): string {
  return except.length === 0 ? "" : `, not to ${except.join(" ")}`;
}

function wording(message: Extract<Effect, { kind: "publish" | "send" }>["message"]): string {
  if (message.kind === "crowd") {
    const { count, verb, only } = message;
    return only === undefined ? `${count} ${verb}` : `${count} ${verb}, ${wording(only)}`;
  }
  return message.kind === "joined" || message.kind === "left"
    ? `${message.name} ${message.kind}`
    : message.kind;
}

/** What an announcer does when it is asked to. */
class Scene {
  readonly announcer = new Announcer(LOBBY);
  readonly effects: Effect[] = [];
  #seq = 0;

  /** What followed since the last time. */
  follows(): string[] {
    return inShort(this.effects.splice(0));
  }

  arrive(id: number, at: number): void {
    this.announcer.hold(joined(`p${id}`, ++this.#seq), at, this.effects, clientId(id));
  }

  leave(id: number, at: number): void {
    this.announcer.hold(left(`p${id}`, ++this.#seq), at, this.effects);
  }

  arriveMany(from: number, to: number, at: number): void {
    for (let id = from; id <= to; id++) this.arrive(id, at);
  }

  leaveMany(from: number, to: number, at: number): void {
    for (let id = from; id <= to; id++) this.leave(id, at);
  }

  /** Somebody who was told everything up to now begins to hear the room. */
  follow(id: number): void {
    this.announcer.follow(clientId(id), this.#seq, this.effects);
  }

  tick(at: number): string[] {
    this.announcer.tick(at, this.effects);
    return this.follows();
  }

  release(): string[] {
    this.announcer.release(this.effects);
    return this.follows();
  }

  releaseAll(): string[] {
    this.announcer.releaseAll(this.effects);
    return this.follows();
  }
}

Deno.test("Announcer holds an arrival for 100 ms and asks to be woken then", () => {
  const scene = new Scene();
  scene.arrive(1, 1000);
  assertEquals(scene.follows(), ["wake 1100"]);
  assertEquals(scene.tick(1099), []);
  assertEquals(scene.tick(1100), ["gathered: p1 joined", "join 1"]);
  assertEquals(scene.tick(1101), []);
});

Deno.test("Announcer tells people only, with the message as it was held", () => {
  const effects: Effect[] = [];
  const announcer = new Announcer(LOBBY);
  const message = joined("ann");
  announcer.hold(message, 1000, effects, clientId(1));
  announcer.releaseAll(effects);
  assertEquals(effects, [
    { kind: "wake", at: 1100 },
    { kind: "publish", room: LOBBY, message, detail: "gathered" },
    { kind: "join", client: clientId(1), room: LOBBY },
  ]);
});

Deno.test("Announcer asks for one wake a window, and again when it holds anew", () => {
  const scene = new Scene();
  scene.arrive(1, 1000);
  scene.arrive(2, 1050);
  scene.release();
  scene.arrive(3, 1060);
  assertEquals(scene.follows(), ["wake 1100"]);
  scene.tick(1100);
  scene.arrive(4, 1100);
  assertEquals(scene.follows(), ["wake 1200"]);
});

Deno.test("Announcer lets each newcomer hear the room right after its own arrival", () => {
  const scene = new Scene();
  scene.arriveMany(1, 3, 1000);
  scene.follows();
  assertEquals(scene.release(), [
    "gathered: p1 joined",
    "join 1",
    "gathered: p2 joined",
    "join 2",
    "gathered: p3 joined",
    "join 3",
  ]);
});

Deno.test("Announcer tells 20 arrivals singly and 21 as one line", () => {
  const twenty = new Scene();
  twenty.arriveMany(1, 20, 1000);
  twenty.follows();
  const told = twenty.tick(1100);
  assertEquals(told.length, 40);
  assertEquals(told.slice(-2), ["gathered: p20 joined", "join 20"]);

  const more = new Scene();
  more.arriveMany(1, 21, 1000);
  more.follows();
  const lines = more.tick(1100).filter((effect) => effect.startsWith("gathered: "));
  assertEquals(lines, ["gathered: 21 arrived"]);
});

Deno.test("Announcer tells 20 departures singly and 21 as one line", () => {
  const twenty = new Scene();
  twenty.leaveMany(1, 20, 1000);
  twenty.follows();
  const told = twenty.tick(1100);
  assertEquals(told.length, 20);
  assertEquals(told[19], "gathered: p20 left");

  const more = new Scene();
  more.leaveMany(1, 21, 1000);
  more.follows();
  assertEquals(more.tick(1100), ["gathered: 21 left"]);
});

Deno.test("Announcer lets the newcomers of a crowd hear the room at once", () => {
  const scene = new Scene();
  scene.arriveMany(1, 20, 1000);
  assertEquals(scene.follows(), ["wake 1100"]);
  scene.arrive(21, 1000);
  const joins = Array.from({ length: 21 }, (_, index) => `join ${index + 1}`);
  assertEquals(scene.follows(), joins);
  scene.arrive(22, 1000);
  assertEquals(scene.follows(), ["join 22"]);
});

Deno.test("Announcer tells each newcomer of a crowd how many came after, and not of itself", () => {
  const scene = new Scene();
  scene.arriveMany(1, 21, 1000);
  scene.follows();
  const told = scene.tick(1100);
  const parts = Array.from({ length: 21 }, (_, index) => `part ${index + 1}`);
  assertEquals(told.slice(0, 21), parts);
  assertEquals(told[21], "gathered: 21 arrived");
  assertEquals(told.slice(22, 26), ["to 1: 20 arrived", "join 1", "to 2: 19 arrived", "join 2"]);
  assertEquals(told.slice(-3), ["to 20: 1 arrived", "join 20", "join 21"]);
});

Deno.test("Announcer counts arrivals and departures apart", () => {
  const scene = new Scene();
  scene.arriveMany(1, 15, 1000);
  scene.leaveMany(31, 45, 1000);
  scene.follows();
  assertEquals(scene.tick(1100).filter((effect) => effect.includes("crowd")), []);
  scene.arriveMany(46, 60, 1200);
  scene.leaveMany(61, 82, 1200);
  scene.follows();
  const told = scene.tick(1300).filter((effect) => effect.startsWith("gathered: "));
  assertEquals(told.length, 16);
  assertEquals(told[0], "gathered: p46 joined");
  assertEquals(told[15], "gathered: 22 left");
});

Deno.test("Announcer tells of two crowds in the order in which they began", () => {
  const [passing, returning] = [new Scene(), new Scene()];
  passing.arriveMany(1, 21, 1000);
  for (let id = 1; id <= 21; id++) passing.announcer.forget(clientId(id));
  passing.leaveMany(1, 21, 1050);
  passing.follows();
  assertEquals(passing.tick(1100), ["gathered: 21 arrived", "gathered: 21 left"]);

  returning.leaveMany(1, 21, 1000);
  returning.arriveMany(1, 21, 1050);
  returning.follows();
  const lines = returning.tick(1100).filter((effect) => effect.startsWith("gathered: "));
  assertEquals(lines, ["gathered: 21 left", "gathered: 21 arrived"]);
});

Deno.test("Announcer.release() tells the single ones and keeps a crowd until its time", () => {
  const scene = new Scene();
  scene.arriveMany(1, 21, 1000);
  scene.leave(90, 1010);
  scene.follows();
  assertEquals(scene.release(), ["gathered: p90 left"]);
  assertEquals(scene.release(), []);
  scene.arrive(22, 1050);
  assertEquals(scene.follows(), ["join 22"]);
  assertEquals(scene.tick(1100)[22], "gathered: 22 arrived");
});

Deno.test("Announcer looks at a crowd once to hold it, however often something else is told", () => {
  const { announcer, effects } = new Scene();
  let looks = 0;
  const counted = (name: string, seq: number): Joined => {
    const message = joined(name, seq);
    return Object.defineProperty(message, "kind", { get: () => (looks++, "joined" as const) });
  };
  for (let id = 1; id <= 500; id++) {
    announcer.hold(counted(`p${id}`, id), 1000, effects, clientId(id));
    announcer.release(effects);
    announcer.forget(clientId(id - 1));
  }
  const most = 500 * 10;
  assert(looks <= most, `${looks} looks at 500 arrivals, at most ${most} wanted`);
});

Deno.test("Announcer keeps nothing of who arrived once it is told, singly or as a crowd", () => {
  const scene = new Scene();
  scene.arriveMany(1, 3, 1000);
  assertEquals(scene.announcer.newcomers, 3);
  scene.release();
  assertEquals(scene.announcer.newcomers, 0);
  scene.arriveMany(4, 30, 1000);
  assertEquals(scene.announcer.newcomers, 27);
  scene.tick(1100);
  assertEquals(scene.announcer.newcomers, 0);
});

Deno.test("Announcer tells a newcomer nothing of a crowd that had left before it came", () => {
  const scene = new Scene();
  scene.leaveMany(31, 55, 1000);
  scene.arrive(1, 1010);
  scene.leaveMany(56, 58, 1020);
  scene.follows();
  assertEquals(scene.tick(1100), [
    "gathered: p1 joined",
    "join 1",
    "part 1",
    "gathered: 28 left",
    "to 1: 3 left",
    "join 1",
  ]);
});

Deno.test("Announcer counts for a newcomer what became a crowd only after it came", () => {
  const scene = new Scene();
  scene.leaveMany(31, 40, 1000);
  scene.arrive(1, 1010);
  scene.leaveMany(41, 55, 1020);
  scene.follows();
  assertEquals(scene.tick(1100).filter((effect) => effect.startsWith("to ")), ["to 1: 15 left"]);
});

Deno.test("Announcer.follow() tells of a crowd only what is still to come", () => {
  const scene = new Scene();
  scene.arriveMany(1, 21, 1000);
  scene.leave(90, 1005);
  scene.follows();
  scene.follow(77);
  assertEquals(scene.follows(), ["join 77"]);
  for (let id = 1; id <= 21; id++) scene.announcer.forget(clientId(id));
  scene.arriveMany(22, 23, 1010);
  for (const id of [22, 23]) scene.announcer.forget(clientId(id));
  scene.follows();
  assertEquals(scene.tick(1100), [
    "part 77",
    "gathered: 23 arrived",
    "to 77: 2 arrived",
    "join 77",
  ]);
});

Deno.test("Announcer.follow() tells nothing that is held, and of single ones only those to come", () => {
  const scene = new Scene();
  scene.arrive(1, 1000);
  scene.follow(77);
  scene.leave(90, 1010);
  assertEquals(scene.follows(), ["wake 1100", "join 77"]);
  assertEquals(scene.release(), ["gathered: p1 joined, not to 77", "join 1", "gathered: p90 left"]);
});

Deno.test("Announcer.follow() needs no account of a room that holds nothing", () => {
  const scene = new Scene();
  scene.follow(77);
  scene.arriveMany(1, 21, 1000);
  scene.follow(78);
  assertEquals(scene.announcer.snapshot().since.map(([id]) => id).includes(clientId(77)), false);
  assertEquals(scene.announcer.snapshot().since.length, 22);
  scene.tick(1100);
  assertEquals(scene.announcer.snapshot().since, []);
});

Deno.test("Announcer.restore() goes on with the newcomers of a crowd", () => {
  const scene = new Scene();
  scene.arriveMany(1, 21, 1000);
  scene.follows();
  const effects: Effect[] = [];
  Announcer.restore(scene.announcer.snapshot()).releaseAll(effects);
  assertEquals(inShort(effects), scene.releaseAll());
  assert(inShort(effects).includes("to 1: 20 arrived"));
});

Deno.test("Announcer.releaseAll() tells a crowd before its time", () => {
  const scene = new Scene();
  scene.leaveMany(1, 25, 1000);
  scene.follows();
  assertEquals(scene.releaseAll(), ["gathered: 25 left"]);
  assertEquals(scene.tick(1100), []);
});

Deno.test("Announcer goes on counting in a window after what was held is told", () => {
  const scene = new Scene();
  scene.leaveMany(1, 20, 1000);
  scene.follows();
  assertEquals(scene.release().length, 20);
  scene.leaveMany(21, 23, 1050);
  scene.follows();
  assertEquals(scene.release(), []);
  assertEquals(scene.tick(1100), ["gathered: 3 left"]);
});

Deno.test("Announcer counts anew in the next window", () => {
  const scene = new Scene();
  scene.leaveMany(1, 20, 1000);
  scene.tick(1100);
  scene.leaveMany(21, 40, 1100);
  scene.follows();
  assertEquals(scene.tick(1200)[19], "gathered: p40 left");
});

Deno.test("Announcer tells by name the only one that is left of a crowd, but not to itself", () => {
  const scene = new Scene();
  scene.arriveMany(1, 20, 1000);
  scene.release();
  scene.arrive(21, 1050);
  assertEquals(scene.follows(), ["wake 1100", "join 21"]);
  assertEquals(scene.tick(1100), ["part 21", "gathered: 1 arrived, p21 joined", "join 21"]);
});

Deno.test("Announcer.forget() still tells the arrival, and gives the leaver nothing to hear", () => {
  const scene = new Scene();
  scene.arrive(1, 1000);
  scene.announcer.forget(clientId(1));
  scene.leave(1, 1000);
  scene.follows();
  assertEquals(scene.tick(1100), ["gathered: p1 joined", "gathered: p1 left"]);
});

Deno.test("Announcer.forget() leaves a leaver out of the words to the newcomers of a crowd", () => {
  const scene = new Scene();
  scene.arriveMany(1, 21, 1000);
  scene.announcer.forget(clientId(2));
  scene.follows();
  const told = scene.tick(1100);
  assertEquals(told.filter((effect) => effect.endsWith(" 2")), []);
  assertEquals(told.filter((effect) => effect.startsWith("to 2:")), []);
  assertEquals(told[20], "gathered: 21 arrived");
});
