/**
 * Two nodes, a and b, that apply one log: what people of one node do to those of the other, what stays on one
 * node, and what becomes of the people of a node that was given up for dead.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import type { ChatEvent, Effect, Origin } from "../../lib/core/event.ts";
import { agreedOrigin } from "../../lib/core/state/marks.ts";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import { asks, connected, disconnected, type Entrance, overlong } from "../support/happenings.ts";
import { OPERATOR, originOf, strangerAt } from "../support/origins.ts";
import { Cluster, type Node } from "../support/shared_run.ts";

const LOST = { by: "daemon", code: "node-lost" } as const;

/** Two nodes, and short ways to use them. */
class Pair {
  readonly cluster = new Cluster(2);

  get a(): Node {
    return this.#node(0);
  }

  get b(): Node {
    return this.#node(1);
  }

  #node(index: number): Node {
    const node = this.cluster.nodes[index];
    assert(node !== undefined);
    return node;
  }

  /** Somebody enters at a node; all nodes apply it. */
  enter(node: Node, nick: string, origin: Origin = originOf(), entrance: Entrance = {}): number {
    const id = this.cluster.nextId();
    this.cluster.origins.set(id, origin);
    const mark = origin.network && `#${origin.network.replaceAll(".", "").padEnd(16, "0")}`;
    const event = connected(id, { nick, detail: "every", ...entrance });
    this.log(node, { ...event, origin: agreedOrigin(origin, mark) } as ChatEvent);
    return id;
  }

  /** An event goes to the log, or is applied on this node alone, as it should be. */
  post(node: Node, ...events: ChatEvent[]): void {
    for (const event of events) this.cluster.post(event, node);
    this.cluster.check();
  }

  log(node: Node, event: ChatEvent): void {
    this.cluster.append(event, node.epoch);
    this.cluster.check();
  }

  /** Nobody is told anything of before. */
  forget(): void {
    for (const node of this.cluster.nodes) node.effects = [];
  }
}

function notices({ effects }: Node, to: number) {
  return effects.flatMap((effect) =>
    effect.kind === "send" && effect.to === to && effect.message.kind === "notice"
      ? [effect.message.notice]
      : []
  );
}

function nickOf(node: Node, id: number): string | undefined {
  return node.chat.agreed().ledger.names.find(([client]) => client === id)?.[1].nick;
}

function lastOf<K extends Effect["kind"]>({ effects }: Node, kind: K) {
  return effects.findLast((effect) => effect.kind === kind) as Extract<Effect, { kind: K }>;
}

Deno.test("a private word reaches a client of another node, and its writer, once and in order", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.forget();
  pair.post(pair.a, asks(ann, "private", { to: "bob", text: "psst", token: "t1" }));
  assertEquals(pair.a.words, [`${ann} psst`]);
  assertEquals(pair.b.words, [`${bob} psst`]);
  const [own, other] = [pair.a, pair.b].map((node) => lastOf(node, "send").message);
  assertEquals(own, { ...other, token: "t1" } as unknown as typeof own);
  pair.post(pair.b, asks(bob, "reply", "yes"));
  assertEquals(pair.a.words.at(-1), `${ann} yes`);
});

Deno.test("a private word is not told to one that ignores the writer, who does not find out", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.post(pair.b, asks(bob, "ignore", "ann"), asks(bob, "away", "lunch"));
  pair.post(pair.a, asks(ann, "msg", "bob psst"));
  assertEquals([pair.a.words, pair.b.words], [[`${ann} psst`], []]);
  assertEquals(notices(pair.a, ann).at(-1)?.code, "is-away");
});

Deno.test("a private word for somebody whose node does not answer is refused, with the token", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann");
  pair.enter(pair.b, "bob");
  pair.b.own.clear();
  pair.forget();
  pair.post(pair.a, asks(ann, "private", { to: "bob", text: "psst", token: "t1" }));
  assertEquals(pair.a.words, []);
  const notice = { code: "no-such-name", why: "unreachable", name: "bob" };
  const { message } = lastOf(pair.a, "send");
  assertEquals(message, { kind: "notice", notice, token: "t1" } as unknown as typeof message);
});

Deno.test("a private word and a reply for somebody who has just left say who is not here", () => {
  for (const isReply of [false, true]) {
    const pair = new Pair();
    const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
    if (isReply) pair.post(pair.b, asks(bob, "msg", "ann psst"));
    // The node of bob knows it, that of ann does not yet.
    pair.b.chat.apply(disconnected(bob), 0);
    pair.a.local(isReply ? asks(ann, "reply", "yes?") : asks(ann, "msg", "bob psst"));
    const name = "bob";
    assertEquals(notices(pair.a, ann).at(-1), {
      code: "no-such-name",
      why: isReply ? "gone" : "unknown",
      name,
    });
  }
});

