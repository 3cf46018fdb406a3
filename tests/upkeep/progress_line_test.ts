/** @module */

import { assertEquals } from "@std/assert";
import { ProgressLine } from "../../lib/upkeep/progress_line.ts";
import { upkeepWords } from "../../lib/words/catalogue/upkeep.ts";
import { FakePacer } from "../support/fake_pacer.ts";
import { Written } from "../support/upkeep_scene.ts";

const say = upkeepWords("en").progress;

Deno.test("what takes less than a second draws nothing, not even to remove it", async () => {
  const [terminal, pacer] = [new Written(), new FakePacer()];
  const line = new ProgressLine({ terminal, pacer, say });
  line.report({ step: "exporting", done: 5, total: 10, unit: "events" });
  pacer.advance(999);
  await line.clear();
  assertEquals([terminal.text, pacer.timers], ["", 0]);
});

Deno.test("after a second the latest is drawn, four times a second, and removed at the end", async () => {
  const [terminal, pacer] = [new Written(), new FakePacer()];
  const line = new ProgressLine({ terminal, pacer, say });
  const report = (done: number) => line.report({ step: "importing", done, unit: "events" });
  report(1);
  report(2);
  pacer.advance(1000);
  assertEquals(terminal.text, "\rimporting: 2 events\x1b[K");
  await Promise.resolve().then(() => {}).then(() => {}).then(() => {});
  report(3);
  pacer.advance(249);
  assertEquals(terminal.text, "\rimporting: 2 events\x1b[K");
  pacer.advance(1);
  await line.clear();
  assertEquals(
    terminal.text,
    "\rimporting: 2 events\x1b[K\rimporting: 3 events\x1b[K\r\x1b[K",
  );
  assertEquals(pacer.timers, 0);
});

Deno.test("a typed ^C is removed also if nothing was drawn", async () => {
  const terminal = new Written();
  const line = new ProgressLine({ terminal, pacer: new FakePacer(), say });
  await line.clear(true);
  assertEquals(terminal.text, "\r\x1b[K");
});

Deno.test("seconds are counted on, and a function is asked for each drawing", async () => {
  const [terminal, pacer] = [new Written(), new FakePacer()];
  const line = new ProgressLine({ terminal, pacer, say });
  line.report({ step: "checking", done: 0, unit: "seconds" });
  pacer.advance(1000);
  assertEquals(terminal.text, "\rchecking: 1 s\x1b[K");
  await Promise.resolve().then(() => {}).then(() => {}).then(() => {});
  terminal.text = "";
  line.report(() => ({ step: "copying", done: 5, total: 9, unit: "bytes" }));
  pacer.advance(250);
  assertEquals(terminal.text, "\rcopying: 5 B of 9 B\x1b[K");
  await line.clear();
});

Deno.test("a terminal that takes nothing is not written to again, and holds nothing up", async () => {
  const pacer = new FakePacer();
  const blocked = Promise.withResolvers<number>();
  let writes = 0;
  const write = () => (writes += 1, blocked.promise);
  const line = new ProgressLine({ terminal: { write }, pacer, say });
  line.report({ step: "checking", done: 0, unit: "seconds" });
  pacer.advance(10_000);
  assertEquals(writes, 1);
  blocked.resolve(1);
  await line.clear();
  assertEquals(writes, 2);
});

Deno.test("without a terminal nothing is drawn, and no timer is set", async () => {
  const pacer = new FakePacer();
  const line = new ProgressLine({ terminal: undefined, pacer, say });
  line.report({ step: "checking", done: 0, unit: "seconds" });
  assertEquals(pacer.timers, 0);
  await line.clear();
});
