/**
 * The daemon within another program: somebody who takes part without a socket.
 *
 * @module
 */

import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { TextLineStream } from "@std/streams/text-line-stream";
import { type Connection, createLog, type Server, startServer } from "../mod.ts";
import { configOf, heardBefore, House } from "./support/house.ts";

const GOODBYE = "-- the server is shutting down";

/** Somebody in this process, line by line. */
class Insider implements Disposable {
  readonly #connection: Connection;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #lines: ReadableStreamDefaultReader<string>;

  constructor(server: Server) {
    this.#connection = server.connect();
    this.#writer = this.#connection.writable.getWriter();
    this.#lines = this.#connection.readable.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
  }

  async send(line: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(`${line}\n`));
  }

  async line(): Promise<string | undefined> {
    return (await this.#lines.read()).value;
  }

  async rest(): Promise<string[]> {
    const lines = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) {
      lines.push(line);
    }
    return lines;
  }

  async closeWrite(): Promise<void> {
    await this.#writer.close();
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}

Deno.test("connect() makes a guest of the same room, whatever names are elsewhere", async () => {
  await using house = await House.open(["--names", "address"]);
  using ann = await house.enter("ann");
  using bot = new Insider(house.server);
  await bot.send("hello");
  assertEquals(await bot.line(), "You are guest-2");
  assertEquals(await bot.line(), "Also here: ann");
  assertEquals(await bot.line(), "guest-2: hello");
  await heardBefore(ann, "guest-2: hello");
  await ann.send("hello bot");
  assertEquals(await bot.line(), "ann: hello bot");
  const records = await house.logged("connected", 2);
  assertEquals([records[1]?.transport, records[1]?.address], ["pipe", undefined]);
});

Deno.test("connect() takes a hello, with a name, like a socket", async () => {
  await using house = await House.open();
  using bot = new Insider(house.server);
  await bot.send('{"hello":1,"nick":"bot"}');
  assertMatch(await bot.line() ?? "", /^\{"type":"welcome","you":"bot",/);
});

Deno.test("connect() answers what was said before the end of input, then ends", async () => {
  await using house = await House.open();
  using ann = await house.enter("ann");
  using bot = new Insider(house.server);
  await bot.send("/nick bot\nlast words");
  await bot.closeWrite();
  assertEquals(await bot.rest(), ["You are bot", "Also here: ann", "bot: last words"]);
  await heardBefore(ann, "bot has left");
});

Deno.test("connect() counts among the connections, and is refused with the same line", async () => {
  await using house = await House.open(["--max-connections", "1"]);
  using bot = new Insider(house.server);
  using late = new Insider(house.server);
  assertEquals(await late.rest(), [
    "-- the server is full: 1 person is connected; try again later",
  ]);
  bot[Symbol.dispose]();
  await house.logged("disconnected");
  using next = new Insider(house.server);
  await next.send("/nick next");
  assertEquals(await next.line(), "You are next");
});

Deno.test("connect() is read at --rate, and its writer waits", async () => {
  await using house = await House.open(["--rate", "0.01", "--burst", "3", "--grace", "200ms"]);
  using ann = await house.connect('{"hello":1,"nick":"ann"}');
  await ann.take(2);
  using bot = new Insider(house.server);
  await bot.send("/nick bot");
  await bot.send("one\ntwo\nthree");
  await heardBefore(ann, (line) => line.includes('"text":"two"'));
  await ann.send('{"type":"ping","token":"now"}');
  const heard = await heardBefore(ann, (line) => line.includes('"pong"'));
  assertEquals(heard.filter((line) => line.includes("three")), []);
});

Deno.test("connect() that reads nothing is disconnected as too slow", async () => {
  await using house = await House.open(["--stall-timeout", "1s"]);
  using slow = house.server.connect();
  await slow.writable.getWriter().write(new TextEncoder().encode("/nick slow\n"));
  using ann = await house.enter("ann");
  await ann.send("hello?");
  await heardBefore(ann, "slow has left (too slow)");
  await house.logged("disconnected");
});

Deno.test("a stop says goodbye to those within, and ends", async () => {
  await using house = await House.open();
  using bot = new Insider(house.server);
  await bot.send("/nick bot");
  await bot.line();
  await bot.line();
  const rest = bot.rest();
  await house.server.stop();
  assertEquals(await rest, [GOODBYE]);
});

Deno.test("a stop ends also when those within do not read", async () => {
  await using house = await House.open(["--grace", "300ms"]);
  using bot = new Insider(house.server);
  await bot.send("/nick bot");
  await house.logged("connected");
  await house.server.stop();
});

Deno.test("connect() after a stop gives a connection that is closed", async () => {
  await using house = await House.open();
  await house.server.stop();
  using bot = new Insider(house.server);
  await assertRejects(() => bot.send("hello?"), Deno.errors.BrokenPipe);
  assertEquals(await bot.rest(), []);
});

Deno.test("a server without listeners has those within alone", async () => {
  const log = createLog({ format: "text", level: "error" });
  await using server = await startServer({ ...configOf([]), listen: [] }, { log });
  assertEquals(server.addresses, []);
  using bot = new Insider(server);
  await bot.send("/nick bot");
  assertEquals([await bot.line(), await bot.line()], ["You are bot", "Nobody else is here"]);
});
