/**
 * One conversation: strangers do what the script says while three healthy clients listen, and in the
 * end those three must have heard the same, once, in the same order.
 *
 * @module
 */

import { Finding, inTime, type Tally } from "./finding.ts";
import { Observer } from "./observer.ts";
import type { Place } from "./place.ts";
import { checkOneOrder } from "./order.ts";
import { type Action, HEALTHY, pieces, ROOMS, type Script } from "./script.ts";
import { ROOM, type Series, Stranger } from "./stranger.ts";

/** Lines of a flood between two looks at the healthy. */
const LINES_AT_ONCE = 25;

const OWN = /^(?:#\S+ )?(\S+): round /;
const COUNT = /^(?:#\S+ )?\S+: count (\d+) (\d+)z*$/;
const WHISPER = /^\*\S+ -> \S+\* whisper (\d+) (\d+)$/;

/** Performs a script at a place; rejects with a finding. The place is still the caller's. */
export async function converse(script: Script, place: Place, tally: Tally): Promise<void> {
  tally.runs++;
  tally.connections += 3;
  const [first, second, third] = HEALTHY;
  await using ann = await Observer.enter(first, await place.connect(), false);
  await using bob = await Observer.enter(second, await place.connect(), false);
  await using robo = await Observer.enter(third, await place.connect(), true);
  const healthy = [ann, bob, robo];
  // One after the other, so that all make the rooms in the same order.
  for (const observer of healthy) {
    await observer.join(...ROOMS.slice(1));
    await observer.catchUp();
  }
  await catchUp(healthy);
  for (const observer of healthy) observer.begin();
  const table = new Table(place, tally, healthy);
  for (const [number, round] of script.rounds.entries()) {
    const speaking = healthy.flatMap((each, index) => [
      each.say(`round ${number} of ${each.name}`, ROOMS[number % ROOMS.length]),
      each.whisper(healthy[(index + 1) % healthy.length]?.name ?? "", `round ${number}`),
    ]);
    await Promise.all([...speaking, ...table.perform(round)]);
    await catchUp(healthy);
  }
  await table.clear();
  await inTime("everybody who left is gone", untilAlone(place, healthy.length));
  for (const room of ROOMS) await robo.askWho(room);
  await catchUp(healthy);
  compare(healthy);
  checkOwnLines(ann.said, healthy, script.rounds.length);
  checkCounts(ann.said, COUNT, table.seriesOf(ROOM));
  for (const each of healthy) {
    checkWhispers(each, healthy, script.rounds.length);
    const forIt = each.heard.filter(({ between }) => between?.[1] === each.name);
    const texts = forIt.map(({ text }) => text);
    checkCounts(texts, WHISPER, table.seriesOf(each.name));
  }
  checkOneOrder([...healthy, ...table.everybody].map(({ hearing }) => hearing));
  if (place.bugs.length > 0) throw new Finding(`a bug was logged: ${place.bugs[0]}`);
  for (const each of healthy) tally.heard += each.heard.length;
}

/** Where strangers sit, one at each place at a time. */
class Table {
  /** All who ever sat here. */
  readonly everybody: Stranger[] = [];
  readonly #place: Place;
  readonly #tally: Tally;
  readonly #healthy: readonly Observer[];
  readonly #seats = new Map<number, Stranger>();
  #lastId = 0;

  constructor(place: Place, tally: Tally, healthy: readonly Observer[]) {
    this.#place = place;
    this.#tally = tally;
    this.#healthy = healthy;
  }

  /** What each stranger has said to the room, or to a client alone, by its id. */
  seriesOf(hearer: string): ReadonlyMap<number, Readonly<Series>> {
    return new Map(this.everybody.map((each) => [each.id, each.seriesFor(hearer)]));
  }

  /** Does at once what each place has to do, and in order what one has. */
  perform(round: readonly Action[]): Promise<void>[] {
    const byPlace = Map.groupBy(round, ({ who }) => who);
    return Array.from(byPlace.values(), async (actions) => {
      for (const action of actions) await this.#act(action);
    });
  }

  /** Everybody goes, in one way or the other. */
  async clear(): Promise<void> {
    const leaving = Array.from(
      this.#seats,
      ([seat, stranger]) => stranger.leave(seat % 2 === 0 ? "end" : "close"),
    );
    this.#seats.clear();
    await Promise.all(leaving);
  }

  async #act(action: Action): Promise<void> {
    if (action.kind === "enter") {
      await this.#leave(action.who, "close");
      await this.#sit(action);
      return;
    }
    if (action.kind === "leave") return await this.#leave(action.who, action.how);
    const { who } = action;
    const stranger = this.#seats.get(who) ??
      await this.#sit({ kind: "enter", who, opening: "nasty", isDeaf: false });
    switch (action.kind) {
      case "count":
        return await stranger.count({ room: action.room });
      case "whisper":
        return await stranger.whisper(action.to);
      case "room":
        return await stranger.request(action.request, action.room);
      case "send":
        return await stranger.sendPieces(pieces(action.bytes, action.cuts));
      case "flood":
        return await this.#flood(stranger, action.lines);
      case "listen":
        return stranger.listen();
      default:
        action satisfies never;
    }
  }

  async #sit({ who, opening, isDeaf }: Extract<Action, { kind: "enter" }>): Promise<Stranger> {
    const id = ++this.#lastId;
    this.#tally.connections++;
    const isPage = opening === "page" || opening === "nasty-page";
    const connecting = isPage ? this.#place.openPage() : this.#place.connect();
    const peer = await inTime("a connection", connecting);
    const stranger = new Stranger(peer, { id, opening, isDeaf }, this.#tally);
    this.everybody.push(stranger);
    this.#seats.set(who, stranger);
    await stranger.open();
    return stranger;
  }

  async #leave(who: number, how: "end" | "close"): Promise<void> {
    const stranger = this.#seats.get(who);
    this.#seats.delete(who);
    await stranger?.leave(how);
  }

  /** As fast as the healthy take it: they shall not be skipped a line. */
  async #flood(stranger: Stranger, lines: number): Promise<void> {
    for (let sent = 0; sent < lines; sent++) {
      await stranger.count({ isLong: true });
      if (sent % LINES_AT_ONCE === LINES_AT_ONCE - 1) await catchUp(this.#healthy);
    }
  }
}

