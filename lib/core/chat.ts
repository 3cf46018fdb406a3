/**
 * The chat itself: all that is known, and what follows from each event. Pure and synchronous; the
 * broadcaster owns the only one and carries out what `apply` returns.
 *
 * @module
 */

import { type Client, newClient } from "./client.ts";
import type { Command } from "./command.ts";
import { CommandDesk, type Services } from "./desk.ts";
import type { ChatEvent, Effect } from "./event.ts";
import type { LeaveReason, Unstamped } from "./message.ts";
import { addressNick, guestNick, type Nick, parseNick } from "./names.ts";
import type { NickProblem } from "./notice.ts";
import { Roll } from "./roll.ts";
import { Room } from "./room.ts";
import { type ClientId, LOBBY, type Millis } from "./units.ts";
import { welcomeTo } from "./welcome.ts";

/** What the chat enforces; the defaults are in `config.ts`. */
export interface ChatRules {
  /** Silence after which somebody is disconnected; 0 = never. */
  readonly idleTimeout: Millis;
  /** The longest line, for the notice that refuses a longer one. */
  readonly maxLineBytes: number;
  /** Program and version, told in the welcome. */
  readonly server: string;
  /** What tells this run's counting from that of others, told in the welcome; undefined tells none. */
  readonly epoch?: string | undefined;
}

/** So many overlong lines with no accepted one between end the stay. */
const MAX_STRIKES = 3;

/** The part of the idle timeout that is left when somebody is warned. */
const WARNING_SHARE = 1 / 5;

const SHUTDOWN: LeaveReason = { by: "daemon", code: "shutdown" };

/** The state of the chat. Not to be shared: one owner applies one event after the other. */
export class Chat {
  readonly #rules: ChatRules;
  readonly #clients = new Map<ClientId, Client>();
  readonly #roll = new Roll<ClientId>();
  readonly #lobby = new Room(LOBBY);
  readonly #services: Services;
  #effects: Effect[] = [];
  /** What the wall clock said when the event that is being applied was taken in. */
  #time: Millis = 0;
  #isOver = false;

