/** @module */
import { assertEquals } from "@std/assert";
import type { Sentence, Subject } from "../../../lib/core/order.ts";
import { MAX_LOBBY_MUTES, MAX_ROOM_MUTES, Mutes } from "../../../lib/core/state/mutes.ts";
import { clientId, LOBBY, type RoomName } from "../../../lib/core/units.ts";

const DEV = "dev" as RoomName;
const ANN: Subject = { client: clientId(1) };
const HOST: Subject = { network: "192.0.2.7" };

function mute(subject: Subject, until?: number): Sentence {
  return { subject, until, by: "op", reason: "", since: 0 };
}

Deno.test("find() finds a mute in its room alone, until it ends", () => {
  const mutes = new Mutes();
  mutes.add(DEV, mute(ANN, 100));
  assertEquals(mutes.find(DEV, ANN, 99), mute(ANN, 100));
  assertEquals(mutes.find(DEV, ANN, 100), undefined);
  assertEquals(mutes.find(LOBBY, ANN, 99), undefined);
  assertEquals(mutes.find(DEV, HOST, 99), undefined);
});

Deno.test("add() replaces the mute of the same subject, and remove() ends it", () => {
  const mutes = new Mutes();
  mutes.add(DEV, mute(HOST, 100));
  mutes.add(DEV, mute(HOST));
  assertEquals(mutes.snapshot(), [{ room: DEV, mute: mute(HOST) }]);
  assertEquals([mutes.remove(DEV, HOST), mutes.remove(DEV, HOST)], [true, false]);
  assertEquals(mutes.snapshot(), []);
});

Deno.test("expire() forgets what is over and nothing else", () => {
  const mutes = new Mutes([
    { room: DEV, mute: mute(ANN, 100) },
    { room: DEV, mute: mute(HOST) },
    { room: LOBBY, mute: mute(HOST, 101) },
  ]);
  mutes.expire(100);
  assertEquals(mutes.snapshot().map(({ room }) => room), [DEV, LOBBY]);
  mutes.drop(DEV);
  assertEquals(mutes.snapshot().map(({ room }) => room), [LOBBY]);
});

for (const [room, bound] of [[DEV, MAX_ROOM_MUTES], [LOBBY, MAX_LOBBY_MUTES]] as const) {
  Deno.test(`add() takes ${bound} mutes in ${room}, and changes those it has beyond`, () => {
    const mutes = new Mutes();
    for (let n = 1; n <= bound; n++) mutes.add(room, mute({ client: clientId(n) }));
    assertEquals(mutes.add(room, mute({ client: clientId(bound + 1) })), false);
    assertEquals(mutes.add(room, mute({ client: clientId(bound) }, 7)), true);
    assertEquals(mutes.snapshot().length, bound);
  });
}
