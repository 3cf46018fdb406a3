/**
 * The people in the client's rooms, and when each last spoke: for the order of completion, and for which
 * departures are shown; and with whom private words were exchanged. Pure; follows the daemon's events.
 *
 * @module
 */

import type { DaemonEvent } from "../../../wire/json/daemon_event.ts";
import type { Saying } from "../../format.ts";
import { LOBBY } from "../../rooms/room_entry.ts";
import { Exchanges, RECENT_MILLIS } from "./exchanges.ts";
import { mentions } from "./mention.ts";

/** The most people of a room in memory; a hostile daemon may tell of more. */
const MAX_PEOPLE = 20_000;
/** The most rooms in memory, for the same reason. */
const MAX_ROOMS = 100;
/** The most people with whom private words were exchanged. */
const MAX_PARTNERS = 20;

/** The most entries of a list of bans in memory. */
const MAX_BANNED = 100;

/** Somebody who wrote in private. */
export interface Writer {
  /** The name now. */
  name: string;
  /** Whether they have left the daemon, after which the name may be somebody else's. */
  hasGone: boolean;
}

/** The people of all rooms. */
export class People {
  readonly #rooms = new Map<string, Circle>();
  readonly #exchanges = new Exchanges();
  #you = "";
  #partners: readonly string[] = [];
  #lastWriter: Writer | undefined;
  #banned: readonly string[] = [];

