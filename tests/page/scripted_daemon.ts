/**
 * A daemon in the small for the property test of the page: rooms with numbers, a memory of few events,
 * connections that the daemon may believe in after the page has lost them.
 *
 * @module
 */

import type { Wire } from "../../lib/page/model/change.ts";

/** A connection as the daemon sees it. */
export class DaemonConnection {
  /** What the page has sent and the daemon has not read. */
  readonly unread: Wire[] = [];
  /** What the daemon has sent and the page has not read. */
  readonly unheard: Wire[] = [];

  /** The last thing that the daemon has answered to the hello: it is told in full, however slow the page reads. */
  lastOfHello: Wire | undefined;

  constructor(public name: string, readonly rooms: readonly string[]) {}
}

/** A room. */
interface Room {
  epoch: string;
  seq: number;
  /** The last events. */
  kept: Wire[];
}

/** Something that somebody said. */
export interface Said {
  readonly room: string;
  readonly epoch: string;
  readonly seq: number;
  readonly from: string;
  readonly text: string;
}

/** The daemon. */
export class ScriptedDaemon {
  /** Everything that was ever said. */
  readonly said: Said[] = [];
  readonly connections = new Set<DaemonConnection>();
  #rooms = new Map<string, Room>();
  #starts = 0;
  #guests = 0;
  readonly #memory: number;

  /** Remembers so many events of each room. */
  constructor(memory: number) {
    this.#memory = memory;
  }

