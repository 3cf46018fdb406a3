/**
 * A client of ill will, or of bad luck: it sends anything in any pieces, may not read at all, and
 * leaves in any way. What it is sent is checked as well.
 *
 * @module
 */

import { isDisconnect, type Peer, writeAll } from "../../lib/net/peer.ts";
import { Census } from "./census.ts";
import { Finding, inTime, type Tally } from "./finding.ts";
import { checkSafe, type Fields, readObject, wordsOf } from "./heard.ts";
import { linesOf } from "./line_source.ts";
import { type Hearing, markOf } from "./order.ts";
import {
  type Departure,
  HIDDEN_ROOM,
  type Opening,
  requestLine,
  type RoomRequest,
} from "./script.ts";

const encoder = new TextEncoder();

/** Makes lines of a flood long, and distinct. */
const PADDING = "z".repeat(90);

/** Who hears what is said to the room. */
export const ROOM = "the room";

/** Numbers that a stranger says in order. */
export interface Series {
  /** How many it has said. */
  counted: number;
  /** How many of them must have been heard, if it is still there or has ended its input. */
  owed: number;
}

/** How somebody is there. */
export interface Entrance {
  /** Tells it from all others of the conversation. */
  readonly id: number;
  readonly opening: Opening;
  /** Whether it does not read. */
  readonly isDeaf: boolean;
}

/** One stranger, from its connection to its end. */
export class Stranger {
  readonly #peer: Peer;
  readonly #entrance: Entrance;
  readonly #tally: Tally;
  #reading: Promise<void> | undefined;
  #isJson = false;
  #isGone = false;
  /** Whether all that it sent is what a client of good will sends. */
  #isHonest: boolean;
  /** The numbers that it says, by who is to hear them: the room, or one client. */
  readonly #series = new Map<string, Series>();
  /** Where a program is, if all that it sent is well meant. */
  readonly #rooms = new Set(["lobby"]);
  /** Whether it has ever been where nobody else listens: a person may speak there again. */
  #wasHidden = false;
  readonly #heard: string[] = [];

  /** Takes ownership of the peer. */
  constructor(peer: Peer, entrance: Entrance, tally: Tally) {
    this.#peer = peer;
    this.#entrance = entrance;
    this.#tally = tally;
    this.#isHonest = ["line", "json", "page"].includes(entrance.opening);
    if (!entrance.isDeaf) this.listen();
  }

