import { assertEquals } from "@std/assert";
import { type Link, openLink } from "../../../lib/client/connection/link.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { ClientState } from "../../../lib/client/connection/client_state.ts";
import { Uplink } from "../../../lib/client/connection/uplink.ts";
import { type ClientAddress, parseClientAddress } from "../../../lib/net/address.ts";
import { House } from "../../support/house.ts";
import { LineClient } from "../../support/line_client.ts";

/** A client that comes back when it is told to, and notes what it is told to have missed. */
class Returner {
  address: ClientAddress;
  #link: Link | undefined;
  /** Settles with what ends the wait before the next attempt, when that has begun. */
  #waiting = Promise.withResolvers<() => void>();
  #entered = Promise.withResolvers<number>();
  /** The numbers of missed messages that it was told since the connection was cut. */
  #missed: number[] = [];
  readonly #clientState = new ClientState({ name: "ann", isChosen: true });
  readonly #uplink = new Uplink({
    connect: async () =>
      this.#link = await openLink(this.address, { nick: "ann" }, { deadlineMillis: 5000 }),
    clientState: this.#clientState,
    isReconnecting: true,
    show: (line) => {
      if (line.kind !== "event") return Promise.resolve();
      const { marks } = this.#clientState.note(line.event);
      const missed = marks.flatMap((mark) =>
        mark.kind === "untold" || mark.kind === "begins" ? mark.count ?? NaN : []
      );
      this.#missed.push(...missed);
      if (line.event.kind === "joined" && line.event.name === "ann") {
        this.#entered.resolve(this.#missed.reduce((sum, count) => sum + count, 0));
      }
      return Promise.resolve();
    },
    tell: () => Promise.resolve(),
    phrases: ENGLISH,
    later: (_, act) => {
      this.#waiting.resolve(act);
      return () => {};
    },
  });
  readonly #over: Promise<number>;

  constructor(address: ClientAddress) {
    this.address = address;
    this.#over = this.#uplink.run();
  }

  /** Settles when the client is in: how many messages it is told to have missed. */
  entered(): Promise<number> {
    return this.#entered.promise;
  }

  /** The connection is cut. */
  cut(): void {
    this.#missed = [];
    this.#entered = Promise.withResolvers();
    this.#waiting = Promise.withResolvers();
    this.#link?.close();
  }

  /** The client comes back. */
  async return(): Promise<number> {
    const comeBack = await this.#waiting.promise;
    comeBack();
    return await this.entered();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#uplink.stop();
    await this.#over;
  }
}

function addressOf(house: House): ClientAddress {
  const address = parseClientAddress(house.server.addresses[0] ?? "");
  if (address === undefined) throw new Error("the daemon has no address");
  return address;
}

/** Reads until a line has some text in it. */
async function until(client: LineClient, text: string): Promise<void> {
  while (!(await client.line() ?? text).includes(text));
}

Deno.test("what a client is told to have missed is what was said, however it was away", async () => {
  await using house = await House.open();
  await using ann = new Returner(addressOf(house));
  assertEquals(await ann.entered(), 0);
  // Alone in the room, the connection cut, nothing said.
  ann.cut();
  assertEquals(await ann.return(), 0);
  // Somebody comes, renames, talks and acts; somebody else comes and goes.
  using bob = await LineClient.connect(house.server.addresses[0] ?? "");
  await bob.send('{"hello":1,"nick":"bob"}');
  await until(bob, '"name":"bob"');
  ann.cut();
  await until(bob, '"left"');
  await bob.send('{"type":"nick","nick":"bobby"}');
  await bob.send('{"type":"say","text":"one"}');
  await bob.send('{"type":"me","text":"waves"}');
  await bob.send('{"type":"who"}');
  await until(bob, '"members"');
  {
    using cay = await LineClient.connect(house.server.addresses[0] ?? "");
    await cay.send('{"hello":1,"nick":"cay"}');
    await until(bob, '"name":"cay"');
  }
  await until(bob, '"left"');
  assertEquals(await ann.return(), 2);
  // And nothing more, the next time.
  ann.cut();
  await until(bob, '"left"');
  assertEquals(await ann.return(), 0);
});

Deno.test("of a daemon that was started anew, nothing is told to have been missed", async () => {
  const first = await House.open();
  await using ann = new Returner(addressOf(first));
  await ann.entered();
  ann.cut();
  await first[Symbol.asyncDispose]();
  await using second = await House.open();
  using bob = await LineClient.connect(second.server.addresses[0] ?? "");
  await bob.send('{"hello":1,"nick":"bob"}');
  for (let i = 0; i < 5; i++) await bob.send('{"type":"say","text":"x"}');
  await bob.send('{"type":"ping"}');
  await until(bob, '"pong"');
  ann.address = addressOf(second);
  assertEquals(await ann.return(), 0);
});
