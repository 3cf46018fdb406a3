/**
 * Resuming over real sockets: programs that are cut off at random, and come back, are told exactly what
 * was said in their rooms, in one order, each once.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import type { Connection } from "../lib/net/connection.ts";
import { House } from "./support/house.ts";
import { floodLine } from "./support/pressure.ts";
import { ResumingDevice } from "./support/resuming_device.ts";

const ROOMS = ["dev", "ops"];
const ALL = ["lobby", ...ROOMS];
const DEVICES = 4;

/** Numbers that look random, from 0 up to `below`, exclusive; the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor(state / 2 ** 32 * below);
  };
}

/** A device that is cut off so many times, and says something now and then. */
async function wander(device: ResumingDevice, name: string, roll: (below: number) => number) {
  for (let cuts = 0; cuts < 12; cuts++) {
    await device.connect(`${name}-${cuts}`);
    for (let lines = 0; lines < roll(4); lines++) await device.say(ALL[roll(3)] ?? "", name);
    // The welcome, two `entered`, and three arrivals come in any case.
    await device.take(1 + roll(6));
    if (roll(3) === 0) await device.catchUp("now");
    device.cut();
  }
}

/** Devices wander while somebody talks; then everybody is at the same place. */
async function wanderAll(seed: number, lines: number, options: readonly string[] = []) {
  const roll = dice(seed);
  await using house = await House.open(options);
  const witness = new ResumingDevice(house, ROOMS);
  await witness.connect("witness");
  await witness.catchUp("here");
  const devices = Array.from({ length: DEVICES }, () => new ResumingDevice(house, ROOMS));
  const wandering = Promise.all(
    devices.map((device, index) => wander(device, `d${index}`, dice(seed + index))),
  );
  const talking = (async () => {
    for (let n = 0; n < lines; n++) {
      await witness.say(ALL[roll(3)] ?? "", `line ${n}`);
      if (roll(10) === 0) await witness.catchUp(`after ${n}`);
    }
  })();
  await Promise.all([wandering, talking]);
  for (const device of devices) device.cut();
  for (let n = 0; n < 60; n++) await witness.say("lobby", `line ${n} that nobody else hears`);
  await witness.catchUp("said");
  for (const [index, device] of devices.entries()) await device.connect(`d${index}-end`);
  for (const device of devices) await device.catchUp("end");
  await witness.catchUp("end");
  for (const device of devices) {
    await device.catchUp("very end");
    device.cut();
  }
  witness.cut();
  return { witness, devices };
}

/** Every event that both heard is the same on the wire, and comes in the same order. */
function compare(witness: ResumingDevice, device: ResumingDevice, seed: number): void {
  const places = new Map(witness.orders[0]?.map((line, index) => [line, index]));
  for (const order of device.orders) {
    const indexes = order.map((line) => places.get(line) ?? -1);
    const known = indexes.filter((index) => index >= 0);
    assertEquals(known, known.toSorted((a, b) => a - b), `seed ${seed}`);
  }
  for (const room of ALL) {
    for (const [seq, line] of witness.heard.get(room) ?? []) {
      const heard = device.heard.get(room)?.get(seq);
      if (heard !== undefined) assertEquals(heard, line, `seed ${seed}`);
    }
  }
}

Deno.test("programs that are cut off and resume hear every event once, in one order", async () => {
  const seed = Math.floor(Math.random() * 1e6);
  // More than is said: on a busy machine all of it may be said before a program comes back.
  const { witness, devices } = await wanderAll(seed, 400, ["--remember", "1000"]);
  for (const device of devices) {
    compare(witness, device, seed);
    assertEquals([...device.missed], [], `seed ${seed}`);
    for (const room of ALL) {
      const heard = device.heard.get(room) ?? new Map();
      const first = Math.min(...heard.keys());
      const expected = [...witness.heard.get(room) ?? []].filter(([seq]) => seq >= first);
      assertEquals([...heard].filter(([seq]) => seq <= expected.length + first - 1), expected);
      assert(expected.length > 50, `seed ${seed}: only ${expected.length} events in ${room}`);
    }
  }
});

Deno.test("programs that resume where little is remembered hear the rest, and what is missing", async () => {
  const seed = Math.floor(Math.random() * 1e6);
  const { witness, devices } = await wanderAll(seed, 600, ["--remember", "10"]);
  let missed = 0;
  for (const device of devices) {
    compare(witness, device, seed);
    for (const [room, numbers] of device.missed) {
      const said = [...witness.heard.get(room) ?? []].filter(([, line]) =>
        /"type":"message"/.test(line)
      );
      for (const seq of numbers) {
        const later = said.filter(([each]) => each > seq).length;
        assert(later >= 10, `seed ${seed}: ${room} ${seq} is a gap, and ${later} came later`);
      }
      missed += numbers.size;
    }
  }
  assert(missed > 0, `seed ${seed}: nothing was missed`);
});

/** The objects that a connection within the process is sent, read one after the other. */
async function* objectsOf({ readable }: Connection) {
  const lines = readable.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) yield JSON.parse(line);
}

