import { assertEquals } from "@std/assert";
import type { Clock } from "../../../lib/client/clock.ts";
import { Conversation } from "../../../lib/client/connection/conversation.ts";
import { DEFAULT_KEEPALIVE } from "../../../lib/client/connection/keepalive.ts";
import { openLink } from "../../../lib/client/connection/link.ts";
import { type FakePeer, FakeServer } from "../../support/fake_server.ts";

/** Two clocks that go when they are told to. */
class HandClock implements Clock {
  #steady = 5000;
  #wall = 1_790_000_000_000;
  steady = () => this.#steady;
  wall = () => this.#wall;

  pass(seconds: number): void {
    this.#steady += seconds * 1000;
    this.#wall += seconds * 1000;
  }

  set(seconds: number): void {
    this.#wall += seconds * 1000;
  }
}

interface Stage {
  readonly clock: HandClock;
  readonly conversation: Conversation;
  readonly peer: FakePeer;
  /** Settles when a message has come. */
  readonly heard: PromiseWithResolvers<void>;
}

/** A conversation that was welcomed, and whose link is looked at by hand. */
async function converse(play: (stage: Stage) => Promise<void>): Promise<void> {
  await using server = new FakeServer();
  using link = await openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 });
  const clock = new HandClock();
  const conversation = new Conversation(link, {
    welcomeMillis: 5000,
    farewellMillis: 600_000,
    keepalive: DEFAULT_KEEPALIVE,
    clock,
  });
  const heard = Promise.withResolvers<void>();
  const listening = conversation.listen((line) => {
    if (line.kind === "event" && line.event.kind === "message") heard.resolve();
    return Promise.resolve();
  });
  const peer = await server.accept();
  await peer.welcome();
  await conversation.welcomed;
  await play({ clock, conversation, peer, heard });
  conversation.stop();
  await listening;
}

/** Looks once a second for so long. */
function live({ clock, conversation }: Stage, seconds: number): void {
  for (let second = 0; second < seconds; second++) {
    clock.pass(1);
    conversation.check();
  }
}

const PING = { type: "ping", token: "hubbub-keepalive" };

for (const hours of [-2, 2]) {
  Deno.test(`a clock that is set by ${hours} hours keeps no ping back`, async () => {
    await converse(async (stage) => {
      live(stage, 4);
      stage.clock.set(hours * 3600);
      live(stage, 1);
      assertEquals(await stage.peer.hearObject(), PING);
      await stage.peer.message("bob", "hi");
      await stage.heard.promise;
      live(stage, 60);
      assertEquals(await stage.peer.hearObject(), PING);
    });
  });

  Deno.test(`a clock that is set by ${hours} hours ends no farewell, and keeps none`, async () => {
    await using server = new FakeServer();
    using link = await openLink(server.address, { nick: "ann" }, { deadlineMillis: 5000 });
    const clock = new HandClock();
    const conversation = new Conversation(link, {
      welcomeMillis: 5000,
      farewellMillis: 600_000,
      clock,
    });
    const listening = conversation.listen(() => Promise.resolve());
    const peer = await server.accept();
    await peer.welcome();
    await conversation.welcomed;
    await conversation.finish();
    clock.set(hours * 3600);
    conversation.check();
    clock.pass(599);
    conversation.check();
    assertEquals(await Promise.race([listening, Promise.resolve("goes on")]), "goes on");
    clock.pass(1);
    conversation.check();
    assertEquals((await listening).wasLost, true);
  });
}
