/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { fold } from "../../lib/core/fold.ts";
import { addressNick, guestNick, type Nick, parseNick } from "../../lib/core/names.ts";
import { Roll } from "../../lib/core/roll.ts";
import { skeleton } from "../../lib/core/skeleton.ts";

function nick(text: string): Nick {
  const name = parseNick(text);
  if (typeof name !== "string") throw new Error(name.code);
  return name;
}

function rollOf(...names: string[]): Roll<string> {
  const roll = new Roll<string>();
  for (const name of names) assertEquals(roll.claim(nick(name), name), undefined);
  return roll;
}

Deno.test("Roll.claim() refuses a name that differs from another's in case only", () => {
  const roll = rollOf("duke");
  assertEquals(roll.claim(nick("DUKE"), "x"), {
    code: "name-taken",
    why: "same",
    name: "DUKE",
  });
  assertEquals(roll.find("x"), undefined);
});

Deno.test("Roll.claim() refuses a name that looks like another's, and says like which", () => {
  const roll = rollOf("modem", "scope");
  assertEquals(roll.claim(nick("modern"), "x"), {
    code: "name-taken",
    why: "look-alike",
    name: "modern",
    like: "modem",
  });
  assertEquals(roll.claim(nick("ѕсоре"), "x")?.code, "name-taken");
});

Deno.test("Roll.claim() gives a holder a name like its own, and frees the old one", () => {
  const roll = rollOf("duke", "ann");
  assertEquals(roll.claim(nick("Duke"), "duke"), undefined);
  assertEquals(roll.claim(nick("Duke"), "duke"), undefined);
  assertEquals(roll.claim(nick("bob"), "duke"), undefined);
  assertEquals(roll.claim(nick("duke"), "ann"), undefined);
  assertEquals(roll.find("bob"), "duke");
  assertEquals(roll.find("duke"), "ann");
  assertEquals(roll.find("ann"), undefined);
});

Deno.test("Roll.claim() that is refused leaves the holder the name it has", () => {
  const roll = rollOf("duke", "ann");
  assertEquals(roll.claim(nick("d-uke"), "ann"), undefined);
  assertEquals(roll.claim(nick("Duke"), "ann")?.code, "name-taken");
  assertEquals(roll.find("D-UKE"), "ann");
});

Deno.test("Roll.release() makes a name free for others", () => {
  const roll = rollOf("modem");
  roll.release("modem");
  roll.release("nobody at all");
  assertEquals(roll.find("modem"), undefined);
  assertEquals(roll.claim(nick("modern"), "x"), undefined);
});

Deno.test("Roll.find() regards neither case nor width", () => {
  const roll = rollOf("Straße");
  assertEquals(roll.find("STRASSE"), "Straße");
  assertEquals(roll.find("ｓｔｒａｓｓｅ"), "Straße");
});

Deno.test("Roll keeps the names that the daemon makes apart, even where digits look alike", () => {
  const roll = new Roll<number>();
  for (let n = 1; n <= 1200; n++) assertEquals(roll.claim(guestNick(n), n), undefined);
  for (let n = 1; n <= 1200; n++) {
    assertEquals(roll.claim(addressNick(`127.0.0.1:${40000 + n}`), -n), undefined);
  }
  assertEquals(roll.find("GUEST-1010"), 1010);
  assertEquals(roll.claim(addressNick("127.0.0.1:40001"), 0)?.code, "name-taken");
});

Deno.test("Roll never lets two hold names that are the same or look alike", () => {
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
    const roll = new Roll<number>();
    const held = new Map<number, Nick>();
    for (const { holder, name } of steps) {
      if (name === undefined) {
        roll.release(holder);
        held.delete(holder);
      } else if (roll.claim(name, holder) === undefined) held.set(holder, name);
      const current = [...held.values()];
      assertEquals(new Set(current.map(fold)).size, held.size);
      assertEquals(new Set(current.map(skeleton)).size, held.size);
      for (const [owner, own] of held) assertEquals(roll.find(own), owner);
    }
  }));
});
