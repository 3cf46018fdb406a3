/**
 * A daemon in memory whose connections are cut at any byte, in either direction: it keeps what was said, tells
 * those who come back what they missed, and may go on reading a connection that its client has given up.
 *
 * @module
 */

/** An event of a room, as it is sent. */
type Told = Record<string, unknown> & { readonly seq: number; readonly time: string };

interface Hello {
  readonly nick: string;
  readonly rooms?: readonly string[];
  readonly resume?: Readonly<Record<string, { readonly seq: number; readonly epoch: string }>>;
}

/** What a daemon does as other versions did not. */
export interface DaemonTraits {
  /** Whether it gives tokens back. */
  readonly hasTokens: boolean;
  /** Whether it tells what was missed. */
  readonly isResuming: boolean;
}

/** The daemon. */
export class CuttingDaemon {
  readonly traits: DaemonTraits;
  readonly #rooms = new Map<string, Told[]>();
  readonly #wires = new Set<Wire>();
  #time = 0;

  constructor(traits: DaemonTraits) {
    this.traits = traits;
  }

  /** What was said in all rooms, in order. */
  get said(): readonly string[] {
    return [...this.#rooms.values()].flat()
      .filter(({ type }) => type === "message" || type === "action").map(({ text }) =>
        String(text)
      );
  }

  /** Lets a client in; what it is told is in the wire. */
  connect(hello: Hello): Wire {
    const taken = [...this.#wires].some(({ name }) => name === hello.nick);
    const wire = new Wire(this, taken ? `guest-${this.#time}` : hello.nick, hello.rooms ?? []);
    const rooms = ["lobby", ...wire.rooms];
    const news = rooms.map((room) => this.#enter(wire, room, hello));
    // First what was missed in all rooms, then the arrivals.
    wire.tell(...news.flatMap(({ missed }) => missed));
    this.#wires.add(wire);
    for (const room of rooms) this.publish(room, { type: "joined", name: wire.name });
    return wire;
  }

  /** Tells a room an event; its own copy for the wire that gave a token. */
  publish(
    room: string,
    event: object,
    own?: { readonly wire: Wire; readonly token: unknown },
  ): void {
    const events = this.#eventsOf(room);
    const time = new Date(1_800_000_000_000 + this.#time++).toISOString();
    const told: Told = { ...event, room, seq: events.length + 1, time };
    events.push(told);
    for (const wire of this.#wires) {
      if (room !== "lobby" && !wire.rooms.includes(room)) continue;
      const hasToken = own?.wire === wire && own.token !== undefined && this.traits.hasTokens;
      wire.tell(hasToken ? { ...told, token: own.token } : told);
    }
  }

  /** A client has left: the others are told. */
  leave(wire: Wire): void {
    if (!this.#wires.delete(wire)) return;
    for (const room of ["lobby", ...wire.rooms]) {
      this.publish(room, { type: "left", by: "daemon", code: "lost", name: wire.name });
    }
  }

  /** A client takes another name. */
  rename(wire: Wire, name: string): void {
    const from = wire.name;
    wire.name = name;
    for (const room of ["lobby", ...wire.rooms]) {
      this.publish(room, { type: "renamed", from, to: name });
    }
  }

  #enter(wire: Wire, room: string, { resume }: Hello): { readonly missed: readonly object[] } {
    const events = this.#eventsOf(room);
    const said = events.filter(({ type }) => type === "message" || type === "action").length;
    const entry = { room, seq: events.length, said, epoch: "e", time: "2027-01-15T00:00:00Z" };
    const commands = [{ name: "join", params: [{ field: "room", shape: "room" }] }];
    wire.tell(
      room === "lobby"
        ? { type: "welcome", you: wire.name, id: 1, members: [wire.name], commands, ...entry }
        : { type: "entered", members: [wire.name], ...entry },
    );
    const place = resume?.[room];
    if (place === undefined || !this.traits.isResuming) return { missed: [] };
    return { missed: events.filter(({ seq }) => seq > place.seq) };
  }

  #eventsOf(room: string): Told[] {
    const events = this.#rooms.get(room) ?? [];
    this.#rooms.set(room, events);
    return events;
  }
}

/** One connection, as bytes in both directions; all text is ASCII. */
export class Wire {
  readonly #daemon: CuttingDaemon;
  name: string;
  readonly rooms: readonly string[];
  /** What the daemon has sent and the client has not read. */
  toClient = "";
  /** What the client has sent and the daemon has not read. */
  toDaemon = "";

  constructor(daemon: CuttingDaemon, name: string, rooms: readonly string[]) {
    this.#daemon = daemon;
    this.name = name;
    this.rooms = rooms;
  }

  /** The daemon sends objects. */
  tell(...objects: readonly object[]): void {
    this.toClient += objects.map((object) => `${JSON.stringify(object)}\n`).join("");
  }

  /** The daemon reads so many bytes, and acts on each whole line. */
  read(bytes: number): void {
    this.#pending += this.toDaemon.slice(0, bytes);
    this.toDaemon = this.toDaemon.slice(bytes);
    const lines = this.#pending.split("\n");
    this.#pending = lines.pop() ?? "";
    for (const line of lines) this.#act(JSON.parse(line));
  }

  #pending = "";

  #act({ type, room = "lobby", text, token, nick }: Record<string, string>): void {
    const own = { wire: this, token };
    if (type === "ping") this.tell({ type: "pong", token });
    else if (type === "nick") this.#daemon.rename(this, String(nick));
    else if (text === "refused") {
      const given = this.#daemon.traits.hasTokens ? { token } : {};
      this.tell({ type: "notice", code: "muted", why: "refused", text: "you are muted", ...given });
    } else if (type === "say") {
      this.#daemon.publish(room, { type: "message", from: this.name, text }, own);
    } else if (type === "me") {
      this.#daemon.publish(room, { type: "action", from: this.name, text }, own);
    }
  }
}