Deno.test("operators are told the address of a client of another node by that node alone", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.a, "oda", OPERATOR);
  const ann = pair.enter(pair.a, "ann");
  pair.enter(pair.b, "bob", strangerAt("192.0.2.7"), { program: "x/1" });
  assertEquals(JSON.stringify(pair.cluster.log).includes("192.0.2.7"), false);
  pair.post(pair.a, asks(oda, "whois", "bob"));
  const told = lastOf(pair.a, "describe").message;
  assertEquals(told.connection?.address, "192.0.2.7:40000");
  pair.post(pair.a, asks(ann, "whois", "bob"));
  assertEquals(lastOf(pair.a, "describe").message.connection, undefined);
});

Deno.test("a person is banned by the mark of its network, on all nodes alike", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.a, "oda", OPERATOR);
  const bob = pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
  const cat = pair.enter(pair.a, "cat", strangerAt("192.0.2.7"));
  pair.forget();
  pair.post(pair.a, asks(oda, "ban", "bob spam"));
  assertEquals(pair.b.toldTo(bob), ["bye", "drop"]);
  assertEquals(pair.a.toldTo(cat), ["bye", "drop"]);
  const act = lastOf(pair.a, "audit");
  assertEquals([act.on, act.network], ["bob", undefined]);
  const dan = pair.enter(pair.b, "dan", strangerAt("192.0.2.7"));
  assertEquals([nickOf(pair.a, dan), nickOf(pair.b, dan)], [undefined, undefined]);
  assertEquals(pair.b.toldTo(dan), ["banned", "bye", "drop"]);
  pair.post(pair.a, asks(oda, "bans"));
  const listed = lastOf(pair.a, "send").message;
  assertEquals(JSON.stringify(listed).includes("#"), false);
});

Deno.test("the gate knows who is banned by a mark", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.a, "oda", OPERATOR);
  pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
  pair.post(pair.a, asks(oda, "ban", "bob"));
  const comer = { ip: "192.0.2.7", isLoopback: false, isOperator: false };
  const bar = (mark: string) => pair.b.chat.barOf({ ...comer, mark }, pair.cluster.time, 0)?.code;
  assertEquals([bar("#1920270000000000"), bar("#0000000000000000")], ["banned", undefined]);
});

Deno.test("who is in a banned network is put out when its own node has found so", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.a, "oda", OPERATOR);
  const bob = pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
  const cat = pair.enter(pair.a, "cat", strangerAt("198.51.100.7"));
  pair.forget();
  pair.post(pair.a, asks(oda, "ban", "192.0.2.0/24 spam"));
  assertEquals(pair.cluster.log.at(-1)?.event.kind, "barred");
  assertEquals(pair.b.toldTo(bob), ["bye", "drop"]);
  assertEquals(nickOf(pair.a, cat), "cat");
  const dan = pair.enter(pair.b, "dan", strangerAt("192.0.2.9"));
  assertEquals(nickOf(pair.a, dan), undefined, "one that came before the gate knew of the ban");
});

Deno.test("a ban of a network is also against those who come back after it", () => {
  for (const place of [LOBBY, "dev"]) {
    const pair = new Pair();
    const oda = pair.enter(pair.a, "oda", OPERATOR);
    const bob = pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
    pair.post(pair.b, asks(bob, "join", "dev"));
    pair.cluster.append({ kind: "gone", clients: [clientId(bob)], reason: LOST }, pair.b.epoch);
    pair.post(pair.a, asks(oda, "ban", { room: place, name: "192.0.2.0/24" }));
    const seat = pair.a.chat.agreed().desk.seats.find(({ client }) => client === bob);
    assertEquals(seat?.rooms, place === LOBBY ? undefined : [LOBBY], place);
  }
});

Deno.test("a moderator's ban of a network puts people out of the room", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann");
  const bob = pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
  pair.post(pair.a, asks(ann, "join", "dev"));
  pair.post(pair.b, asks(bob, "join", "dev"));
  pair.post(pair.a, asks(ann, "ban", { room: "dev", name: "192.0.2.7" }));
  const roomsOfBob = () =>
    pair.a.chat.agreed().desk.seats.find(({ client }) => client === bob)?.rooms;
  assertEquals(roomsOfBob(), [LOBBY]);
  pair.post(pair.b, asks(bob, "join", "dev"));
  assertEquals(roomsOfBob(), [LOBBY]);
});

