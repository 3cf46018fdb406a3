/** @module */
import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { clientId, LOBBY } from "../../lib/core/units.ts";
import type { Message } from "../../lib/core/message.ts";
import type { Nick } from "../../lib/core/reading/names.ts";
import { jsonCodec, jsonCodecs } from "../../lib/wire/json/codec.ts";
import { OutboundScene } from "../support/outbound_scene.ts";
import { hasSettled } from "../support/scripted_sink.ts";
import { PROGRAM_DIALECT } from "../support/happenings.ts";

Deno.test("FanOut makes one batch of all that is published in a turn", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say("a: one");
  scene.say("a: two");
  scene.say("a: three");
  assertEquals(scene.pacer.waiting, 1);
  scene.pacer.turn();
  assertEquals(sink.writes.length, 1);
  assertEquals(sink.pending, "a: one\na: two\na: three\n");
  assertEquals(scene.pacer.waiting, 0);
});

Deno.test("FanOut asks for no turn when nobody hears what is published", () => {
  const scene = new OutboundScene();
  scene.attach(1);
  scene.say("a: one");
  assertEquals(scene.pacer.waiting, 0);
  assertEquals(scene.pacer.timers, 0);
});

Deno.test("FanOut begins the next batch when all writes of the last are done, and not before", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one");
  scene.pacer.turn();
  scene.say("a: two");
  scene.say("a: three");
  assertEquals(scene.pacer.waiting, 0);
  await ann.sink.take();
  assertEquals(scene.pacer.waiting, 0);
  await bob.sink.take();
  assertEquals(scene.pacer.waiting, 1);
  assertEquals(scene.pacer.timers, 0);
  scene.pacer.turn();
  assertEquals(ann.sink.pending, "a: two\na: three\n");
  assertStrictEquals(bob.sink.writes[1], ann.sink.writes[1]);
});

Deno.test("FanOut takes a write that took a part for done, and a failed one as well", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one");
  scene.pacer.turn();
  scene.say("a: two");
  await ann.sink.take(1);
  assertEquals(scene.pacer.waiting, 0);
  await bob.sink.fail(new Error("broken pipe"));
  assertEquals(scene.pacer.waiting, 1);
});

Deno.test("FanOut waits 25 ms for the last batch and no longer", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.say("a: one");
  scene.pacer.turn();
  await ann.sink.take();
  scene.pacer.advance(500);
  scene.say("a: two");
  scene.pacer.advance(24);
  assertEquals(scene.pacer.waiting, 0);
  scene.pacer.advance(1);
  assertEquals(scene.pacer.waiting, 1);
  scene.pacer.turn();
  assertEquals(ann.sink.pending, "a: two\n");
  assertEquals(bob.sink.pending, "a: one\n");
  assertEquals(bob.outbox.waiting, 7);
});

Deno.test("FanOut leaves whoever is late out of the wait, also when the late write is done", async () => {
  const scene = new OutboundScene();
  const [ann, bob, cat] = [scene.enter(1), scene.enter(2), scene.enter(3)];
  scene.say("a: one");
  scene.pacer.turn();
  await ann.sink.take();
  await cat.sink.take();
  scene.say("a: two");
  scene.pacer.advance(25);
  scene.pacer.turn();
  scene.say("a: three");
  await bob.sink.take();
  assertEquals(bob.sink.pending, "a: two\n");
  await ann.sink.take();
  assertEquals(scene.pacer.waiting, 0);
  await cat.sink.take();
  assertEquals(scene.pacer.waiting, 1);
  scene.pacer.turn();
  assertEquals(ann.sink.pending, "a: three\n");
  await bob.sink.takeAll();
  assertEquals(bob.sink.text, "a: one\na: two\na: three\n");
});

Deno.test("FanOut speaks to each client in its dialect, and to those with one detail alone if asked", () => {
  const scene = new OutboundScene();
  const ann = scene.enter(1);
  const robo = scene.enter(2, { detail: "every" });
  const joined = { kind: "joined", seq: 4, time: 0, room: LOBBY, name: "bob" as Nick } as const;
  const publish = { kind: "publish", room: LOBBY, message: joined } as const;
  scene.fanout.carryOut({ ...publish, detail: "every" });
  scene.say("a: hi");
  scene.fanout.carryOut({ ...publish, detail: "gathered" });
  scene.pacer.turn();
  assertEquals(ann.sink.pending, "a: hi\nbob has arrived\n");
  const time = "1970-01-01T00:00:00.000Z";
  assertEquals(
    robo.sink.pending,
    `{"type":"joined","seq":4,"time":"${time}","room":"lobby","name":"bob"}\n` +
      `{"type":"message","seq":1,"time":"${time}","room":"lobby","from":"a","text":"hi"}\n`,
  );
});

