/** @module */

import { assertEquals } from "@std/assert";
import type { Closed, Publish } from "../../lib/core/event.ts";
import { Broadcaster } from "../../lib/loop/broadcaster.ts";
import { Intake } from "../../lib/loop/intake.ts";
import type { Recorder } from "../../lib/loop/recorder.ts";
import { asks, connected, newChat, says, START } from "../support/happenings.ts";
import { OutboundScene } from "../support/outbound_scene.ts";
import { settle } from "../support/scripted_sink.ts";

/** A recorder that notes what it is given. */
class NotingRecorder implements Recorder {
  readonly noted: string[] = [];
  written: (() => Promise<void>) | undefined;
  catchUp: (() => Promise<void> | undefined) | undefined;
  bug: Error | undefined;

  record(effect: Publish | Closed): void {
    if (this.bug !== undefined) throw this.bug;
    this.noted.push(effect.kind === "publish" ? effect.message.kind : effect.kind);
  }

  ask(): void {}
}

/** A loop with a recorder, and ann, who is client 1. */
class Scene extends OutboundScene {
  readonly recorder = new NotingRecorder();
  readonly ann = this.attach(1);
  readonly errors: string[] = [];
  readonly broadcaster: Broadcaster;
  #running: Promise<void> | undefined;

  constructor(isRecording = true) {
    super();
    const ignore = () => {};
    const error = (event: string) => void this.errors.push(event);
    this.broadcaster = new Broadcaster({
      chat: newChat({ isRecording }),
      fanout: this.fanout,
      log: { debug: ignore, info: ignore, warn: ignore, error, flush: ignore, lost: 0 },
      events: new Intake({ now: () => START, time: () => START }),
      wake: ignore,
      recorder: this.recorder,
    });
  }

  /** Starts the loop; the recorder is complete. */
  async start(): Promise<void> {
    this.#running = this.broadcaster.run();
    await this.broadcaster.post(connected(1, { nick: "ann" }));
    await this.read();
  }

  /** Everything that ann was sent. */
  async read(): Promise<string> {
    this.turn();
    await this.ann.sink.takeAll();
    return this.ann.sink.text;
  }

  async end(): Promise<void> {
    this.broadcaster.close();
    await this.#running;
  }
}

Deno.test("Broadcaster has what is said recorded, and the end of a room", async () => {
  const scene = new Scene();
  await scene.start();
  const { post } = scene.broadcaster;
  const posted = [says(1, "hi"), asks(1, "join", "dev"), asks(1, "part", "dev")];
  await Promise.all(posted.map((event) => post.call(scene.broadcaster, event)));
  assertEquals(scene.recorder.noted, ["joined", "message", "joined", "left", "closed"]);
  await scene.end();
});

Deno.test("Broadcaster has nothing recorded where nothing is", async () => {
  const scene = new Scene(false);
  await scene.start();
  await scene.broadcaster.post(says(1, "hi"));
  assertEquals(scene.recorder.noted, []);
  await scene.end();
});

Deno.test("Broadcaster tells nobody before it is written, and then everybody in order", async () => {
  const scene = new Scene();
  let writing = Promise.withResolvers<void>();
  scene.recorder.written = () => writing.promise;
  const entered = scene.start();
  writing.resolve();
  await entered;
  const before = await scene.read();
  writing = Promise.withResolvers<void>();
  const said = [says(1, "one"), says(1, "two")].map((event) => scene.broadcaster.post(event));
  await settle();
  assertEquals(scene.recorder.noted.slice(-2), ["message", "message"]);
  assertEquals(await scene.read(), before);
  writing.resolve();
  await Promise.all(said);
  assertEquals((await scene.read()).slice(before.length), "ann: one\nann: two\n");
  await scene.end();
});

Deno.test("Broadcaster applies 8 batches ahead of the disk, and tells them in order", async () => {
  const scene = new Scene();
  let writing = Promise.withResolvers<void>();
  scene.recorder.written = () => writing.promise;
  const entered = scene.start();
  writing.resolve();
  await entered;
  const before = await scene.read();
  writing = Promise.withResolvers<void>();
  const lines = Array.from({ length: 10 }, (_, n) => `line ${n}`);
  scene.recorder.noted.length = 0;
  const said = [];
  for (const line of lines) {
    said.push(scene.broadcaster.post(says(1, line)));
    await settle();
  }
  assertEquals(scene.recorder.noted.length, 8);
  assertEquals(await scene.read(), before);
  writing.resolve();
  await Promise.all(said);
  await settle();
  const told = lines.map((line) => `ann: ${line}\n`).join("");
  assertEquals((await scene.read()).slice(before.length), told);
  await scene.end();
});

Deno.test("Broadcaster applies nothing more while what was recorded waits for the disk", async () => {
  const scene = new Scene();
  await scene.start();
  const catching = Promise.withResolvers<void>();
  scene.recorder.catchUp = () => catching.promise;
  const first = scene.broadcaster.post(says(1, "one"));
  await settle();
  const second = scene.broadcaster.post(says(1, "two"));
  await settle();
  assertEquals((await scene.read()).endsWith("ann: one\n"), true);
  scene.recorder.catchUp = undefined;
  catching.resolve();
  await Promise.all([first, second]);
  assertEquals((await scene.read()).endsWith("ann: one\nann: two\n"), true);
  await scene.end();
});

Deno.test("Broadcaster goes on when recording throws", async () => {
  const scene = new Scene();
  await scene.start();
  scene.recorder.bug = new RangeError("a bug");
  await scene.broadcaster.post(says(1, "one"));
  assertEquals((await scene.read()).endsWith("ann: one\n"), true);
  assertEquals(scene.errors, ["bug"]);
  await scene.end();
});