  /** Reads a hello, and answers it. */
  connect(hello: Wire): DaemonConnection {
    const wanted = typeof hello.nick === "string" ? hello.nick : "";
    const isFree = wanted !== "" && !this.#isTaken(wanted);
    const name = isFree ? wanted : `guest-${++this.#guests}`;
    const others = Array.isArray(hello.rooms) ? hello.rooms : [];
    const connection = new DaemonConnection(name, ["lobby", ...others]);
    const befores = connection.rooms.map((room) => this.#room(room).seq);
    for (const [index, room] of connection.rooms.entries()) {
      connection.unheard.push(this.#entry(connection, room, befores[index] ?? 0, index === 0));
    }
    this.connections.add(connection);
    const resume = hello.resume as Record<string, { seq: number; epoch: string }> | undefined;
    for (const room of connection.rooms) {
      const joined = this.#number(room, { type: "joined", name });
      this.#tell(room, joined, connection);
      this.#replay(connection, room, resume?.[room]);
      if (typeof hello.history === "number") this.#history(connection, { room, limit: 50 });
    }
    connection.lastOfHello = connection.unheard.at(-1);
    return connection;
  }

  /** Reads the next object of a connection; false if there is none. */
  read(connection: DaemonConnection): boolean {
    const object = connection.unread.shift();
    if (object === undefined || !this.connections.has(connection)) return false;
    const room = String(object.room);
    switch (object.type) {
      case "say":
        this.say(connection.name, room, String(object.text), connection, object.token);
        break;
      case "history":
        this.#history(connection, object);
        break;
      case "nick":
        this.#rename(connection, String(object.nick));
        break;
      case "whois":
        connection.unheard.push({ type: "whois", name: connection.name, rooms: [] });
        break;
      case "who":
        connection.unheard.push({
          ...{ type: "members", room, members: this.#names(room).map((name) => ({ name })) },
        });
        break;
      default:
    }
    return true;
  }

  /** Somebody says something. */
  say(from: string, room: string, text: string, by?: DaemonConnection, token?: unknown): void {
    const event = this.#number(room, { type: "message", from, text });
    const { epoch } = this.#room(room);
    this.said.push({ room, epoch, seq: Number(event.seq), from, text });
    this.#tell(room, event, by);
    by?.unheard.push({ ...event, ...token !== undefined && { token } });
  }

  /** The daemon notices that a connection is lost. */
  drop(connection: DaemonConnection): void {
    if (!this.connections.delete(connection)) return;
    for (const room of connection.rooms) {
      const left = { type: "left", name: connection.name, reason: "", by: "member", code: "lost" };
      this.#tell(room, this.#number(room, left));
    }
  }

  /** Somebody else takes the name, if it is free, says something under it, and leaves. */
  pretend(name: string, text: string): void {
    if (this.#isTaken(name)) return;
    this.#tell("lobby", this.#number("lobby", { type: "joined", name }));
    this.say(name, "lobby", text);
    const left = { type: "left", name, reason: "", by: "member", code: "quit" };
    this.#tell("lobby", this.#number("lobby", left));
  }

  /** The page reads slowly: the events of the lobby that it has not read are skipped, but what has its token is not. */
  skip(connection: DaemonConnection): void {
    const isSkipped = ({ type, room, token }: Wire) =>
      type === "message" && room === "lobby" && token === undefined;
    const { unheard, lastOfHello } = connection;
    const begin = lastOfHello === undefined ? 0 : unheard.indexOf(lastOfHello) + 1;
    const live = unheard.splice(begin);
    const first = live.findIndex(isSkipped);
    const count = live.filter(isSkipped).length;
    if (count === 0) unheard.push(...live);
    else {
      unheard.push(...live.slice(0, first), { type: "skipped", room: "lobby", count });
      unheard.push(...live.slice(first).filter((object) => !isSkipped(object)));
    }
  }

  /** Stops and starts again without a store. */
  restart(): void {
    this.connections.clear();
    this.#rooms.clear();
    this.#starts += 1;
  }

  #room(name: string): Room {
    const room = this.#rooms.get(name) ?? { epoch: `${name}-${this.#starts}`, seq: 0, kept: [] };
    this.#rooms.set(name, room);
    return room;
  }

  #number(name: string, event: Wire): Wire {
    const room = this.#room(name);
    room.seq += 1;
    const numbered = { ...event, room: name, seq: room.seq, time: "2026-11-27T11:00:00.000Z" };
    room.kept = [...room.kept, numbered].slice(-this.#memory);
    return numbered;
  }

  #tell(room: string, event: Wire, except?: DaemonConnection): void {
    for (const connection of this.connections) {
      if (connection !== except && connection.rooms.includes(room)) connection.unheard.push(event);
    }
  }

  #entry(connection: DaemonConnection, name: string, seq: number, isFirst: boolean): Wire {
    const { epoch } = this.#room(name);
    const members = [...this.#names(name), connection.name];
    const fields = { room: name, seq, epoch, members, people: members.length };
    return isFirst
      ? { type: "welcome", you: connection.name, ...fields }
      : { type: "entered", ...fields };
  }

  /** What was missed, and the connection's own arrival, which is the last of it. */
  #replay(
    connection: DaemonConnection,
    name: string,
    point: { seq: number; epoch: string } | undefined,
  ): void {
    const { epoch, seq, kept } = this.#room(name);
    const own = kept.at(-1);
    if (own === undefined) return;
    if (point !== undefined && point.epoch !== epoch) {
      connection.unheard.push({ type: "gap", room: name, from: point.seq + 1, to: seq - 1 });
    }
    if (point === undefined || point.epoch !== epoch) {
      connection.unheard.push(own);
      return;
    }
    const first = seq - kept.length + 1;
    if (point.seq + 1 < first) {
      connection.unheard.push({ type: "gap", room: name, from: point.seq + 1, to: first - 1 });
    }
    connection.unheard.push(...kept.filter((event) => Number(event.seq) > point.seq));
  }

  #history(connection: DaemonConnection, { room, limit, before }: Wire): void {
    const said = this.#room(String(room)).kept.filter(({ type, seq }) =>
      type === "message" && (before === undefined || Number(seq) < Number(before))
    );
    const events = said.slice(-Number(limit));
    const more = events.length < said.length;
    connection.unheard.push({ type: "history", room, events, more });
  }

  #rename(connection: DaemonConnection, to: string): void {
    if (this.#isTaken(to)) return;
    const from = connection.name;
    connection.name = to;
    for (const room of connection.rooms) {
      this.#tell(room, this.#number(room, { type: "renamed", from, to }));
    }
  }

  #names(room: string): string[] {
    return [...this.connections].filter(({ rooms }) => rooms.includes(room)).map(({ name }) =>
      name
    );
  }

  #isTaken(name: string): boolean {
    return [...this.connections].some((connection) => connection.name === name);
  }
}