/** A program called ann, alone in the lobby, and how it says something. */
async function talker(house: House) {
  const ann = await house.connect('{"hello":1,"nick":"ann"}');
  const { epoch } = JSON.parse(await ann.line() ?? "");
  await ann.line();
  const say = async (text: string) => {
    await ann.send(JSON.stringify({ type: "say", text }));
    assertEquals(JSON.parse(await ann.line() ?? "").text, text);
  };
  return { ann, epoch, say };
}

const QUEUE = ["--send-queue", "8192", "--send-queue-max", "8192", "--idle-timeout", "20s"];

Deno.test("a slow reader that resumes is not skipped, and not too slow", async () => {
  await using house = await House.open(QUEUE);
  const { ann, epoch, say } = await talker(house);
  using _ann = ann;
  for (let n = 0; n < 150; n++) await say(floodLine(n));
  // Within the process nothing is buffered on the way: the daemon writes what is read.
  using slow = await resumeWithin(house, epoch);
  const objects = objectsOf(slow);
  let next = 2;
  for (let read = 0; read < 151; read++) {
    const { value: { type, seq } } = await objects.next();
    if (type === "welcome") continue;
    assertEquals([type, seq], ["message", next++]);
    // Each time, more is said than may wait for a reader.
    if (read % 30 !== 0 || read === 150) continue;
    for (let n = 0; n < 4; n++) {
      await ann.send(JSON.stringify({ type: "say", text: floodLine(n) }));
      while (JSON.parse(await ann.line() ?? "").type !== "message");
    }
  }
  // The last of it is live already. What is said from here on is read in time.
  for await (const { type, seq, text } of objects) {
    assertEquals(seq, next++, type);
    if (seq === 168) await ann.send('{"type":"say","text":"last"}');
    if (text === "last") break;
  }
});

Deno.test("what a program sends after its hello waits until it has been told what it missed", async () => {
  await using house = await House.open();
  const { ann, epoch, say } = await talker(house);
  using _ann = ann;
  for (let n = 0; n < 150; n++) await say(floodLine(n));
  const hello = JSON.stringify({ hello: 1, nick: "bob", resume: { lobby: { seq: 1, epoch } } });
  using bob = await house.connect(`${hello}\n{"type":"ping"}\n{"type":"say","text":"late"}`);
  await bob.closeWrite();
  const lines = (await bob.rest()).map((line) => JSON.parse(line));
  assertEquals(lines.map(({ type }) => type).filter((type) => type !== "message"), [
    "welcome",
    "joined",
    "pong",
    "bye",
  ]);
  assertEquals(lines.length, 1 + 150 + 1 + 1 + 1 + 1);
  assertEquals([lines.at(-3)?.type, lines.at(-2)?.text], ["pong", "late"]);
});

/** A program called bob that resumes, within the process, and has not read anything yet. */
async function resumeWithin(house: House, epoch: string): Promise<Connection> {
  const connection = house.server.connect();
  const hello = JSON.stringify({ hello: 1, nick: "bob", resume: { lobby: { seq: 1, epoch } } });
  const writer = connection.writable.getWriter();
  await writer.write(new TextEncoder().encode(`${hello}\n`));
  writer.releaseLock();
  return connection;
}

Deno.test("a program that breaks off while it resumes has left", async () => {
  await using house = await House.open(QUEUE);
  const { ann, epoch, say } = await talker(house);
  using _ann = ann;
  for (let n = 0; n < 150; n++) await say(floodLine(n));
  const slow = await resumeWithin(house, epoch);
  const objects = objectsOf(slow);
  assertEquals((await objects.next()).value.type, "welcome");
  slow.close();
  assertEquals(JSON.parse(await ann.line() ?? "").type, "joined");
  assertEquals(JSON.parse(await ann.line() ?? "").type, "left");
  await objects.return();
});

Deno.test("a program that takes nothing of what it resumes is too slow at last", async () => {
  await using house = await House.open([...QUEUE, "--stall-timeout", "200ms"]);
  const { ann, epoch, say } = await talker(house);
  using _ann = ann;
  for (let n = 0; n < 150; n++) await say(floodLine(n));
  using _slow = await resumeWithin(house, epoch);
  assertEquals(JSON.parse(await ann.line() ?? "").type, "joined");
  const { type, code } = JSON.parse(await ann.line() ?? "");
  assertEquals([type, code], ["left", "too-slow"]);
});

Deno.test("a daemon that stops says so to a program that resumes", async () => {
  await using house = await House.open(QUEUE);
  const { ann, epoch, say } = await talker(house);
  using _ann = ann;
  for (let n = 0; n < 150; n++) await say(floodLine(n));
  using slow = await resumeWithin(house, epoch);
  const objects = objectsOf(slow);
  await objects.next();
  const stopping = house.server.stop();
  let last;
  for await (const object of objects) last = object;
  assertEquals([last?.type, last?.code], ["bye", "shutdown"]);
  await stopping;
});
