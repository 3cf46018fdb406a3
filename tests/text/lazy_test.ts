/** @module */

import { assertEquals, assertThrows } from "@std/assert";
import { lazy } from "../../lib/text/lazy.ts";

Deno.test("lazy() makes a value once, and not before it is asked for", () => {
  let made = 0;
  const value = lazy(() => {
    made++;
    return undefined;
  });
  assertEquals(made, 0);
  assertEquals([value(), value(), made], [undefined, undefined, 1]);
});

Deno.test("lazy() tries again where making failed", () => {
  let tries = 0;
  const value = lazy(() => {
    if (++tries === 1) throw new RangeError("not yet");
    return tries;
  });
  assertThrows(value, RangeError);
  assertEquals([value(), value()], [2, 2]);
});