  get #isPage(): boolean {
    return this.#entrance.opening === "page" || this.#entrance.opening === "nasty-page";
  }

  /** The number that stands in what it says. */
  get id(): number {
    return this.#entrance.id;
  }

  /** The numbers that it has said to the room, or to a client alone. */
  seriesFor(hearer: string): Readonly<Series> {
    return this.#series.get(hearer) ?? { counted: 0, owed: 0 };
  }

  /** What it has heard of lines that are said only once. */
  get hearing(): Hearing {
    return { name: String(this.id), lines: this.#heard };
  }

  /** Sends the first line, if its opening has one. */
  async open(): Promise<void> {
    const { opening, id } = this.#entrance;
    if (opening === "line") await this.#send(`/nick s${id}\n`);
    if (opening !== "json" && opening !== "page") return;
    this.#isJson = true;
    await this.#send(`{"hello":1,"nick":"s${id}"}\n`);
  }

  /** Sends bytes as they are, piece by piece. */
  async sendPieces(parts: readonly Uint8Array[]): Promise<void> {
    this.#isHonest = false;
    this.#tally.badInputs++;
    // After a frame that is against the protocol, the daemon reads no more of a page until what it has
    // to send is read; without a reader that is the stall timeout, for which no conversation waits.
    if (this.#isPage) this.listen();
    for (const part of parts) await this.#write(part);
  }

  /** Says the next number. What else it has sent may swallow or spoil it, but never say it twice. */
  async count({ isLong = false, end = "\n", room = "lobby" } = {}): Promise<void> {
    const isSure = this.#isJson ? this.#rooms.has(room) : !this.#wasHidden;
    if (!isSure) await this.request("join", room);
    await this.#next(ROOM, end, (number) => {
      const text = `count ${this.id} ${number}${isLong ? PADDING : ""}`;
      return this.#isJson ? JSON.stringify({ type: "say", text, room }) : text;
    });
  }

  /** Says the next number for a client to that client alone. */
  async whisper(to: string): Promise<void> {
    await this.#next(to, "\n", (number) => {
      const text = `whisper ${this.id} ${number}`;
      return this.#isJson ? JSON.stringify({ type: "private", to, text }) : `/msg ${to} ${text}`;
    });
  }

  /** Asks for something of a room. */
  async request(request: RoomRequest, room: string): Promise<void> {
    this.#tally.lines++;
    await this.#send(`${this.#isHonest ? "" : "\n"}${requestLine(request, room, this.#isJson)}\n`);
    if (request === "join") {
      this.#rooms.add(room);
      this.#wasHidden ||= room === HIDDEN_ROOM;
    }
    // The last room cannot be left.
    if (request === "part" && this.#rooms.size > 1) this.#rooms.delete(room);
  }

  /** Reads from now on, also what waits. */
  listen(): void {
    this.#reading ??= this.#listen();
    // Whoever ends the conversation is told.
    this.#reading.catch(() => {});
  }

  /** Leaves. */
  async leave(how: Departure): Promise<void> {
    if (how === "end") {
      this.listen();
      // What has no line end is a line all the same.
      if (this.#isHonest) await this.count({ end: "" });
      await this.#peer.closeWrite();
      await inTime(`the end of the connection of ${this.id}`, this.#reading ?? Promise.resolve());
    } else {
      this.#isGone = true;
    }
    this.#peer.close();
    if (!this.#isGone) return;
    // What was on its way when it closed may or may not have come.
    for (const series of this.#series.values()) series.owed = 0;
    await this.#reading;
  }

  async #next(hearer: string, end: string, lineOf: (number: number) => string): Promise<void> {
    let series = this.#series.get(hearer);
    if (series === undefined) this.#series.set(hearer, series = { counted: 0, owed: 0 });
    const line = lineOf(++series.counted);
    this.#tally.lines++;
    await this.#send(`${this.#isHonest ? "" : "\n"}${line}${end}`);
    if (this.#isHonest && !this.#isGone) series.owed = series.counted;
  }

  #send(text: string): Promise<void> {
    return this.#write(encoder.encode(text));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    if (this.#isGone) return;
    try {
      await inTime(`${this.id} sends`, writeAll(this.#peer, bytes));
    } catch (error) {
      if (!isDisconnect(error)) throw error;
      if (this.#isHonest && !this.#entrance.isDeaf) {
        throw new Finding(`${this.id} was disconnected`);
      }
      this.#isGone = true;
    }
  }

  async #listen(): Promise<void> {
    const census = new Census();
    let isProgram = false;
    let you: unknown;
    for await (const line of linesOf(this.#peer)) {
      checkSafe(line);
      isProgram ||= line.startsWith('{"type":"welcome"');
      if (!isProgram) {
        this.#note(line);
        continue;
      }
      const event = readObject(line);
      census.take(event);
      you = nameAfter(event, you);
      if (event.type === "private" && census.members !== undefined) checkIsFor(you, event);
      const words = wordsOf(event);
      if (words.kind === "said") this.#note(words.text);
      if (event.type === "skipped") this.#tally.skipped += Number(event.count);
    }
  }
  #note(line: string): void {
    const mark = markOf(line);
    if (mark !== undefined) this.#heard.push(mark);
  }
}

/** One's own name after an event. */
function nameAfter(event: Fields, you: unknown): unknown {
  if (event.type === "welcome") return event.you;
  return event.type === "renamed" && event.from === you ? event.to : you;
}

function checkIsFor(you: unknown, { from, to, text }: Fields): void {
  if (from === you || to === you) return;
  throw new Finding(`${you} hears what is not for it: ${JSON.stringify(text)}`);
}