Deno.test("the silent are proposed to leave, once, and not while the line is down", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann");
  pair.enter(pair.b, "bob");
  pair.a.local({ kind: "tell-own", notice: { code: "cluster-waiting" } });
  pair.a.local({ kind: "tick" }, 21_000);
  pair.a.local({ kind: "tell-own", notice: { code: "cluster-back" } });
  pair.a.local({ kind: "tick" }, 1000);
  assertEquals(pair.cluster.log.length, 2, "nobody was proposed to leave");
  pair.a.local({ kind: "tick" }, 20_000);
  pair.a.local({ kind: "tick" }, 1000);
  assertEquals(pair.cluster.log.slice(2).map(({ event }) => event), [
    disconnectedFor(ann, { by: "daemon", code: "idle", after: 20_000 }),
  ]);
  pair.cluster.check();
  assertEquals(nickOf(pair.b, ann), undefined);
});

function disconnectedFor(
  id: number,
  reason: (ChatEvent & { kind: "disconnected" })["reason"],
): ChatEvent {
  return { kind: "disconnected", client: clientId(id), reason };
}

Deno.test("three strikes are proposed", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.b, "ann");
  pair.post(pair.b, overlong(ann), overlong(ann), overlong(ann), overlong(ann));
  assertEquals(pair.cluster.log.slice(1).map(({ event }) => event), [
    disconnectedFor(ann, { by: "daemon", code: "too-long" }),
  ]);
});

Deno.test("an event of one node alone gives a room without an owner to nobody, and its heir has the right", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.post(pair.a, asks(ann, "join", "dev"));
  pair.post(pair.b, asks(bob, "join", "dev"));
  pair.log(pair.a, disconnected(ann));
  pair.forget();
  pair.post(pair.b, asks(bob, "bans", { room: "dev" }));
  assertEquals(pair.b.toldTo(bob), ["bans"]);
});

Deno.test("only the clients of the node are told of its line", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.forget();
  pair.a.local({ kind: "tell-own", notice: { code: "cluster-waiting" } });
  assertEquals([pair.a.toldTo(ann), pair.a.toldTo(bob)], [["cluster-waiting"], []]);
});

Deno.test("a node that stops says so to its own clients, and changes nothing that is agreed", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.forget();
  pair.a.local({ kind: "shutdown" });
  assertEquals([pair.a.toldTo(ann), pair.a.toldTo(bob)], [["bye", "drop"], []]);
  pair.cluster.check();
  const cat = pair.enter(pair.a, "cat");
  assertEquals(pair.a.toldTo(cat).slice(-2), ["bye", "drop"]);
});

Deno.test("the clients of a node that stops are told that it does, and not that they or others left", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  const cat = pair.enter(pair.a, "cat");
  const reason = { by: "daemon", code: "shutdown" } as const;
  pair.forget();
  pair.cluster.append({ kind: "gone", clients: [ann, cat].map(clientId), reason }, pair.a.epoch);
  pair.a.read();
  pair.b.read();
  pair.a.local({ kind: "shutdown" });
  assertEquals([pair.a.toldTo(ann), pair.a.toldTo(cat)], [["bye", "drop"], ["bye", "drop"]]);
  const kinds = pair.a.effects.map(({ kind }) => kind);
  assert(kinds.lastIndexOf("part") < kinds.indexOf("publish"), "they have left the rooms before");
  assertEquals(pair.b.toldTo(bob), []);
  assertEquals(nickOf(pair.b, ann), undefined);
});

Deno.test("the people of a node that was given up for dead stay connected, and are back in their rooms", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.post(pair.a, asks(ann, "join", "dev"), asks(ann, "room", { room: "dev", text: "private" }));
  const before = pair.b.chat.agreed().ledger.rooms.find(({ room }) => room === "dev");
  pair.forget();
  pair.cluster.append({ kind: "gone", clients: [clientId(ann)], reason: LOST }, pair.a.epoch);
  pair.b.read();
  assertEquals(nickOf(pair.b, ann), undefined);
  pair.post(pair.b, asks(bob, "join", "dev"), asks(bob, "say", "hello"));
  assertEquals(pair.b.toldTo(bob), ["room-private"], "the room is still closed to others");
  assertEquals(pair.a.toldTo(ann), []);
  assertEquals(nickOf(pair.b, ann), "ann");
  const after = pair.b.chat.agreed().ledger.rooms.find(({ room }) => room === "dev");
  assertEquals([after?.epoch, after?.seq], [before?.epoch, (before?.seq ?? 0) + 2]);
  assertEquals(after?.access.isPrivate, true);
  const published = pair.a.effects.flatMap((each) =>
    each.kind === "publish" && each.detail !== "gathered" && each.room === LOBBY
      ? [each.message.kind]
      : []
  );
  assertEquals(published, ["left", "message", "joined"]);
  pair.post(pair.a, asks(ann, "part", { room: "dev" }));
});