Deno.test("FanOut changes a client's dialect in the middle of a turn, and it hears on", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  const silent = scene.attach(2);
  scene.say("a: one");
  scene.speak(1, PROGRAM_DIALECT);
  scene.speak(2, PROGRAM_DIALECT);
  scene.speak(9, PROGRAM_DIALECT);
  scene.tell(1, "word");
  scene.say("a: two");
  scene.turn();
  assertEquals(
    sink.pending,
    "a: one\n" + '{"type":"pong","token":"word"}\n' +
      '{"type":"message","seq":1,"time":"1970-01-01T00:00:00.000Z","room":"lobby","from":"a","text":"two"}\n',
  );
  assertEquals(silent.sink.writes, []);
});

Deno.test("FanOut keeps rooms apart", () => {
  const scene = new OutboundScene();
  const ann = scene.enter(1);
  const bob = scene.attach(2);
  const elsewhere = "elsewhere" as typeof LOBBY;
  scene.fanout.carryOut({ kind: "join", client: clientId(2), room: elsewhere });
  scene.say("a: in the lobby");
  scene.turn();
  assertEquals(ann.sink.pending, "a: in the lobby\n");
  assertEquals(bob.sink.pending, undefined);
});

Deno.test("FanOut does nothing for clients that it does not serve, or no longer", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.drop(1);
  for (const id of [1, 7]) {
    scene.tell(id, "word");
    scene.join(id);
    scene.part(id);
    scene.drop(id);
  }
  scene.say("a: one");
  scene.turn();
  assertEquals(sink.writes, []);
});

Deno.test("FanOut.checkStalled() finds those who are on their way out as well", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1, { stallTimeout: 50 }), scene.enter(2)];
  scene.say("a: one");
  scene.drop(1);
  scene.turn();
  scene.pacer.advance(49);
  scene.fanout.checkStalled();
  assertEquals(await hasSettled(ann.outbox.drained), false);
  scene.pacer.advance(1);
  scene.fanout.checkStalled();
  assertEquals(await hasSettled(ann.outbox.drained), true);
  assertEquals(await hasSettled(bob.outbox.over), false);
});

Deno.test("FanOut speaks to each in their language, and encodes once for each language", () => {
  const scene = new OutboundScene();
  const [ann, bob, cay] = [scene.enter(1), scene.enter(2), scene.enter(3)];
  for (const id of [1, 2]) {
    const client = clientId(id);
    scene.fanout.carryOut({ kind: "speak", client, dialect: { kind: "text", language: "zh" } });
  }
  scene.pacer.turn();
  const [from, to] = ["a" as Nick, "b" as Nick];
  const message = { kind: "renamed", seq: 1, time: 0, room: LOBBY, from, to } as const;
  scene.fanout.carryOut({ kind: "publish", room: LOBBY, message });
  scene.pacer.turn();
  assertEquals(ann.sink.pending, "a 改名为 b\n");
  assertStrictEquals(ann.sink.writes[0], bob.sink.writes[0]);
  assertEquals(cay.sink.pending, "a is now known as b\n");
});

Deno.test("FanOut tells what came before a change of language in the language before", () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  scene.say("a: one");
  scene.tell(1, "word");
  const client = clientId(1);
  scene.fanout.carryOut({ kind: "speak", client, dialect: { kind: "text", language: "zh" } });
  scene.fanout.carryOut({
    kind: "send",
    to: client,
    message: { kind: "notice", notice: { code: "bad-json" } },
  });
  scene.pacer.turn();
  assertEquals(sink.pending, "a: one\n-- pong word\n-- 这不是一个 JSON 对象\n");
});

Deno.test("FanOut encodes once what is alike for programs, and shares its bytes", () => {
  const scene = new OutboundScene();
  const { en, zh } = jsonCodecs;
  const codecs = [en.every, en.gathered, zh.every, zh.gathered];
  const receivers = codecs.map((codec, index) => scene.enter(index + 1, { codec }));
  const { encode } = jsonCodec;
  using _mended = { [Symbol.dispose]: () => Object.assign(jsonCodec, { encode }) };
  let encoded = 0;
  Object.assign(jsonCodec, { encode: (message: Message) => (encoded++, encode(message)) });
  scene.say("a: one", "a: two");
  scene.turn();
  assertEquals(encoded, 2);
  const [first, ...others] = receivers.map(({ sink }) => sink.writes[0]);
  for (const other of others) assertStrictEquals(other, first);
});

Deno.test("FanOut tells programs a reason of the daemon's in their language, and crowds if they ask", () => {
  const scene = new OutboundScene();
  const { en, zh } = jsonCodecs;
  const receivers = [en.every, en.gathered, zh.gathered].map((codec, index) =>
    scene.enter(index + 1, { codec })
  );
  const reason = { by: "daemon", code: "shutdown" } as const;
  const left = { kind: "left", seq: 1, time: 0, room: LOBBY, name: "ann" as Nick, reason } as const;
  const crowd = { kind: "crowd", room: LOBBY, verb: "left", count: 30 } as const;
  const told = [{ message: left }, { message: crowd, detail: "summed" as const }];
  for (const each of told) scene.fanout.carryOut({ kind: "publish", room: LOBBY, ...each });
  scene.turn();
  const lines = receivers.map(({ sink }) => (sink.pending ?? "").trimEnd().split("\n"));
  assertEquals(
    lines.map((each) => each.map((line) => JSON.parse(line).reason ?? JSON.parse(line).count)),
    [["the server is shutting down"], ["the server is shutting down", 30], ["服务器正在关闭", 30]],
  );
});

