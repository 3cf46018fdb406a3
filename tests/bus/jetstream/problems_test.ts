/**
 * What the errors of the library mean.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { errors } from "npm:@nats-io/nats-core@3.4.0";
import { apiProblemOf, failureOf } from "../../../lib/bus/jetstream/problems.ts";

Deno.test("a call that is not answered is told as that, whoever has made it", () => {
  const error = new errors.TimeoutError();
  assertEquals(apiProblemOf(error), { code: "engine-no-majority" });
  assertEquals(apiProblemOf(failureOf("read the log", error)), { code: "engine-no-majority" });
});

Deno.test("what a call is refused with is told in the words of the engine", () => {
  const failure = failureOf("read the log", new Error("no space\nleft"));
  assertEquals(apiProblemOf(failure), {
    code: "engine-other",
    text: "cannot read the log: no space",
  });
});
