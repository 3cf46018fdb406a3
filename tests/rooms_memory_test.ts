/**
 * Rooms that have come and gone leave nothing behind, in the chat or in the fan-out. Objects are
 * counted, for the memory of a process says too little in a short test; `bench/membership.ts` measures
 * the heap.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { ChatData } from "../lib/core/chat_data.ts";
import type { ChatEvent } from "../lib/core/event.ts";
import { asks, connected, disconnected, newChat, START } from "./support/happenings.ts";
import { OutboundScene } from "./support/outbound_scene.ts";

const ROOMS = 10_000;
const AT_ONCE = 500;

/** A chat whose effects reach a fan-out, without sockets. */
class House {
  readonly #chat = newChat();
  readonly #outbound = new OutboundScene();
  #at = START;

  enter(id: number): void {
    this.#outbound.attach(id, { skipAbove: 1e9, dropAt: 1e9 });
    this.apply(connected(id));
  }

  apply(event: ChatEvent): void {
    for (const effect of this.#chat.apply(event, this.#at)) {
      if (effect.kind !== "wake") this.#outbound.fanout.carryOut(effect);
    }
  }

  /** Lets everything be told that is held. */
  rest(): void {
    this.#at += 100;
    this.apply({ kind: "tick" });
    this.#outbound.turn();
  }

  /** All that is kept for rooms: of the chat, and the number of feeds. */
  kept(): [Pick<ChatData["ledger"], "rooms">, ChatData["desk"]["announcers"], string[][], number] {
    const { ledger, desk } = this.#chat.snapshot();
    return [
      { rooms: ledger.rooms },
      desk.announcers.map((each) => ({ ...each, windowEnd: 0, counts: { arrived: 0, left: 0 } })),
      desk.seats.flatMap(({ rooms, before }) => [[...rooms], [...before]]),
      this.#outbound.fanout.feeds,
    ];
  }
}

Deno.test("10,000 rooms that came and went leave nothing behind", () => {
  const house = new House();
  for (const id of [1, 2]) house.enter(id);
  house.rest();
  const before = house.kept();
  for (const id of [1, 2]) house.apply(asks(id, "join", "warm"));
  for (const id of [1, 2]) house.apply(asks(id, "part"));
  // Twice the same names, in another case: neither is still taken.
  for (const name of ["room", "ROOM"]) comeAndGo(house, name);
  house.rest();
  assertEquals(house.kept(), before);
});

/** Each room has two members, one of which parts while its arrival is held and one later. */
function comeAndGo(house: House, name: string): void {
  for (let n = 0; n < ROOMS; n++) {
    house.apply(asks(1, "join", `${name}-${n}`));
    house.apply(asks(2, "join", `#${name}-${n}`));
    house.apply(asks(2, "part"));
    if (n % 3 === 0) house.rest();
    house.apply(asks(1, "say", "hello"));
    house.apply(asks(1, "part"));
  }
}

Deno.test("Rooms vanish with the connection of their last member", () => {
  const house = new House();
  house.enter(1);
  house.rest();
  house.apply(asks(1, "join", "dev"));
  house.apply(asks(1, "part"));
  const before = house.kept();
  for (let id = 2; id < AT_ONCE; id++) {
    house.enter(id);
    for (const n of [1, 2]) house.apply(asks(id, "join", `own-${id}-${n}`));
    if (id % 3 === 0) house.rest();
    house.apply(disconnected(id));
  }
  house.rest();
  const [{ rooms: [lobby, ...others] }, ...rest] = house.kept();
  assertEquals([lobby?.members.map(([id]) => id), others, rest], [[1], [], before.slice(1)]);
});
