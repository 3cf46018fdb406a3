/** @module */
import { assertEquals } from "@std/assert";
import { readableFrom } from "../../../../lib/core/rules/past/reading.ts";
import { OPEN } from "../../../../lib/core/state/access.ts";
import { clientId } from "../../../../lib/core/units.ts";

const [ANN, BOB, EVE] = [clientId(1), clientId(2), clientId(3)];
/** Ann has entered when the last number was 4, and Bob when it was 30. */
const MEMBERS = new Map([[ANN, 4], [BOB, 30]]);

function readable(closed: boolean | string, openFrom: number): (number | undefined)[] {
  const access = typeof closed === "string"
    ? { ...OPEN, password: closed }
    : { ...OPEN, isPrivate: closed };
  return [ANN, BOB, EVE].map((each) => readableFrom({ members: MEMBERS, access, openFrom }, each));
}

Deno.test("readableFrom() lets everybody read all of a public room", () => {
  assertEquals(readable(false, 0), [0, 0, 0]);
});

Deno.test("readableFrom() of a room that was closed goes back to its opening, or to one's own entry", () => {
  assertEquals(readable(false, 20), [5, 20, 20]);
});

Deno.test("readableFrom() of a closed room is one's own entry, and nothing for others", () => {
  assertEquals(readable(true, 0), [5, 31, undefined]);
  assertEquals(readable("digest", 0), [5, 31, undefined]);
});
