/**
 * Chats that are given the same agreed events agree, whatever else happens on each of them: private commands,
 * ticks, answers, stores, settings; and also if one of them begins in the middle with the state of another.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { ChatEvent } from "../../lib/core/event.ts";
import { agreedOrigin } from "../../lib/core/state/marks.ts";
import type { ClientId } from "../../lib/core/units.ts";
import type { Detail } from "../../lib/core/dialect.ts";
import {
  asks,
  blank,
  connected,
  disconnected,
  overlong,
  PROGRAM_DIALECT,
} from "../support/happenings.ts";
import { originOf, strangerAt } from "../support/origins.ts";
import { Cluster, type Node } from "../support/shared_run.ts";

const NODES = 3;
const ROOMS = ["lobby", "dev", "DEV", "ops", "zoo", "art"];
const NAMES = ["ann", "bob", "cay", "dan", "eve", "oda", "guest-1", "guest-3"];
const ADDRESSES = ["192.0.2.1", "192.0.2.2", "198.51.100.7", "2001:db8::5"];

const node = fc.nat({ max: NODES - 1 });
const who = fc.nat({ max: 11 });
const name = fc.constantFrom(...NAMES);
const room = fc.constantFrom(...ROOMS);

const line = (command: string, input: fc.Arbitrary<string>) =>
  fc.record({ kind: fc.constant("ask" as const), who, command: fc.constant(command), input });

const words = (...texts: string[]) => fc.constantFrom(...texts);
const target = fc.oneof(name, fc.constantFrom(...ADDRESSES, "192.0.2.0/24"));
const until = words("", " for 1s", " for 10m");

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("enter" as const),
      node,
      nick: fc.option(name, { nil: undefined }),
      detail: fc.constantFrom<Detail>("gathered", "every", "summed"),
      rooms: fc.array(room, { maxLength: 3 }),
      origin: fc.constantFrom("local", "operator", ...ADDRESSES),
      resumes: fc.boolean(),
      history: fc.constantFrom(undefined, 5, 50),
    }),
  },
  { weight: 6, arbitrary: line("say", words("hello", "bye", "")) },
  { weight: 4, arbitrary: line("join", fc.oneof(room, words("dev", "dev", "dev pass"))) },
  { weight: 2, arbitrary: line("part", fc.oneof(room, fc.constant(""))) },
  {
    weight: 2,
    arbitrary: line("msg", fc.tuple(name, words(" psst", " hi")).map(([a, b]) => a + b)),
  },
  line("msg", words("#dev hello", "#ops hello")),
  line("reply", words("yes")),
  line("nick", name),
  line("me", words("waves")),
  line("topic", words("", "-", "parsers")),
  line("away", words("", "lunch")),
  line("ignore", name),
  line("unignore", name),
  line("whois", name),
  line("history", words("", "5 before 3")),
  line("search", words("hello", "more")),
  line("lang", words("zh")),
  line("bans", words("", "dev")),
  line("who", fc.oneof(room, fc.constant(""))),
  line("rooms", words("")),
  line("invite", name),
  { weight: 2, arbitrary: line("kick", name) },
  { weight: 2, arbitrary: line("ban", fc.tuple(target, until).map(([a, b]) => a + b)) },
  line("unban", target),
  { weight: 2, arbitrary: line("mute", fc.tuple(name, until).map(([a, b]) => a + b)) },
  line("unmute", name),
  { weight: 4, arbitrary: line("op", fc.tuple(name, words("", " owner")).map(([a, b]) => a + b)) },
  line("deop", name),
  line("voice", name),
  {
    weight: 2,
    arbitrary: line(
      "room",
      words(
        ...["", "private", "public", "password x", "password -", "moderated on", "moderated off"],
        ...["topic-lock on", "keep on", "keep off", "nonsense"],
      ),
    ),
  },
  line("lockdown", words("on", "off", "off")),
  line("shutdown", words("10m upgrade", "3s", "off")),
  line("announce", words("tea")),
  line("quit", words("", "tired")),
  line("nosuch", words("x")),
  fc.record({ kind: fc.constant("hello" as const), who, room, resumes: fc.boolean() }),
  fc.record({
    kind: fc.constant("odd" as const),
    who,
    odd: words("blank", "overlong", "malformed"),
  }),
  fc.record({ kind: fc.constant("strikes" as const), who }),
  fc.record({ kind: fc.constant("leave" as const), who }),
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("read" as const), node, count: fc.nat({ max: 6 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("tick" as const),
      node,
      later: words("0", "150", "17000", "25000"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wait" as const),
      millis: fc.constantFrom(10, 900, 1500, 61_000, 700_000),
    }),
  },
  fc.record({
    kind: fc.constant("own" as const),
    node,
    what: words("waiting", "back", "alarm", "settings", "reserved"),
  }),
  fc.record({ kind: fc.constant("forget" as const), node, name }),
  fc.record({ kind: fc.constant("lost" as const), node }),
  fc.record({ kind: fc.constant("dies" as const), node, from: node }),
  fc.record({ kind: fc.constant("stops" as const), node }),
  fc.record({ kind: fc.constant("late" as const), node }),
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The same mark for all addresses of a network, as all nodes make it. */
function markOf(network: string): string {
  return `#${network.replaceAll(/[^0-9a-f]/g, "").padEnd(16, "0")}`;
}

