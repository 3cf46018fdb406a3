/**
 * Time in the daemon as a whole: a clock that is set, a process that stands still.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { PlainDoor } from "../lib/doors/plain_door.ts";
import type { Server } from "../lib/server/server.ts";
import { textCodec } from "../lib/wire/text/codec.ts";
import { startDaemon } from "./support/binaries.ts";
import { FakePacer } from "./support/fake_pacer.ts";
import { configOf, heardBefore, heardByNow } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";
import { PipeRoom } from "./support/pipe_room.ts";
import { startTestServer } from "./support/server_stage.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

/** A daemon in this process whose clocks a test moves. */
class Scene implements AsyncDisposable {
  /** How far each clock is ahead of the real one. */
  readonly ahead: { wall: number; steady: number };
  readonly server: Server;
  readonly #clients: LineClient[] = [];

  private constructor(ahead: { wall: number; steady: number }, server: Server) {
    this.ahead = ahead;
    this.server = server;
  }

  static async open(...options: string[]): Promise<Scene> {
    const ahead = { wall: 0, steady: 0 };
    const server = await startTestServer(configOf(options), {
      wall: () => Date.now() + ahead.wall,
      steady: () => performance.now() + ahead.steady,
    });
    return new Scene(ahead, server);
  }

  async enter(name: string): Promise<LineClient> {
    const client = await enter(this.server.addresses[0] ?? "", name);
    this.#clients.push(client);
    return client;
  }

  /** Lets time pass as it does for a process that runs. */
  async live(millis: number): Promise<void> {
    for (let passed = 0; passed < millis; passed += 200) {
      this.ahead.steady += 200;
      this.ahead.wall += 200;
      await this.server.tick();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client[Symbol.dispose]();
    await this.server.stop();
  }
}

async function enter(address: string, name: string): Promise<LineClient> {
  const client = await LineClient.connect(address);
  await client.send(`/nick ${name}`);
  await heardBefore(client, `You are ${name}`);
  await client.line();
  return client;
}

for (
  const [what, jump] of [
    ["ten minutes back", -600_000],
    ["a day back", -86_400_000],
    ["a day forward", 86_400_000],
    ["ten years forward", 315_360_000_000],
  ] as const
) {
  Deno.test(`the clock is set ${what}: neither speakers nor the silent nor newcomers are idle`, async () => {
    await using scene = await Scene.open("--idle-timeout", "5m");
    const ann = await scene.enter("ann");
    const bob = await scene.enter("bob");
    await heardBefore(ann, "bob has arrived");
    scene.ahead.wall += jump;
    await ann.send("hello");
    await heardBefore(bob, "ann: hello");
    await heardBefore(ann, "ann: hello");
    const cid = await scene.enter("cid");
    await heardBefore(ann, "cid has arrived");
    await heardBefore(bob, "cid has arrived");
    await scene.live(230_000);
    assertEquals(await heardByNow(ann), []);
    assertEquals(await heardByNow(bob), []);
    // And yet silence is silence: it is cid's alone now.
    await scene.live(60_000);
    const warning = "-- you will be disconnected in 1m unless you send a line";
    assertEquals(await cid.line(), warning);
    assertEquals(await heardByNow(ann), []);
    await scene.live(20_000);
    assertEquals(await cid.rest(), ["-- disconnected: idle for 5m"]);
  });
}

Deno.test("a standstill of the process is silence of nobody", async () => {
  await using scene = await Scene.open("--idle-timeout", "15s");
  const ann = await scene.enter("ann");
  const bob = await scene.enter("bob");
  await heardBefore(ann, "bob has arrived");
  await scene.live(9000);
  for (const standstill of [20_000, 86_400_000]) {
    scene.ahead.steady += standstill;
    scene.ahead.wall += standstill;
    await scene.server.tick();
  }
  assertEquals(await heardByNow(ann), []);
  // Two seconds of each standstill at most, and those before, are silence.
  await scene.live(2000);
  assertEquals(await bob.line(), "-- you will be disconnected in 3s unless you send a line");
  await scene.live(4000);
  assertEquals(await bob.rest(), ["-- disconnected: idle for 15s"]);
});

Deno.test({
  name: "a daemon that was stopped hears what was said to it meanwhile, and dismisses nobody",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const options = ["--listen", "127.0.0.1:0", "--idle-timeout", "2s"];
    await using running = await startDaemon(sourceDaemon(...options));
    using ann = await enter(running.address, "ann");
    using bob = await enter(running.address, "bob");
    using cid = await enter(running.address, "cid");
    const speakers = [ann, bob, cid];
    running.signal("SIGSTOP");
    for (const speaker of speakers) await speaker.send("one\ntwo\nthree\nfour");
    // Nothing tells that a stopped process has been stopped for longer than its timeout.
    await new Promise((resolve) => setTimeout(resolve, 2500));
    running.signal("SIGCONT");
    const heard: string[] = [];
    while (heard.filter((line) => line.endsWith(": four")).length < speakers.length) {
      heard.push(await ann.line() ?? "the end");
    }
    assertEquals(heard.filter((line) => /^\w+: /.test(line)).length, 12);
    assertEquals(heard.filter((line) => line.startsWith("--") || line.includes("left")), []);
  },
});

Deno.test("a name that came during a standstill is the first that the others see", async () => {
  const pacer = new FakePacer();
  const door = new PlainDoor({ people: textCodec, maxLineBytes: 128, pacer });
  await using room = new PipeRoom({ door });
  const { end } = room.connect();
  using _ = end;
  pacer.oversleep(20_000);
  await end.send("/nick ann\n");
  assertEquals(await end.line(), "You are ann");
});
