/**
 * A broadcaster with two clients for tests of the loop, and a chat with a bug in it.
 *
 * @module
 */

import { Chat } from "../../lib/core/chat.ts";
import type { ChatSettings } from "../../lib/core/chat_settings.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import type { Log } from "../../lib/log/log.ts";
import { Broadcaster, type BroadcasterParts } from "../../lib/loop/broadcaster.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { asks, connected, newChat, SETTINGS, START } from "./happenings.ts";
import { OutboundScene } from "./outbound_scene.ts";

/** A chat with a bug in it: whatever `isBug` takes for one throws. */
export class BuggyChat extends Chat {
  readonly #isBug: (event: ChatEvent) => boolean;

  /** `isBug` tells the events at which it throws. */
  constructor(isBug: (event: ChatEvent) => boolean, settings: ChatSettings = SETTINGS) {
    super(settings);
    this.#isBug = isBug;
  }

  /** See `Chat`. */
  override apply(event: ChatEvent, at: number, time: number): readonly Effect[] {
    if (this.#isBug(event)) throw new RangeError("a bug");
    return super.apply(event, at, time);
  }
}

/** A broadcaster to ann and bob, clients 1 and 2, and what it logged, wished and tapped. */
export class LoopScene extends OutboundScene {
  /** What it logged as errors: the first line of each. */
  readonly errors: string[] = [];
  /** The instants at which it wished a tick. */
  readonly wakes: number[] = [];
  /** What the tap was offered. */
  readonly tapped: string[] = [];
  /** Client 1. */
  readonly ann = this.attach(1);
  /** Client 2, whose reading is watched. */
  readonly bob = this.attach(2, { stallTimeout: 50 });
  /** The broadcaster; it is not running. */
  readonly broadcaster: Broadcaster;
  /** The time on both clocks. */
  now = START;

  /** With these parts in place of its own. */
  constructor(parts: Partial<BroadcasterParts> = {}) {
    super();
    this.broadcaster = new Broadcaster({
      chat: newChat(),
      fanout: this.fanout,
      log: this.#log(),
      events: new Intake({ now: () => this.now, time: () => this.now }),
      wake: (at) => this.wakes.push(at),
      taps: [({ message, detail }) => this.tapped.push(`${message.kind} ${detail}`)],
      ...parts,
    });
  }

  /** Posts events and resolves when they are applied. */
  async post(...events: ChatEvent[]): Promise<void> {
    await Promise.all(events.map((event) => this.broadcaster.post(event)));
  }

  /** Everything that both hear from here on, once they are in. */
  async enterBoth(): Promise<void> {
    await this.post(connected(1, { nick: "ann" }), connected(2, { nick: "bob" }));
    await this.post(asks(1, "ping"));
    await this.flush();
  }

  /** Lets everybody read all there is. */
  async flush(): Promise<void> {
    this.turn();
    await this.ann.sink.takeAll();
    await this.bob.sink.takeAll();
  }

  #log(): Log {
    const ignore = () => {};
    const error: Log["error"] = (event, fields) => {
      this.errors.push(`${event} on ${fields?.on}: ${fields?.stack}`.split("\n")[0] ?? "");
    };
    return { debug: ignore, info: ignore, warn: ignore, error, flush: ignore, lost: 0 };
  }
}
