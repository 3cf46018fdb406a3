/**
 * Crowds: people who count what they are told of others, know in the end how many are there.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { Message } from "../../lib/core/message.ts";
import { RoomScene } from "../support/room_scene.ts";

/** More than a crowd. */
const PEOPLE = 35;

type Step = readonly [what: "join" | "part" | "say" | "leave" | "enter" | "wait", who: number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant("join" as const) },
    { weight: 2, arbitrary: fc.constantFrom("part" as const, "leave" as const) },
    { weight: 1, arbitrary: fc.constantFrom("say" as const, "enter" as const, "wait" as const) },
  ),
  fc.nat({ max: PEOPLE }),
);

/** How many others a person believes to be in each room, by what it was told. */
function believed(heard: readonly Message[]): Map<string, number> {
  const others = new Map<string, number>();
  const add = (room: string, count: number) => others.set(room, (others.get(room) ?? NaN) + count);
  for (const message of heard) {
    switch (message.kind) {
      case "welcome":
      case "entered":
        others.set(message.room, message.population - 1);
        break;
      case "joined":
        add(message.room, 1);
        break;
      case "left":
        add(message.room, -1);
        break;
      case "crowd":
        add(message.room, message.verb === "arrived" ? message.count : -message.count);
        break;
      case "notice":
        if (message.notice.code === "room-left") others.delete(message.notice.room);
    }
  }
  return others;
}

Deno.test("property: by what people are told of a crowd they know how many are in each room", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80 }), (steps) => {
      const scene = new RoomScene();
      let entered = 0;
      const enter = () => scene.enter(++entered);
      for (let n = 0; n < PEOPLE; n++) enter();
      for (const [what, who] of steps) {
        if (what === "wait") scene.wait();
        else if (what === "enter") enter();
        else if (what === "leave") scene.leave(who);
        else scene.ask(who, what, what === "say" ? "x" : "dev");
      }
      scene.wait();
      const { rooms } = scene.chat.snapshot().ledger;
      for (const { room, members } of rooms) {
        for (const [id] of members) {
          const others = believed(scene.ears.of(id).heard);
          assertEquals(others.get(room), members.length - 1, `${id} in ${room}`);
        }
      }
    }),
    { numRuns: 60 },
  );
});