async function catchUp(observers: readonly Observer[]): Promise<void> {
  await Promise.all(observers.map((observer) => observer.catchUp()));
}

/** Departures are told when the daemon has noticed them, which a ping cannot hurry. */
async function untilAlone(place: Place, count: number): Promise<void> {
  while (place.open > count) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The healthy have heard the same: in the room, and of what any two of them have said in private. */
function compare(healthy: readonly Observer[]): void {
  for (const [index, one] of healthy.entries()) {
    for (const two of healthy.slice(index + 1)) compareTwo(one, two);
  }
}

function compareTwo(one: Observer, two: Observer): void {
  const [first, second] = [sharedLines(one, two), sharedLines(two, one)];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    if (first[i] === second[i]) continue;
    const [a, b] = [first[i], second[i]].map((text) => JSON.stringify(text));
    throw new Finding(`line ${i}: ${one.name} heard ${a}, ${two.name} heard ${b}`);
  }
  if (one.came !== two.came || one.went !== two.went) {
    const [a, b] = [one, two].map(({ name, came, went }) =>
      `${name} heard ${came} come and ${went} go`
    );
    throw new Finding(`${a}, ${b}`);
  }
}

/** What one heard that the other must have heard as well. */
function sharedLines({ heard }: Observer, { name }: Observer): string[] {
  return heard.filter(({ between }) => between === undefined || between.includes(name))
    .map(({ text }) => text);
}

/** What a healthy client says to another in private is heard once, by both. */
function checkWhispers(hearer: Observer, healthy: readonly Observer[], rounds: number): void {
  for (const [index, { name: from }] of healthy.entries()) {
    const to = healthy[(index + 1) % healthy.length]?.name ?? "";
    const prefix = `*${from} -> ${to}* round `;
    const heard = hearer.heard.filter(({ text }) => text.startsWith(prefix));
    const isMeant = hearer.name === from || hearer.name === to;
    const expected = Array.from({ length: isMeant ? rounds : 0 }, (_, n) => `${prefix}${n}`);
    if (heard.map(({ text }) => text).join("\n") !== expected.join("\n")) {
      throw new Finding(`${hearer.name} heard of ${from} to ${to}: ${JSON.stringify(heard)}`);
    }
  }
}

/** What the healthy say is heard once. */
function checkOwnLines(
  said: readonly string[],
  healthy: readonly Observer[],
  rounds: number,
): void {
  for (const { name } of healthy) {
    const own = said.filter((line) => OWN.exec(line)?.[1] === name);
    const expected = Array.from({ length: rounds }, (_, n) => ownLine(n, name));
    if (own.join("\n") !== expected.join("\n")) {
      throw new Finding(`${name} said ${expected.length} lines, heard were ${JSON.stringify(own)}`);
    }
  }
}

function ownLine(round: number, name: string): string {
  const room = ROOMS[round % ROOMS.length];
  return `${room === "lobby" ? "" : `#${room} `}${name}: round ${round} of ${name}`;
}

/** What a stranger counts is heard in order, never twice, and in full if nothing spoils it. */
function checkCounts(
  said: readonly string[],
  form: RegExp,
  series: ReadonlyMap<number, Readonly<Series>>,
): void {
  const heard = new Map<number, number>();
  for (const line of said) {
    const [, who, number] = form.exec(line) ?? [];
    if (who === undefined) continue;
    const before = heard.get(Number(who)) ?? 0;
    const { counted, owed } = series.get(Number(who)) ?? { counted: 0, owed: 0 };
    const isNext = Number(number) > before && Number(number) <= counted;
    const isGap = Number(number) > before + 1 && before < owed;
    if (!isNext || isGap) throw new Finding(`after ${before} of ${who} came ${number}`);
    heard.set(Number(who), Number(number));
  }
  for (const [id, { owed }] of series) {
    if ((heard.get(id) ?? 0) < owed) {
      throw new Finding(`${id} said ${owed} numbers, heard were ${heard.get(id) ?? 0}`);
    }
  }
}