  /** An empty chat. */
  constructor(rules: ChatRules) {
    this.#rules = rules;
    this.#services = {
      room: this.#lobby,
      emit: (effect) => this.#effects.push(effect),
      publish: (message) => this.#publish(message),
      claim: (nick, client) => this.#roll.claim(nick, client.id),
      release: () => this.#lobby.announcer.releaseAll(this.#effects),
      leave: (client, reason, at) => this.#leave(client, reason, at),
    };
  }

  /** How many people are here. */
  get population(): number {
    return this.#clients.size;
  }

  /**
   * Applies one event and returns what follows, in order. Events of clients who are not, or no
   * longer, here have no effect.
   *
   * `at` is of a clock that never goes back and is all that durations are measured with; `time` is
   * since the epoch and may jump: people and programs are told it, and nothing is decided by it. A
   * caller that has only one clock leaves `time` out.
   *
   * Throws only on a bug. Then what was done before the throw stands, and its effects come first in
   * what the next call returns, so that nobody misses a `seq` or a wish of theirs. Somebody who
   * failed to enter before anybody was told of it has not entered. For an event of a client that is
   * here, the next one to apply is its `disconnected`, after which nothing of it is left.
   */
  apply(event: ChatEvent, at: Millis, time: Millis = at): readonly Effect[] {
    this.#time = time;
    this.#applyOne(event, at);
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  #applyOne(event: ChatEvent, at: Millis): void {
    switch (event.kind) {
      case "connected":
        this.#connect(event, at);
        break;
      case "command": {
        const client = this.#clients.get(event.client);
        if (client !== undefined) this.#command(client, event.command, at);
        break;
      }
      case "disconnected": {
        const client = this.#clients.get(event.client);
        if (client !== undefined) this.#leave(client, event.reason, at);
        break;
      }
      case "tick":
        this.#tick(at);
        break;
      case "shutdown":
        this.#shutdown();
        break;
      default:
        event satisfies never;
    }
  }

  #connect(event: Extract<ChatEvent, { kind: "connected" }>, at: Millis): void {
    const { client: id } = event;
    if (this.#isOver) {
      this.#dismiss(id, SHUTDOWN);
      return;
    }
    const { seq } = this.#lobby;
    const before = this.#effects.length;
    try {
      this.#enter(event, at);
    } catch (bug) {
      if (this.#lobby.seq === seq) this.#forget(id, before);
      throw bug;
    }
  }

  #enter(event: Extract<ChatEvent, { kind: "connected" }>, at: Millis): void {
    const { client: id } = event;
    const { nick, problem } = this.#nameNewcomer(event);
    const client = newClient(event, { nick, room: this.#lobby.name, at });
    this.#clients.set(id, client);
    this.#lobby.members.add(client);
    this.#welcome(client);
    if (problem !== undefined) {
      this.#effects.push({ kind: "send", to: id, message: { kind: "notice", notice: problem } });
    }
    this.#announceArrival(client, at);
  }

  /** Undoes an entry of which nobody has been told, with its effects from this one on. */
  #forget(id: ClientId, firstEffect: number): void {
    const client = this.#clients.get(id);
    if (client !== undefined) this.#lobby.members.delete(client);
    this.#clients.delete(id);
    this.#roll.release(id);
    this.#effects.length = firstEffect;
  }

  /** The name asked for if it can be had, otherwise the default name and why. */
  #nameNewcomer(
    event: Extract<ChatEvent, { kind: "connected" }>,
  ): { nick: Nick; problem?: NickProblem } {
    let problem: NickProblem | undefined;
    if (event.nick !== undefined) {
      const wanted = parseNick(event.nick);
      if (typeof wanted === "string") {
        problem = this.#roll.claim(wanted, event.client);
        if (problem === undefined) return { nick: wanted };
      } else problem = wanted;
    }
    const { address, isNamedByAddress } = event.origin;
    const guest = guestNick(event.client);
    const nick = isNamedByAddress && address !== undefined ? addressNick(address) : guest;
    const isFree = this.#roll.claim(nick, event.client) === undefined;
    if (!isFree) this.#roll.claim(guest, event.client);
    return { nick: isFree ? nick : guest, ...(problem && { problem }) };
  }

  #welcome(client: Client): void {
    const { server, epoch, maxLineBytes: maxLine } = this.#rules;
    const message = welcomeTo(client, this.#lobby, { at: this.#time, server, maxLine, epoch });
    this.#effects.push({ kind: "send", to: client.id, message });
  }

  /** Programs hear of an arrival at once, their own included, so that no `seq` is missing. */
  #announceArrival(client: Client, at: Millis): void {
    const room = this.#lobby;
    const isProgram = client.audience === "programs";
    if (isProgram) this.#effects.push({ kind: "join", client: client.id, room: room.name });
    const message = room.stamp({ kind: "joined", name: client.nick }, this.#time);
    if (message.kind !== "joined") return;
    this.#effects.push({ kind: "publish", room: room.name, message, audience: "programs" });
    room.announcer.hold(message, at, this.#effects, isProgram ? undefined : client.id);
  }

  #command(client: Client, command: Command, at: Millis): void {
    client.activeAt = at;
    client.isWarned = false;
    if (command.kind === "overlong") return this.#strike(client, at);
    client.strikes = 0;
    const desk = new CommandDesk(this.#services, client, at);
    switch (command.kind) {
      case "ask":
        desk.ask(command.name, command.input);
        break;
      case "blank":
        break;
      case "malformed":
        desk.notice(command.notice);
        break;
      case "hello":
        this.#changeAudience(client, command.nick, at);
        break;
      default:
        command satisfies never;
    }
  }

  #strike(client: Client, at: Millis): void {
    client.strikes++;
    const { maxLineBytes: limit } = this.#rules;
    new CommandDesk(this.#services, client, at).notice({ code: "line-too-long", limit });
    if (client.strikes >= MAX_STRIKES) {
      this.#leave(client, { by: "daemon", code: "too-long" }, at);
    }
  }

  #changeAudience(client: Client, nick: string | undefined, at: Millis): void {
    if (client.audience === "programs") return;
    this.#lobby.announcer.releaseAll(this.#effects);
    client.audience = "programs";
    this.#effects.push({ kind: "address", client: client.id, audience: "programs" });
    this.#welcome(client);
    if (nick !== undefined) new CommandDesk(this.#services, client, at).rename(nick);
  }

  #publish(message: Unstamped): void {
    const room = this.#lobby;
    room.announcer.release(this.#effects);
    const stamped = room.stamp(message, this.#time);
    this.#effects.push({ kind: "publish", room: room.name, message: stamped });
  }

  /** The one way out: whatever ends a stay, it is announced here, once. */
  #leave(client: Client, reason: LeaveReason, at: Millis): void {
    const room = this.#lobby;
    this.#remove(client, reason);
    room.announcer.forget(client.id);
    const message = room.stamp({ kind: "left", name: client.nick, reason }, this.#time);
    if (message.kind !== "left") return;
    this.#effects.push({ kind: "publish", room: room.name, message, audience: "programs" });
    room.announcer.hold(message, at, this.#effects);
  }

  #remove(client: Client, reason: LeaveReason): void {
    this.#clients.delete(client.id);
    this.#roll.release(client.id);
    this.#lobby.members.delete(client);
    this.#effects.push({ kind: "part", client: client.id, room: client.room });
    this.#dismiss(client.id, reason);
  }

  #dismiss(client: ClientId, reason: LeaveReason): void {
    this.#effects.push(
      { kind: "send", to: client, message: { kind: "bye", reason } },
      { kind: "drop", client, reason },
    );
  }

  #tick(at: Millis): void {
    this.#lobby.announcer.tick(at, this.#effects);
    const { idleTimeout } = this.#rules;
    if (idleTimeout === 0) return;
    for (const client of this.#clients.values()) {
      const idle = at - client.activeAt;
      if (idle >= idleTimeout) {
        this.#leave(client, { by: "daemon", code: "idle", after: idleTimeout }, at);
      } else if (!client.isWarned && idle >= idleTimeout * (1 - WARNING_SHARE)) {
        this.#warn(client, idleTimeout * WARNING_SHARE);
      }
    }
  }

  #warn(client: Client, left: Millis): void {
    client.isWarned = true;
    const notice = { code: "idle-warning", left } as const;
    this.#effects.push({ kind: "send", to: client.id, message: { kind: "notice", notice } });
  }

  #shutdown(): void {
    this.#isOver = true;
    this.#lobby.announcer.releaseAll(this.#effects);
    for (const client of this.#clients.values()) this.#remove(client, SHUTDOWN);
  }
}
