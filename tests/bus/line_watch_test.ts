/** @module */
import { assertEquals } from "@std/assert";
import { LineWatch } from "../../lib/bus/line_watch.ts";

const WAITING = { isWaiting: true, isShut: false };
const SHUT = { isWaiting: true, isShut: true };
const WELL = { isWaiting: false, isShut: false };

/** A watch, its clock and what it has told. */
function watch() {
  const scene = { now: 0, told: [] as unknown[], pass };
  const line = new LineWatch(() => scene.now, (state) => scene.told.push(state));
  function pass(until: number): void {
    scene.now = until;
    line.check();
  }
  return { scene, line };
}

Deno.test("LineWatch tells after 2 s that what was put in waits, and after 30 s that newcomers are refused", () => {
  const { scene, line } = watch();
  line.posted();
  scene.pass(1999);
  assertEquals(scene.told, []);
  scene.pass(2000);
  scene.pass(29_999);
  assertEquals(scene.told, [WAITING]);
  scene.pass(30_000);
  assertEquals(scene.told, [WAITING, SHUT]);
  line.cameBack(false);
  scene.pass(90_000);
  assertEquals(scene.told, [WAITING, SHUT, WELL]);
});

Deno.test("LineWatch counts from the last that came back, while more waits", () => {
  const { scene, line } = watch();
  line.posted();
  scene.pass(1500);
  line.posted();
  line.cameBack(true);
  scene.pass(3499);
  assertEquals(scene.told, []);
  scene.pass(3500);
  assertEquals(scene.told, [WAITING]);
});

Deno.test("LineWatch: a lost connection counts, though nothing waits, until something came back", () => {
  const { scene, line } = watch();
  line.connected(false);
  scene.pass(2000);
  line.connected(true);
  scene.pass(2500);
  assertEquals(scene.told, [WAITING]);
  line.cameBack(false);
  assertEquals(scene.told, [WAITING, WELL]);
});

Deno.test("LineWatch: a loop that is busy with what came is not the line's fault", () => {
  const { scene, line } = watch();
  line.posted();
  scene.now = 1900;
  line.busy();
  scene.pass(3899);
  assertEquals(scene.told, []);
  scene.pass(3900);
  line.busy();
  scene.pass(40_000);
  assertEquals(scene.told, [WAITING, SHUT]);
});
