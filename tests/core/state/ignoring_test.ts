/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { Ignoring, MAX_IGNORED } from "../../../lib/core/state/ignoring.ts";
import { type ClientId, clientId } from "../../../lib/core/units.ts";

const [ANN, BOB, CAT] = [clientId(1), clientId(2), clientId(3)];

Deno.test("Ignoring.begin() takes a pair once, and in one direction", () => {
  const ignoring = new Ignoring();
  assertEquals(ignoring.begin(ANN, BOB), "begun");
  assertEquals(ignoring.begin(ANN, BOB), "already");
  assertEquals([ignoring.has(ANN, BOB), ignoring.has(BOB, ANN)], [true, false]);
  assertEquals(ignoring.ignorersOf(BOB), [ANN]);
  assertEquals(ignoring.ignorersOf(ANN), undefined);
});

Deno.test("Ignoring.begin() takes 100 for one client and no more, until one is taken back", () => {
  const ignoring = new Ignoring();
  for (let id = 2; id < 2 + MAX_IGNORED; id++) {
    assertEquals(ignoring.begin(ANN, clientId(id)), "begun");
  }
  assertEquals(MAX_IGNORED, 100);
  assertEquals(ignoring.begin(ANN, clientId(999)), "full");
  assertEquals(ignoring.begin(ANN, BOB), "already");
  assertEquals(ignoring.begin(BOB, clientId(999)), "begun");
  assertEquals(ignoring.end(ANN, CAT), true);
  assertEquals(ignoring.begin(ANN, clientId(999)), "begun");
});

Deno.test("Ignoring.end() says whether there was a pair", () => {
  const ignoring = new Ignoring();
  assertEquals(ignoring.end(ANN, BOB), false);
  ignoring.begin(ANN, BOB);
  assertEquals(ignoring.end(BOB, ANN), false);
  assertEquals(ignoring.end(ANN, BOB), true);
  assertEquals(ignoring.ignorersOf(BOB), undefined);
  assertEquals(ignoring.snapshot(), []);
});

Deno.test("Ignoring.forget() leaves nothing of a client, on either side", () => {
  const ignoring = new Ignoring([[ANN, [BOB, CAT]], [BOB, [ANN]], [CAT, [BOB]]]);
  ignoring.forget(ANN);
  assertEquals(ignoring.snapshot(), [[CAT, [BOB]]]);
  assertEquals(ignoring.ignorersOf(BOB), [CAT]);
  assertEquals(ignoring.ignorersOf(CAT), undefined);
});

Deno.test("Both directions of Ignoring say the same, whatever happens, and survive a snapshot", () => {
  const id = fc.integer({ min: 1, max: 6 }).map(clientId);
  const step = fc.record({ act: fc.constantFrom("begin", "begin", "end", "forget"), a: id, b: id });
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    const ignoring = new Ignoring();
    let pairs: [ClientId, ClientId][] = [];
    for (const { act, a, b } of steps) {
      if (act === "begin") ignoring.begin(a, b);
      else if (act === "end") ignoring.end(a, b);
      else ignoring.forget(a);
      pairs = pairs.filter(([one, two]) =>
        act === "forget" ? one !== a && two !== a : one !== a || two !== b
      );
      if (act === "begin") pairs.push([a, b]);
    }
    for (const each of [ignoring, new Ignoring(ignoring.snapshot())]) {
      for (let a = 1; a <= 6; a++) {
        const one = clientId(a);
        const ignored = pairs.filter(([first]) => first === one).map(([, two]) => two);
        const ignorers = pairs.filter(([, two]) => two === one).map(([first]) => first);
        assertEquals([...each.ignoredBy(one)].sort(), ignored.sort());
        assertEquals([...each.ignorersOf(one) ?? []].sort(), ignorers.sort());
      }
    }
  }));
});
