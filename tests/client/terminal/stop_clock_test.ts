import { assertEquals } from "@std/assert";
import { StopClock } from "../../../lib/client/terminal/stop_clock.ts";
import { parseDaemonLine } from "../../../lib/wire/json/decode.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

function clockAfter(...objects: object[]): (at: number) => string | undefined {
  const clock = new StopClock();
  for (const object of objects) {
    const line = parseDaemonLine(JSON.stringify(object));
    if (line.kind === "event") clock.note(line.event, 1000);
  }
  return (at) => clock.words(ENGLISH, at);
}

const STOPS = { type: "notice", code: "shutdown", why: "stops", left: 90_000, reason: "" };

Deno.test("the last minute before the stop is counted down", () => {
  const words = clockAfter(STOPS);
  assertEquals(words(1000), undefined);
  assertEquals([31_000, 31_001, 89_500, 200_000].map(words), [
    "stops in 1m",
    "stops in 1m",
    "stops in 2s",
    "stops in 0s",
  ]);
});

Deno.test("a later announcement counts, and one that is called off does not", () => {
  assertEquals(clockAfter(STOPS, { ...STOPS, left: 5000 })(1000), "stops in 5s");
  const off = { type: "notice", code: "shutdown", why: "called-off" };
  assertEquals(clockAfter({ ...STOPS, left: 5000 }, off)(1000), undefined);
});

Deno.test("after the stop nothing is counted, nor before it is announced", () => {
  const bye = { type: "bye", by: "daemon", code: "shutdown" };
  assertEquals(clockAfter({ ...STOPS, left: 5000 }, bye)(1000), undefined);
  assertEquals(clockAfter()(1000), undefined);
});