class Run {
  readonly cluster = new Cluster(NODES);
  /** Clients, with the node that serves them. */
  readonly #clients: { readonly id: ClientId; readonly node: number }[] = [];

  constructor(steps: readonly Step[]) {
    for (const each of steps) this.#take(each);
    this.cluster.check();
  }

  #node(index: number): Node {
    const found = this.cluster.nodes[index];
    assert(found !== undefined);
    return found;
  }

  /** A client and its node; undefined if there is none. */
  #pick(index: number) {
    return this.#clients[index % Math.max(1, this.#clients.length)];
  }

  #post(who: number, eventOf: (id: number) => ChatEvent): void {
    const client = this.#pick(who);
    if (client !== undefined) this.cluster.post(eventOf(client.id), this.#node(client.node));
  }

  #take(step: Step): void {
    switch (step.kind) {
      case "enter":
        return this.#enter(step);
      case "ask":
        return this.#post(step.who, (id) => asks(id, step.command, step.input));
      case "hello":
        return this.#post(step.who, (id) => ({
          ...blank(id),
          command: {
            kind: "hello",
            dialect: { ...PROGRAM_DIALECT, arrivals: id % 2 ? "every" : "gathered" },
            wanted: { rooms: [step.room], hasLobby: id % 3 > 0, resume: resumeOf(step.resumes) },
          },
        } as ChatEvent));
      case "odd":
        return this.#post(step.who, (id) => oddLine(id, step.odd));
      case "strikes":
        for (let n = 0; n < 4; n++) this.#post(step.who, overlong);
        return;
      case "leave":
        return this.#post(step.who, (id) => disconnected(id));
      case "read":
        return this.#node(step.node).read(step.count);
      case "tick":
        return this.#node(step.node).local({ kind: "tick" }, Number(step.later));
      case "wait":
        this.cluster.time += step.millis;
        return;
      case "own":
        return this.#node(step.node).local(ownEvent(step.what));
      case "forget":
        // What an administrator puts in is of no node; any epoch will do.
        return this.cluster.append(
          { kind: "forget", names: [step.name] },
          this.#node(step.node).epoch,
        );
      case "lost":
        return this.#end(step.node, "node-lost");
      case "dies":
        this.#end(step.node, step.from % 2 ? "node-lost" : "shutdown");
        return this.#restart(step.node, step.from);
      case "stops":
        return this.#node(step.node).local({ kind: "shutdown" });
      case "late":
        // Too late for the rooms that were kept for its people.
        this.#end(step.node, "node-lost");
        this.cluster.time += 61_000;
        return this.#node(step.node).read();
      default:
        step satisfies never;
    }
  }

  #enter({ node, nick, detail, rooms, origin, resumes, history }: Step & { kind: "enter" }): void {
    const id = this.cluster.nextId();
    this.#clients.push({ id, node });
    const real = origin === "local"
      ? originOf()
      : origin === "operator"
      ? originOf({ isOperator: true, transport: "admin" })
      : strangerAt(origin);
    this.cluster.origins.set(id, real);
    const mark = real.network === undefined ? undefined : markOf(real.network);
    const event = connected(id, {
      detail,
      isProgram: detail !== "gathered",
      ...(nick !== undefined && { nick }),
      ...(history !== undefined && { history }),
      wanted: { rooms, hasLobby: rooms.length !== 1, resume: resumeOf(resumes) },
    });
    this.cluster.append(
      { ...event, origin: agreedOrigin(real, mark) } as ChatEvent,
      this.#node(node).epoch,
    );
  }

  #end(node: number, code: "node-lost" | "shutdown"): void {
    const clients = this.#clients.filter((each) => each.node === node).map(({ id }) => id);
    const reason = { by: "daemon", code } as const;
    this.cluster.append({ kind: "gone", clients, reason }, this.#node(node).epoch);
  }

  /** The process begins anew: its clients are no more. */
  #restart(node: number, from: number): void {
    for (const [index, each] of [...this.#clients.entries()].reverse()) {
      if (each.node === node) this.#clients.splice(index, 1);
    }
    this.cluster.check();
    this.cluster.restart(node, this.#node((node + 1 + from % 2) % NODES));
  }
}

