/** @module */
import { assertEquals, assertStrictEquals } from "@std/assert";
import { JoinedBytes } from "../../lib/outbound/joined_bytes.ts";

Deno.test("JoinedBytes.join() gives a single piece as it is, and the same bytes for the same pieces", () => {
  const joined = new JoinedBytes();
  const [one, two, three] = ["1", "22", "333"].map((text) => new TextEncoder().encode(text));
  if (!one || !two || !three) throw new Error("three pieces are three");
  assertStrictEquals(joined.join([one]), one);
  const both = joined.join([one, two]);
  assertEquals(new TextDecoder().decode(both), "122");
  assertStrictEquals(joined.join([one, two]), both);
  assertEquals(new TextDecoder().decode(joined.join([one, two, three])), "122333");
  assertEquals(new TextDecoder().decode(joined.join([one, three])), "1333");
});

Deno.test("JoinedBytes.forget() lets go of the last result", () => {
  const joined = new JoinedBytes();
  const pieces = ["1", "22"].map((text) => new TextEncoder().encode(text));
  const both = joined.join(pieces);
  joined.forget();
  assertEquals(joined.join(pieces), both);
  assertEquals(joined.join(pieces) === both, false);
});
