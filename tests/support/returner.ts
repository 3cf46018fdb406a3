/**
 * The client against a real daemon, in this process: it reconnects when a test says so, and shows in append-only
 * mode what a person would see.
 *
 * @module
 */

import { plainText } from "../../lib/client/format.ts";
import { ClientState } from "../../lib/client/connection/client_state.ts";
import { type Link, openLink } from "../../lib/client/connection/link.ts";
import { Uplink } from "../../lib/client/connection/uplink.ts";
import { Rooms } from "../../lib/client/rooms/rooms.ts";
import { People } from "../../lib/client/terminal/talk/people.ts";
import { Transcript } from "../../lib/client/terminal/talk/transcript.ts";
import { type ClientAddress, parseClientAddress } from "../../lib/net/address.ts";
import type { DaemonLine } from "../../lib/wire/json/daemon_event.ts";
import { ENGLISH } from "../../lib/words/en/phrases.ts";

/** A client called ann that comes back when it is told to. */
export class Returner implements AsyncDisposable {
  /** What a person would see, without times. */
  readonly lines: string[] = [];
  readonly #clientState: ClientState;
  readonly #transcript: Transcript;
  readonly #uplink: Uplink;
  readonly #over: Promise<number>;
  #address: ClientAddress;
  #link: Link | undefined;
  /** Settles with what ends the wait before the next attempt, when that has begun. */
  #waiting = Promise.withResolvers<() => void>();
  #shown = Promise.withResolvers<void>();

  /** Connects at once, and enters these rooms beside the lobby. */
  constructor(address: string, rooms: readonly string[] = [], history = 50) {
    this.#address = parsed(address);
    this.#clientState = new ClientState(
      { name: "ann", isChosen: true },
      new Rooms(rooms, false, history),
    );
    const { rooms: ownRooms } = this.#clientState;
    this.#transcript = new Transcript({
      ...{ phrases: ENGLISH, timestamps: "off", people: new People(), isDrawn: false },
      rooms: ownRooms,
      you: () => this.#clientState.you,
    });
    this.#uplink = this.#makeUplink();
    this.#over = this.#uplink.run();
  }

  /** Waits until what is shown is as wanted. */
  async until(isThere: (lines: readonly string[]) => boolean): Promise<void> {
    while (!isThere(this.lines)) await this.#shown.promise;
  }

  /** The connection is cut. */
  cut(): void {
    this.#waiting = Promise.withResolvers();
    this.#link?.close();
  }

  /** The client comes back, to another address if one is given. */
  async return(address?: string): Promise<void> {
    if (address !== undefined) this.#address = parsed(address);
    (await this.#waiting.promise)();
  }

  /** Types a line, which the daemon is asked for. */
  type(line: string): void {
    const asked = this.#clientState.questions.ask(line, this.#clientState.rooms.present);
    if (asked === undefined) throw new Error(`nothing to ask for in ${line}`);
    this.#uplink.ask(asked);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#uplink.stop();
    await this.#over;
  }

  #makeUplink(): Uplink {
    return new Uplink({
      connect: async (hello) =>
        this.#link = await openLink(this.#address, hello, { deadlineMillis: 5000 }),
      clientState: this.#clientState,
      isReconnecting: true,
      show: (line) => Promise.resolve(this.#show(line)),
      tell: (text) => Promise.resolve(this.#print([text])),
      phrases: ENGLISH,
      later: (_, act) => {
        this.#waiting.resolve(act);
        return () => {};
      },
    });
  }

  #show(line: DaemonLine): void {
    if (line.kind !== "event") return;
    const verdict = this.#clientState.note(line.event);
    const { lines } = this.#transcript.hear(line.event, verdict, new Date());
    this.#print(lines.map(plainText));
    this.#uplink.ask(verdict.asks);
  }

  #print(lines: readonly string[]): void {
    this.lines.push(...lines);
    this.#shown.resolve();
    this.#shown = Promise.withResolvers();
  }
}

function parsed(address: string): ClientAddress {
  const read = parseClientAddress(address);
  if (read === undefined) throw new Error(`${address} is no address`);
  return read;
}
