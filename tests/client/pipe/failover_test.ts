/**
 * A pipe with several addresses of one chat: a node dies while lines are on their way, and the pipe goes on at another.
 * What was said is told by somebody who stays.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { heardBefore, House } from "../../support/house.ts";
import type { LineClient } from "../../support/line_client.ts";
import { NodeFront } from "../../support/node_front.ts";
import { FakeServer } from "../../support/fake_server.ts";
import { Piped } from "../../support/piped.ts";

/** A chat with two nodes, and bob, who hears all that is said. */
async function twoNodes(): Promise<
  AsyncDisposable & {
    readonly house: House;
    readonly a: NodeFront;
    readonly b: NodeFront;
    readonly bob: LineClient;
  }
> {
  const stack = new AsyncDisposableStack();
  const house = stack.use(await House.open(["--remember", "1000"]));
  const [a, b] = [stack.use(new NodeFront(house.address)), stack.use(new NodeFront(house.address))];
  const bob = stack.use(await house.enter("bob"));
  return { house, a, b, bob, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** What bob hears until the end of ann, without arrivals and names. */
async function saidUntilEnd(bob: LineClient, last: string): Promise<string[]> {
  const heard = await heardBefore(bob, (line) => line.endsWith(`: ${last}`));
  const said = heard.filter((line) => line.startsWith("ann: "));
  const others = heard.filter((line) => /^(?:guest-\d+|127\.0\.0\.1:\d+): /.test(line));
  assertEquals(others, [], "said under another name");
  return said.map((line) => line.slice("ann: ".length));
}

const LINES = Array.from({ length: 60 }, (_, index) => `line ${index}`);

/** How a node dies: with what the client has said, or with what the daemon has answered, on its way. */
for (const death of ["isDeaf", "isMute"] as const) {
  Deno.test(`a node dies (${death}) while a pipe says lines: each is said once, in order`, async () => {
    await using nodes = await twoNodes();
    const { a, b, bob } = nodes;
    const ann = new Piped([a.address, b.address], "said");
    ann.type(`${LINES.slice(0, 20).join("\n")}\n`);
    await ann.until(`ann: ${LINES[10]}\n`);
    a[death] = true;
    ann.type(`${LINES.slice(20, 40).join("\n")}\n`);
    await heardBefore(bob, (line) => line === `ann: ${LINES[10]}`);
    a.die();
    await bob.send("between");
    await ann.until("bob: between\n");
    // The chat believes in the first connection, which has the name.
    a.bury();
    ann.type(`${LINES.slice(40).join("\n")}\n`);
    ann.end();
    const said = await saidUntilEnd(bob, LINES.at(-1) ?? "");
    assertEquals(said, LINES.slice(11, -1));
    assertEquals([await ann.code, ann.err], [
      0,
      `hubbub: the connection was lost\nhubbub: connected to 127.0.0.1:${b.address.port}\n`,
    ]);
    const shown = ann.out.split("\n").filter((line) => line.startsWith("ann: "));
    assertEquals(shown, LINES.map((line) => `ann: ${line}`));
  });
}

for (const death of ["isDeaf", "isMute"] as const) {
  Deno.test(`a node dies (${death}) after the end of the input: the last lines are said all the same`, async () => {
    await using nodes = await twoNodes();
    const { a, b, bob } = nodes;
    const ann = new Piped([a.address, b.address], "said");
    ann.type("one\n");
    await ann.until("ann: one\n");
    a[death] = true;
    ann.type("two\nthree\n");
    ann.end();
    // The input has ended for the client before it learns of the loss.
    await a.lost(2);
    a.die();
    a.bury();
    assertEquals(await saidUntilEnd(bob, "three"), ["one", "two"]);
    assertEquals(await ann.code, 0, ann.err);
    assertEquals(ann.out.match(/ann: .*/g), ["ann: one", "ann: two", "ann: three"]);
  });
}

for (const death of ["isDeaf", "isMute"] as const) {
  Deno.test(`a node dies (${death}) under a pipe that speaks in a room of --room: no line is given up`, async () => {
    await using nodes = await twoNodes();
    const { a, b, bob } = nodes;
    await bob.send("/join dev");
    await heardBefore(bob, "-- you speak in #dev now");
    const ann = new Piped([a.address, b.address], "said", { rooms: ["dev"] });
    ann.type("one\n");
    await ann.until("#dev ann: one\n");
    a[death] = true;
    ann.type("two\nthree\n");
    await a.lost(2);
    a.die();
    a.bury();
    ann.type("four\n");
    ann.end();
    const heard = await heardBefore(bob, "#dev ann: four");
    const said = heard.filter((line) => line.startsWith("#dev ann: "));
    assertEquals(said, ["one", "two", "three"].map((text) => `#dev ann: ${text}`));
    assertEquals(await ann.code, 0, ann.err);
  });
}

Deno.test("nodes die again and again while a pipe says lines: none is lost, none said twice", async () => {
  await using nodes = await twoNodes();
  const { a, b, bob } = nodes;
  const ann = new Piped([a.address, b.address], "said");
  for (let round = 0; round < 12; round++) {
    const [here, there] = round % 2 === 0 ? [a, b] : [b, a];
    ann.type(Array.from({ length: 5 }, (_, index) => `${round}.${index}\n`).join(""));
    await ann.until(`ann: ${round}.${round % 4}\n`);
    if (round % 3 === 0) here.isDeaf = true;
    if (round % 3 === 1) here.isMute = true;
    ann.type(Array.from({ length: 4 }, (_, index) => `${round}.${index + 5}\n`).join(""));
    here.die();
    here.bury();
    await there.occupied();
    here.revive();
  }
  ann.type("last\n");
  ann.end();
  const said = await saidUntilEnd(bob, "last");
  const wanted = Array.from({ length: 12 * 9 }, (_, at) => `${Math.floor(at / 9)}.${at % 9}`);
  assertEquals(said, wanted);
  assertEquals(await ann.code, 0, ann.err);
  const shown = ann.out.split("\n").filter((line) => line.startsWith("ann: "));
  assertEquals(shown, [...wanted, "last"].map((line) => `ann: ${line}`));
});

/** Up to where the answer of the first node comes through: nothing of the greeting, or a piece of it. */
for (const answer of ["nothing", "a piece"] as const) {
  Deno.test(`the first node dies, and of its greeting came ${answer}: nothing is said under another name`, async () => {
    await using nodes = await twoNodes();
    const { house, b, bob } = nodes;
    await using front = new FakeServer();
    const ann = new Piped([front.address, b.address], "said");
    const peer = await front.accept();
    // The node has let the client in, and the greeting is lost: in the chat somebody has the name.
    const ghost = await house.enter("ann");
    ann.type("one\ntwo\n");
    ann.end();
    await peer.hear();
    if (answer === "a piece") await peer.write('{"type":"welcome","you":"ann","ro');
    peer.close();
    await ann.until("Also here: ");
    await bob.send("now");
    await ann.until("bob: now\n");
    ghost[Symbol.dispose]();
    assertEquals(await saidUntilEnd(bob, "two"), ["one"]);
    assertEquals(await ann.code, 0, ann.err);
  });
}

Deno.test("two nodes die while the first has the name: nothing is said under another name", async () => {
  await using nodes = await twoNodes();
  const { house, a, b, bob } = nodes;
  await using c = new NodeFront(house.address);
  const ann = new Piped([a.address, b.address, c.address], "said");
  ann.type("one\n");
  await ann.until("ann: one\n");
  a.die();
  await bob.send("between");
  await ann.until("bob: between\n");
  b.die();
  ann.type("two\nthree\n");
  ann.end();
  await bob.send("now");
  await ann.until("bob: now\n");
  b.bury();
  // Only now the chat learns that the first connection is gone.
  a.bury();
  assertEquals(await saidUntilEnd(bob, "three"), ["one", "two"]);
  assertEquals(await ann.code, 0, ann.err);
});

Deno.test("lines that were not said wait for the name before they are sent again", async () => {
  await using nodes = await twoNodes();
  const { house, a, b, bob } = nodes;
  await using c = new NodeFront(house.address);
  const ann = new Piped([a.address, b.address, c.address], "said");
  ann.type("one\n");
  await ann.until("ann: one\n");
  await heardBefore(bob, "ann: one");
  a.isDeaf = b.isMute = true;
  ann.type("two\nthree\n");
  ann.end();
  a.die();
  a.bury();
  await heardBefore(bob, "ann has arrived");
  // The second connection has the name, and nothing of its greeting has come.
  b.die();
  await bob.send("now");
  await ann.until("bob: now\n");
  b.bury();
  assertEquals(await saidUntilEnd(bob, "three"), ["two"]);
  assertEquals(await ann.code, 0, ann.err);
});

Deno.test("a pipe that only listens goes on without a gap, and greets once", async () => {
  await using nodes = await twoNodes();
  const { a, b, bob } = nodes;
  const ann = new Piped([a.address, b.address], "typed", { isListenOnly: true });
  await ann.until("bob");
  await bob.send("1");
  await ann.until("bob: 1\n");
  a.isMute = true;
  await bob.send("2");
  await heardBefore(bob, "bob: 2");
  a.die();
  a.bury();
  await bob.send("3");
  await ann.until("bob: 3\n");
  await bob.send("4");
  await ann.until("bob: 4\n");
  assertEquals(ann.out.match(/You are/g)?.length, 1);
  assertEquals(ann.out.match(/bob: \d/g), ["bob: 1", "bob: 2", "bob: 3", "bob: 4"]);
  b.die();
  assertEquals(await ann.code, 1);
});

Deno.test("a program is passed every event of both connections", async () => {
  await using nodes = await twoNodes();
  const { a, b, bob } = nodes;
  const ann = new Piped([a.address, b.address], "json");
  await ann.until('"type":"welcome"');
  ann.type('{"type":"say","text":"one"}\n');
  await ann.until('"text":"one"');
  a.die();
  a.bury();
  await bob.send("two");
  await ann.until('"text":"two"');
  ann.type('{"type":"say","text":"three"}\n');
  ann.end();
  await ann.until('"text":"three"');
  assertEquals(await ann.code, 0);
  const events = ann.out.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(events.filter(({ type }) => type === "welcome").length, 2);
  const seqs = events.map(({ seq, type }) => type === "welcome" ? undefined : seq)
    .filter((seq) => seq !== undefined);
  assertEquals(seqs, Array.from({ length: seqs.length }, (_, index) => seqs[0] + index));
});

Deno.test("a daemon of another epoch is told by a line, and what may have been said is not said again", async () => {
  await using first = new FakeServer();
  await using second = new FakeServer();
  const ann = new Piped([first.address, second.address], "said");
  const peer = await first.accept();
  await peer.welcome();
  ann.type("one\n");
  assertEquals(await peer.hear(), '{"type":"say","text":"one"}');
  peer.close();
  const other = await second.accept();
  await other.welcome([], { epoch: "other" });
  await other.say({
    type: "joined",
    seq: 42,
    time: new Date().toISOString(),
    room: "lobby",
    name: "ann",
  });
  ann.type("two\n");
  ann.end();
  const { text, token } = await other.hearWholeObject();
  assertEquals(text, "two");
  const time = new Date().toISOString();
  await other.say({ type: "message", seq: 43, time, room: "lobby", from: "ann", text, token });
  assertEquals(await other.hear(), undefined);
  await other.bye("end-of-input");
  assertEquals(await ann.code, 1);
  assert(ann.out.includes("-- messages may be missing here\nYou are ann\n"), ann.out);
  assert(ann.err.endsWith("hubbub: 1 line that was sent may not have been delivered\n"), ann.err);
});

Deno.test("what another daemon no longer has is told once, where it is missing", async () => {
  await using first = new FakeServer();
  await using second = new FakeServer();
  const ann = new Piped([first.address, second.address], "said");
  const peer = await first.accept();
  await peer.welcome();
  peer.close();
  const other = await second.accept();
  await other.welcome([], { seq: 45, said: 10 });
  await other.say({ type: "gap", room: "lobby", from: 42, to: 43 });
  await other.message("bob", "kept", 44);
  await other.message("bob", "also", 45);
  await other.message("bob", "new", 46);
  // Here nothing is told behind the gap.
  other.close();
  const last = await first.accept();
  await last.welcome([], { seq: 50, said: 15 });
  await last.message("bob", "again", 47);
  await last.say({ type: "gap", room: "lobby", from: 48, to: 50 });
  await last.message("bob", "newest", 51);
  ann.end();
  assertEquals(await last.hear(), undefined);
  await last.bye("end-of-input");
  await ann.code;
  const told = ann.out.split("\n").filter((line) => /^bob|missing/.test(line));
  const gap = "-- messages may be missing here";
  assertEquals(told, [
    ...[gap, "bob: kept", "bob: also", "bob: new"],
    ...["bob: again", gap, "bob: newest"],
  ]);
});

Deno.test("each address is tried once, and the pipe ends with the reason of the last", async () => {
  await using server = new FakeServer();
  const closed = [1, 2].map(() => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr as Deno.NetAddr;
    return { transport: "tcp", hostname: "127.0.0.1", port } as const;
  });
  const ann = new Piped([...closed.slice(0, 1), server.address, ...closed.slice(1)], "said");
  const peer = await server.accept();
  await peer.welcome();
  await peer.bye("shutdown", "the server is shutting down");
  const again = await server.accept();
  await again.hear();
  await again.write("-- the server is full\n");
  again.close();
  assertEquals(await ann.code, 3);
  assertEquals(ann.err.match(/refused/g)?.length, 3, ann.err);
  assert(ann.out.endsWith("-- the server is full\n"), ann.out);
});