Deno.test("a lockdown does not keep out those who come back", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.a, "oda", OPERATOR);
  const bob = pair.enter(pair.b, "bob", strangerAt("192.0.2.7"));
  pair.forget();
  pair.post(pair.a, asks(oda, "lockdown", "on"));
  pair.log(pair.b, { kind: "gone", clients: [clientId(bob)], reason: LOST });
  assertEquals([nickOf(pair.a, bob), nickOf(pair.b, bob)], ["bob", "bob"]);
  assertEquals(pair.b.toldTo(bob), []);
  const cat = pair.enter(pair.b, "cat", strangerAt("192.0.2.8"));
  assertEquals(nickOf(pair.a, cat), undefined);
});

Deno.test("those who are not back yet are told what everybody is told", () => {
  const pair = new Pair();
  const [oda, odd] = [pair.enter(pair.a, "oda", OPERATOR), pair.enter(pair.b, "odd", OPERATOR)];
  const bob = pair.enter(pair.b, "bob");
  pair.forget();
  const clients = [clientId(odd), clientId(bob)];
  pair.cluster.append({ kind: "gone", clients, reason: LOST }, pair.b.epoch);
  pair.cluster.post(asks(oda, "announce", "tea"), pair.a);
  pair.cluster.post(asks(oda, "shutdown", "1h"), pair.a);
  pair.cluster.post(asks(oda, "shutdown", "off"), pair.a);
  pair.cluster.post(asks(oda, "lockdown", "on"), pair.a);
  pair.cluster.check();
  assertEquals(pair.b.toldTo(bob).slice(0, 3), ["announcement", "shutdown", "shutdown"]);
  const all = ["announcement", "shutdown", "shutdown", "lockdown"];
  assertEquals(pair.b.toldTo(odd).slice(0, 4), all);
});

Deno.test("one whose name was taken meanwhile is back under another, and told so", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann");
  pair.cluster.append({ kind: "gone", clients: [clientId(ann)], reason: LOST }, pair.a.epoch);
  pair.forget();
  pair.enter(pair.b, "ann");
  assertEquals(nickOf(pair.b, ann), `guest-${ann}`);
  assertEquals(pair.a.toldTo(ann), ["name-taken", "welcome"]);
});

Deno.test("what a person ignores and who wrote to it last is there when it is back", () => {
  const pair = new Pair();
  const [ann, bob] = [pair.enter(pair.a, "ann"), pair.enter(pair.b, "bob")];
  pair.post(pair.b, asks(bob, "msg", "ann hi"));
  pair.post(pair.a, asks(ann, "ignore", "bob"));
  pair.log(pair.a, { kind: "gone", clients: [clientId(ann)], reason: LOST });
  pair.post(pair.b, asks(bob, "msg", "ann again"));
  pair.post(pair.a, asks(ann, "reply", "yes"));
  assertEquals(pair.a.words, [`${ann} hi`, `${ann} yes`]);
});

Deno.test("one whose room has vanished meanwhile is disconnected, so that nothing is said elsewhere", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann");
  pair.enter(pair.b, "bob");
  pair.post(pair.a, asks(ann, "join", "dev"));
  pair.forget();
  pair.cluster.append({ kind: "gone", clients: [clientId(ann)], reason: LOST }, pair.a.epoch);
  pair.cluster.time += 61_000;
  pair.log(pair.b, disconnected(99));
  assertEquals(pair.a.toldTo(ann), ["bye", "drop"]);
  assertEquals(nickOf(pair.b, ann), undefined);
});

Deno.test("a snapshot has nothing that only one node knows", () => {
  const pair = new Pair();
  const ann = pair.enter(pair.a, "ann", strangerAt("192.0.2.7"));
  const bob = pair.enter(pair.a, "bob");
  pair.post(pair.a, asks(ann, "msg", "bob psst"), asks(bob, "ignore", "ann"));
  const text = JSON.stringify(pair.a.chat.agreed());
  assertEquals(["192.0.2.7", "psst", "isForeign"].filter((each) => text.includes(each)), []);
  assertEquals(pair.a.chat.agreed().desk.ignoring, []);
});

Deno.test("one whose network was banned meanwhile does not come back", () => {
  const pair = new Pair();
  const oda = pair.enter(pair.b, "oda", OPERATOR);
  const ann = pair.enter(pair.a, "ann", strangerAt("192.0.2.7"));
  pair.enter(pair.b, "cat", strangerAt("192.0.2.7"));
  pair.forget();
  pair.cluster.append({ kind: "gone", clients: [clientId(ann)], reason: LOST }, pair.a.epoch);
  pair.post(pair.b, asks(oda, "ban", "cat"));
  assertEquals(pair.a.toldTo(ann), ["bye", "drop"]);
  assertEquals(nickOf(pair.b, ann), undefined);
});