  /**
   * All names in these rooms except your own, room by room: the last speaker of a room first, then the
   * silent ones by name.
   */
  othersIn(...rooms: readonly string[]): string[] {
    const names = new Set(rooms.flatMap((room) => this.#rooms.get(room)?.names ?? []));
    names.delete(this.#you);
    return [...names];
  }

  /** Those with whom private words were exchanged and who have not left since; the last one first. */
  get partners(): readonly string[] {
    return this.#partners;
  }

  /** The bans of the last list, by name and by address, the latest first. */
  get banned(): readonly string[] {
    return this.#banned;
  }

  /**
   * Who wrote to you last in private, as the daemon's `/reply` takes it: the same object as long as it is the
   * same person, as far as the client knows. Undefined if nobody has.
   */
  get lastWriter(): Readonly<Writer> | undefined {
    return this.#lastWriter;
  }

  /** Takes note of an event that came at some time, in milliseconds by a steady clock. */
  note(event: DaemonEvent, at: number): void {
    switch (event.kind) {
      case "welcome":
        this.#you = event.you;
        this.#circle(event.room)?.meetAll(event.members);
        return;
      case "entered":
        this.#circle(event.room)?.meetAll(event.members);
        return;
      case "message":
      case "action":
        this.#noteWords(event, at);
        return this.#circle(event.room)?.hear(event.from, at);
      case "joined":
        return this.#circle(event.room)?.meet(event.name);
      case "left":
        return this.#leave(event);
      case "renamed":
        return this.#rename(event);
      case "bans":
        this.#banned = event.bans.slice(-MAX_BANNED).reverse()
          .flatMap(({ name = [], network = [] }) => [name, network].flat());
        return;
      case "private":
        if (event.from !== this.#you) this.#noteWriter(event.from);
        return this.#correspond(event.from === this.#you ? event.to : event.from, at);
      default:
    }
  }

  /**
   * Whether you have just spoken with this person: both of you spoke there, one of you named the other, or there
   * were private words. Call it before noting a departure.
   */
  hasSpokenWith(name: string, room: string, at: number): boolean {
    const circle = this.#rooms.get(room);
    const isRecent = (name: string) => at - (circle?.spokeAt(name) ?? -Infinity) <= RECENT_MILLIS;
    return (isRecent(name) && isRecent(this.#you)) || this.#exchanges.has(name, room, at);
  }

  #noteWords({ from, room, text }: Saying, at: number): void {
    if (from === this.#you) this.#exchanges.noteOwn(text, room, at);
    else if (mentions(text, this.#you)) this.#exchanges.note(from, room, at);
  }

  #circle(room: string): Circle | undefined {
    const known = this.#rooms.get(room);
    if (known !== undefined || this.#rooms.size >= MAX_ROOMS) return known;
    const circle = new Circle();
    this.#rooms.set(room, circle);
    return circle;
  }

  #leave({ name, room, reason }: DaemonEvent & { kind: "left" }): void {
    if (name === this.#you) this.#rooms.delete(room);
    else this.#rooms.get(room)?.forget(name);
    // Somebody else may take the name of a person who has left the daemon.
    if (!isOfRoomAlone(room, reason.code)) {
      if (this.#lastWriter?.name === name) this.#lastWriter.hasGone = true;
      this.#partners = this.#partners.filter((partner) => partner !== name);
    }
  }

  #rename({ from, to, room }: DaemonEvent & { kind: "renamed" }): void {
    if (from === this.#you) this.#you = to;
    this.#rooms.get(room)?.rename(from, to);
    this.#exchanges.rename(from, to, room);
    const writer = this.#lastWriter;
    if (writer?.name === from && !writer.hasGone) writer.name = to;
    this.#partners = this.#partners.map((partner) => partner === from ? to : partner);
  }

  #noteWriter(name: string): void {
    const last = this.#lastWriter;
    if (last?.name !== name || last.hasGone) this.#lastWriter = { name, hasGone: false };
  }

  #correspond(name: string, at: number): void {
    if (name === this.#you) return;
    this.#exchanges.note(name, undefined, at);
    const others = this.#partners.filter((partner) => partner !== name);
    this.#partners = [name, ...others].slice(0, MAX_PARTNERS);
  }
}

/** Reasons that put a person out of a room. The lobby is the daemon: out of it means disconnected. */
const PUT_OUT: ReadonlySet<string> = new Set(["kicked", "banned"]);

/** Whether a person who leaves a room for this reason stays in the daemon. */
function isOfRoomAlone(room: string, code: string): boolean {
  return code === "part" || (PUT_OUT.has(code) && room !== LOBBY);
}

/** The people of one room. */
class Circle {
  /** The time when each name last spoke, -Infinity for never; the last speaker is last. */
  readonly #spokeAt = new Map<string, number>();

  /** The last speaker first, then the silent ones by name. */
  get names(): string[] {
    const entries = [...this.#spokeAt];
    const speakers = entries.filter(([, at]) => at > -Infinity).map(([name]) => name).reverse();
    const silent = entries.filter(([, at]) => at === -Infinity).map(([name]) => name);
    return [...speakers, ...silent.sort((a, b) => a.localeCompare(b))];
  }

  spokeAt(name: string): number | undefined {
    return this.#spokeAt.get(name);
  }

  /** Only these are here. A set, and a bound: the list may be as long as a hostile daemon likes. */
  meetAll(names: readonly string[]): void {
    const present = new Set(names.slice(0, MAX_PEOPLE));
    for (const name of this.#spokeAt.keys()) {
      if (!present.has(name)) this.#spokeAt.delete(name);
    }
    for (const name of present) this.meet(name);
  }

  meet(name: string): void {
    if (!this.#spokeAt.has(name)) this.#remember(name, -Infinity);
  }

  hear(name: string, at: number): void {
    this.#spokeAt.delete(name);
    this.#remember(name, at);
  }

  forget(name: string): void {
    this.#spokeAt.delete(name);
  }

  /** The order is that of the last words, which a new name does not change. */
  rename(from: string, to: string): void {
    const entries = [...this.#spokeAt].map(([name, at]) =>
      [name === from ? to : name, at] as const
    );
    this.#spokeAt.clear();
    for (const [name, at] of entries) this.#spokeAt.set(name, at);
  }

  #remember(name: string, at: number): void {
    const [oldest] = this.#spokeAt.keys();
    if (this.#spokeAt.size >= MAX_PEOPLE && oldest !== undefined) this.#spokeAt.delete(oldest);
    this.#spokeAt.set(name, at);
  }
}
