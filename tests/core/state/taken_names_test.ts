/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { fold } from "../../../lib/text/fold.ts";
import { addressNick, guestNick, type Nick, parseNick } from "../../../lib/core/reading/names.ts";
import { type Name, TakenNames } from "../../../lib/core/state/taken_names.ts";
import { nameOf } from "../../../lib/core/reading/keys.ts";
import { type ClientId, clientId } from "../../../lib/core/units.ts";
import { skeleton } from "../../../lib/text/skeleton.ts";

function named(text: string): Name {
  const name = parseNick(text);
  if (typeof name !== "string") throw new Error(name.code);
  return nameOf(name);
}

/** The holder of each name is its place in the list, from 1. */
function rollOf(...names: string[]): TakenNames {
  const roll = new TakenNames();
  for (const [index, name] of names.entries()) {
    assertEquals(roll.claim(named(name), clientId(index + 1)), undefined);
  }
  return roll;
}

/** The names of the first holders. */
function held(roll: TakenNames, count: number): (string | undefined)[] {
  return Array.from({ length: count }, (_, index) => roll.nameOf(clientId(index + 1))?.nick);
}

const [FIRST, SECOND, NEWCOMER] = [clientId(1), clientId(2), clientId(99)];

Deno.test("TakenNames.claim() refuses a name that differs from another's in case only", () => {
  const roll = rollOf("duke");
  assertEquals(roll.claim(named("DUKE"), NEWCOMER), {
    code: "name-taken",
    why: "same",
    name: "DUKE",
  });
  assertEquals(roll.nameOf(NEWCOMER), undefined);
});

Deno.test("TakenNames.claim() refuses a name that looks like another's, and says like which", () => {
  const roll = rollOf("modem", "scope");
  assertEquals(roll.claim(named("modern"), NEWCOMER), {
    code: "name-taken",
    why: "look-alike",
    name: "modern",
    like: "modem",
  });
  assertEquals(roll.claim(named("ѕсоре"), NEWCOMER)?.code, "name-taken");
});

Deno.test("TakenNames.claim() gives a holder a name like its own, and frees the old one", () => {
  const roll = rollOf("duke", "ann");
  assertEquals(roll.claim(named("Duke"), FIRST), undefined);
  assertEquals(roll.claim(named("Duke"), FIRST), undefined);
  assertEquals(roll.claim(named("bob"), FIRST), undefined);
  assertEquals(roll.claim(named("duke"), SECOND), undefined);
  assertEquals(held(roll, 2), ["bob", "duke"]);
  assertEquals(roll.claim(named("ann"), NEWCOMER), undefined);
});

Deno.test("TakenNames.claim() that is refused leaves the holder the name it has", () => {
  const roll = rollOf("duke", "ann");
  assertEquals(roll.claim(named("d-uke"), SECOND), undefined);
  assertEquals(roll.claim(named("Duke"), SECOND)?.code, "name-taken");
  assertEquals(held(roll, 2), ["duke", "d-uke"]);
});

Deno.test("TakenNames.release() makes a name free for others", () => {
  const roll = rollOf("modem");
  roll.release(FIRST);
  roll.release(clientId(7));
  assertEquals(held(roll, 1), [undefined]);
  assertEquals(roll.claim(named("modern"), NEWCOMER), undefined);
});

Deno.test("TakenNames keeps the names that the daemon makes apart, even where digits look alike", () => {
  const roll = new TakenNames();
  for (let n = 1; n <= 1200; n++) {
    assertEquals(roll.claim(nameOf(guestNick(n)), clientId(n)), undefined);
  }
  for (let n = 1; n <= 1200; n++) {
    const address = addressNick(`127.0.0.1:${40000 + n}`);
    assertEquals(roll.claim(nameOf(address), clientId(5000 + n)), undefined);
  }
  assertEquals<string | undefined>(roll.nameOf(clientId(1010))?.nick, "guest-1010");
  assertEquals(roll.claim(nameOf(addressNick("127.0.0.1:40001")), NEWCOMER)?.code, "name-taken");
});

Deno.test("TakenNames never lets two hold names that are the same or look alike", () => {
  const names = "duke Duke dukе modem modern MODEM wade vvade Ian ian lan 1an О0 oO 王 ｗａｄｅ"
    .split(" ").flatMap((text) => {
      const name = parseNick(text);
      return typeof name === "string" ? [name] : [];
    });
  const step = fc.record({
    holder: fc.nat({ max: 5 }),
    name: fc.option(fc.constantFrom(...names), { nil: undefined }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const roll = new TakenNames();
    const held = new Map<ClientId, Nick>();
    for (const { holder, name } of steps) {
      const id = clientId(holder);
      if (name === undefined) {
        roll.release(id);
        held.delete(id);
      } else if (roll.claim(nameOf(name), id) === undefined) held.set(id, name);
      const current = [...held.values()];
      assertEquals(new Set(current.map(fold)).size, held.size);
      assertEquals(new Set(current.map(skeleton)).size, held.size);
      for (const [owner, own] of held) assertEquals(roll.nameOf(owner)?.nick, own);
    }
    const all = Array.from(roll.entries(), ([holder, { nick }]) => [holder, nick] as const);
    assertEquals(new Map(all), held);
  }));
});
