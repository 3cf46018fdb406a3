/**
 * The inbound half of a connection, on pipes and on peers that follow a script.
 *
 * @module
 */

import { assertEquals, assertRejects } from "@std/assert";
import { Input } from "../../lib/doors/input.ts";
import type { Peer } from "../../lib/net/peer.ts";
import { pipe } from "../../lib/net/pipe.ts";
import type { Line } from "../../lib/wire/lines.ts";

const LIMITS = { maxLineBytes: 64 };

Deno.test("Input gives the lines of each read as one array, and ends with the input", async () => {
  const { peer } = scripted(["one\ntwo\nth", "ree\n", "last"]);
  const input = new Input(peer, LIMITS);
  const arrays = [];
  for await (const lines of input) arrays.push(lines.map(textOf));
  assertEquals(arrays, [["one", "two"], ["three"], ["last"]]);
  await input.ended;
});

Deno.test("Input.peek() shows the first lines without taking them, however often", async () => {
  const { peer } = scripted(["one\n", "two\n"]);
  const input = new Input(peer, LIMITS);
  const [first, again] = [await input.peek(), await input.peek()];
  assertEquals(first?.value, again?.value);
  assertEquals([await nextOf(input), await nextOf(input), await nextOf(input)], [
    ["one"],
    ["two"],
    undefined,
  ]);
});

Deno.test("Input.stopPeeking() ends a peek, and what comes later is for next()", async () => {
  const [near, far] = pipe();
  const input = new Input(near, LIMITS);
  const peeked = input.peek();
  input.stopPeeking();
  assertEquals(await peeked, undefined);
  assertEquals(await input.peek(), undefined);
  const next = nextOf(input);
  await far.write(new TextEncoder().encode("late\n"));
  assertEquals(await next, ["late"]);
  far.close();
  await input.discard();
  near.close();
});

Deno.test("Input.stopPeeking() ends a peek that comes after the first lines, too", async () => {
  const [near, far] = pipe();
  const input = new Input(near, LIMITS);
  await far.write(new TextEncoder().encode("first\n"));
  assertEquals((await input.peek())?.value?.map(textOf), ["first"]);
  await input.next();
  const peeked = input.peek();
  input.stopPeeking();
  assertEquals(await peeked, undefined);
  await far.write(new TextEncoder().encode("second\n"));
  assertEquals(await nextOf(input), ["second"]);
  far.close();
  await input.discard();
  near.close();
});

Deno.test("Input ends at once if nothing comes before the end of input", async () => {
  const { peer } = scripted([]);
  const input = new Input(peer, LIMITS);
  assertEquals((await input.peek())?.done, true);
  assertEquals((await input.next()).done, true);
  await input.ended;
});

Deno.test("Input reads no more than a little ahead of who takes the lines", async () => {
  const { peer, reads } = scripted(Array.from({ length: 1000 }, () => "line\n"));
  const input = new Input(peer, LIMITS);
  for (let i = 0; i < 10; i++) await nextOf(input);
  await turnOfTheLoop();
  assertEquals(reads.count <= 13, true, `read ${reads.count} times for 10 lines`);
  for await (const _ of input);
  await input.ended;
});

Deno.test("Input gives what came before a reset and then throws it", async () => {
  const { peer } = scripted(["one\nhalf a li"], new Deno.errors.ConnectionReset("gone"));
  const input = new Input(peer, LIMITS);
  assertEquals(await nextOf(input), ["one"]);
  await assertRejects(() => input.next(), Deno.errors.ConnectionReset);
  await input.ended;
});

Deno.test("Input throws a reset that came before anything else", async () => {
  const { peer } = scripted([], new Deno.errors.ConnectionReset("gone"));
  const input = new Input(peer, LIMITS);
  await assertRejects(() => input.peek(), Deno.errors.ConnectionReset);
  await assertRejects(() => input.next(), Deno.errors.ConnectionReset);
  await input.ended;
});

Deno.test("Input is silent about an error as long as nobody reads the lines", async () => {
  for (const first of [[], ["one\n"]]) {
    const { peer } = scripted(first, new RangeError("a bug"));
    const input = new Input(peer, LIMITS);
    if (first.length > 0) await input.next();
    await input.ended;
    await turnOfTheLoop();
    await assertRejects(() => input.next(), RangeError);
  }
});

Deno.test("Input leaves the peer open at the end of its input", async () => {
  const [near, far] = pipe();
  const input = new Input(near, LIMITS);
  await far.closeWrite();
  await input.ended;
  const reading = far.read();
  await near.write(new TextEncoder().encode("answer"));
  assertEquals(new TextDecoder().decode(await reading ?? undefined), "answer");
  near.close();
  far.close();
});

/** A peer whose reads bring these texts, and then the end of input or an error. */
function scripted(
  texts: readonly string[],
  error?: Error,
): { readonly peer: Peer; readonly reads: { count: number } } {
  const left = texts.map((text) => new TextEncoder().encode(text));
  const reads = { count: 0 };
  const [peer] = pipe();
  const read = (): Promise<Uint8Array | null> => {
    reads.count++;
    const next = left.shift();
    if (next !== undefined) return Promise.resolve(next);
    return error === undefined ? Promise.resolve(null) : Promise.reject(error);
  };
  return { peer: { ...peer, read }, reads };
}

function textOf(line: Line): string {
  return line.kind === "text" ? line.text : line.kind;
}

async function nextOf(input: Input): Promise<string[] | undefined> {
  return (await input.next()).value?.map(textOf);
}

/** Lets everything happen that waits for nothing from outside. */
function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