function resumeOf(resumes: boolean) {
  return resumes ? ["lobby", "dev"].map((room) => ({ room, seq: 1, epoch: "e1" })) : undefined;
}

function oddLine(id: number, odd: string): ChatEvent {
  if (odd === "blank") return blank(id);
  if (odd === "overlong") return overlong(id);
  return {
    ...blank(id),
    command: { kind: "malformed", notice: { code: "not-utf8" } },
  } as ChatEvent;
}

function ownEvent(what: string): ChatEvent {
  switch (what) {
    case "waiting":
      return { kind: "tell-own", notice: { code: "cluster-waiting" } };
    case "back":
      return { kind: "tell-own", notice: { code: "cluster-back" } };
    case "alarm":
      return { kind: "alarm", notice: { code: "store-works", waiting: 1, dropped: 0 } };
    case "settings":
      return {
        kind: "settings",
        settings: { maxRooms: 1, remember: 1, idleTimeout: 5, history: 3 },
      };
    default:
      return {
        kind: "reserved",
        places: [{ room: "lobby" as never, epoch: "e1", upTo: 99_999 }],
      };
  }
}

/** What has happened in all runs, to see that the steps are such that everything does. */
class Tally {
  readonly #counts = new Map<string, number>();

  take({ cluster }: Run): void {
    for (const node of cluster.nodes) {
      for (const told of [...node.told.values()].flat()) {
        const { kind, reason, setting } = JSON.parse(told);
        this.#add([kind, reason?.code, setting].filter(Boolean).join(" "));
      }
      for (const _ of node.words) this.#add("private");
    }
    for (const { event } of cluster.log) {
      if (event.kind === "barred") this.#add("barred");
      if (event.kind === "connected" && event.isBack) this.#add("back");
    }
  }

  #add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** Those that have not happened. */
  missing(...all: string[]): string[] {
    return all.filter((each) => !this.#counts.has(each));
  }
}

/** So many runs of random steps; with a seed always the same. */
function always(settings: fc.Parameters<[Step[]]>, holds: (run: Run) => void): void {
  const steps = fc.array(step, { minLength: 30, maxLength: 200, size: "max" });
  fc.assert(fc.property(steps, (each) => holds(new Run(each))), settings);
}

Deno.test("chats that are given the same agreed events agree, whatever else happens on each", () => {
  always({ numRuns: 200 }, () => {});
});

Deno.test("the random steps are such that everything happens", () => {
  const tally = new Tally();
  always({ numRuns: 150, seed: 16 }, (run) => tally.take(run));
  const reasons = ["kicked", "banned", "idle", "too-long", "node-lost", "shutdown", "quit", "part"];
  const left = reasons.map((code) => `left ${code}`);
  const changes = ["owner", "rank", "voice", "private", "password", "moderated", "keep"];
  const set = changes.map((setting) => `room ${setting}`);
  assertEquals(tally.missing("private", "barred", "back", "renamed", "topic", ...left, ...set), []);
});
