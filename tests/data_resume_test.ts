/**
 * Programs resume over stops and crashes of a daemon that keeps what is said.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { startDaemon } from "./support/binaries.ts";
import { DataFolder, Program, type Told } from "./support/data_folder.ts";
import { sourceDaemon } from "./support/source_daemon.ts";

const REMEMBERED = 5;
const MISSED = 40;

/** Starts a daemon that keeps its data here, and remembers little in memory. */
function start(folder: DataFolder) {
  const options = ["--listen", "127.0.0.1:0", "--rate", "0", "--remember", String(REMEMBERED)];
  return startDaemon(sourceDaemon(...options, "--data", folder.data));
}

/** Comes back, and returns what it is told of the lobby before its own arrival. */
async function resume(address: string, place: { seq: unknown; epoch: unknown }): Promise<Told[]> {
  using bob = await Program.enter(address, "bob", { resume: { lobby: place } });
  await bob.ask({ type: "ping", token: "end" });
  const heard = await bob.hearUntil(({ type }) => type === "pong");
  return heard.filter(({ type, name }) => !(type === "joined" && name === "bob"));
}

Deno.test("a program that missed a stop and more than is remembered resumes without a gap", async () => {
  using folder = new DataFolder();
  let place;
  {
    await using daemon = await start(folder);
    using ann = await Program.enter(daemon.address, "ann");
    place = { seq: (await ann.say("before")).seq, epoch: ann.welcome.epoch };
    for (let line = 1; line <= MISSED; line++) await ann.say(`line ${line}`);
    await daemon.stop();
  }
  await using daemon = await start(folder);
  using ann = await Program.enter(daemon.address, "ann");
  await ann.say("after");
  const heard = await resume(daemon.address, place);
  const numbers = heard.map(({ seq }) => Number(seq));
  assertEquals(numbers, numbers.map((_, index) => Number(place.seq) + 1 + index));
  const texts = heard.filter(({ type }) => type === "message").map(({ text }) => text);
  const lines = Array.from({ length: MISSED }, (_, index) => `line ${index + 1}`);
  assertEquals(texts, [...lines, "after"]);
});

Deno.test("a program that missed a crash is told what is there, and by a gap what is not", async () => {
  using folder = new DataFolder();
  let place;
  const said = new Map<number, unknown>();
  {
    await using daemon = await start(folder);
    using ann = await Program.enter(daemon.address, "ann");
    place = { seq: (await ann.say("before")).seq, epoch: ann.welcome.epoch };
    // Of a room of which nothing is written nothing is known after a crash, not even its epoch.
    await folder.has("before");
    for (let line = 1; line <= MISSED; line++) {
      const { seq, text } = await ann.say(`line ${line}`);
      said.set(Number(seq), text);
    }
    await daemon.stop("SIGKILL");
  }
  await using daemon = await start(folder);
  using ann = await Program.enter(daemon.address, "ann");
  const after = await ann.say("after");
  const heard = await resume(daemon.address, place);
  const covered: number[] = [];
  for (const { type, seq, from, to, text } of heard) {
    if (type === "gap") {
      for (let number = Number(from); number <= Number(to); number++) covered.push(number);
    } else covered.push(Number(seq));
    // A number has one meaning, before the crash and after it.
    if (type === "message" && said.has(Number(seq))) assertEquals(text, said.get(Number(seq)));
  }
  const first = Number(place.seq) + 1;
  assertEquals(covered, covered.map((_, index) => first + index));
  assert(covered.includes(Number(after.seq)));
  assert(heard.some(({ type }) => type === "gap"));
});