Deno.test("FanOut: a bug in one dialect is none in the others", () => {
  const scene = new OutboundScene();
  const ann = scene.enter(1);
  const bot = scene.enter(2, { detail: "every" });
  const { encode } = jsonCodec;
  using _mended = { [Symbol.dispose]: () => Object.assign(jsonCodec, { encode }) };
  Object.assign(jsonCodec, {
    encode: () => {
      throw new RangeError("a bug in JSON");
    },
  });
  assertThrows(() => scene.say("a: one"), RangeError, "a bug in JSON");
  scene.turn();
  assertEquals([ann.sink.pending, bot.sink.pending], ["a: one\n", undefined]);
});

Deno.test("FanOut disconnects a client that cannot be served, and serves the others, now and later", async () => {
  const scene = new OutboundScene();
  const [ann, bob] = [scene.enter(1), scene.enter(2)];
  scene.turn();
  ann.outbox.offer = () => {
    throw new RangeError("a bug with ann");
  };
  scene.say("a: one");
  scene.turn();
  assertThrows(() => scene.pacer.turn(), RangeError, "a bug with ann");
  assertEquals((await ann.outbox.over).code, "fault");
  assertEquals(await hasSettled(ann.outbox.drained), true);
  assertEquals(bob.sink.pending, "a: one\n");
  await bob.sink.takeAll();
  scene.say("a: two");
  scene.turn();
  assertEquals(bob.sink.pending, "a: two\n");
});

Deno.test("FanOut.whenSent() calls once, when the client has been sent all and nothing waits", async () => {
  const scene = new OutboundScene();
  const { sink } = scene.enter(1);
  const calls: string[] = [];
  scene.replay(1, "a: one");
  scene.fanout.whenSent(clientId(1), () => calls.push("sent"));
  assertEquals(calls, []);
  scene.turn();
  scene.say("a: two");
  scene.turn();
  await sink.take(3);
  assertEquals(calls, [], "a part is sent");
  await sink.take(4);
  assertEquals(calls, [], "a line waits");
  await sink.takeAll();
  assertEquals([sink.text, calls], ["a: one\na: two\n", ["sent"]]);
  scene.say("a: three");
  scene.turn();
  await sink.takeAll();
  assertEquals(calls, ["sent"]);
});

Deno.test("FanOut.whenSent() calls at the end of the turn if there is nothing to send", () => {
  const scene = new OutboundScene();
  scene.enter(1);
  let calls = 0;
  scene.fanout.whenSent(clientId(1), () => calls++);
  assertEquals(calls, 0);
  scene.turn();
  assertEquals(calls, 1);
});

Deno.test("FanOut.whenSent() never calls for a client that cannot be sent anything more", async () => {
  const scene = new OutboundScene();
  const { sink, outbox } = scene.enter(1);
  let calls = 0;
  scene.say("a: one");
  scene.turn();
  scene.fanout.whenSent(clientId(1), () => calls++);
  scene.turn();
  await sink.fail(new Error("reset"));
  scene.fanout.whenSent(clientId(1), () => calls++);
  scene.fanout.whenSent(clientId(2), () => calls++);
  scene.turn();
  await outbox.quiet();
  assertEquals(calls, 0);
});

Deno.test("FanOut describes a client with what waits for it and what was skipped", () => {
  const scene = new OutboundScene();
  scene.enter(1, { skipAbove: 20 });
  const { sink } = scene.attach(2);
  scene.say("a: the first line is under way");
  scene.pacer.turn();
  for (let n = 0; n < 5; n++) {
    scene.say("a: twelve b");
    scene.pacer.advance(25);
    scene.pacer.turn();
  }
  for (const about of [1, 7]) {
    scene.fanout.carryOut({
      kind: "describe",
      to: clientId(2),
      about: clientId(about),
      message: {
        kind: "whois",
        name: "bob" as Nick,
        id: clientId(about),
        isOperator: false,
        since: 0,
        idle: 0,
        rooms: [],
        connection: { transport: "tcp", queued: 0, skipped: 0 },
      },
    });
  }
  scene.pacer.turn();
  assertEquals(sink.pending?.split("\n").filter((line) => line.includes("over tcp")), [
    "-- bob comes over tcp; 12 bytes wait, 4 lines were skipped",
    "-- bob comes over tcp; 0 bytes wait, 0 lines were skipped",
  ]);
});
