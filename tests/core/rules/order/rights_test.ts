/** @module */
import { assertEquals } from "@std/assert";
import { hasRight, standingIn } from "../../../../lib/core/rules/order/ranks.ts";
import { LOWEST, type Right, type Standing } from "../../../../lib/core/rules/order/rights.ts";
import { withRank } from "../../../../lib/core/rules/access.ts";
import { type Access, OPEN } from "../../../../lib/core/state/access.ts";
import type { Seat } from "../../../../lib/core/state/seat.ts";
import { clientId, LOBBY } from "../../../../lib/core/units.ts";
import { OPERATOR, originOf } from "../../../support/origins.ts";

const STANDINGS: readonly Standing[] = ["member", "moderator", "owner", "operator"];

/** Each row: a right, and who has it: member, moderator, owner, operator. */
const RIGHTS: readonly (readonly [Right, string])[] = [
  ["invite", "-mo*"],
  ["set-topic", "-mo*"],
  ["kick", "-mo*"],
  ["ban", "-mo*"],
  ["mute", "-mo*"],
  ["voice", "-mo*"],
  ["op", "--o*"],
  ["change-settings", "--o*"],
  ["keep", "---*"],
  ["announce", "---*"],
  ["lockdown", "---*"],
  ["shutdown", "---*"],
  ["see-origins", "---*"],
];

/** A room that is closed in all ways, where each standing has a client. */
function scene(): { access: Access; seats: Seat[] } {
  const seats = STANDINGS.map((standing, index): Seat => ({
    client: clientId(index + 1),
    origin: standing === "operator" ? OPERATOR : originOf(),
    hearing: { detail: "gathered", isProgram: false },
    room: LOBBY,
    rooms: [LOBBY],
    before: [],
    enteredAt: 0,
    activeAt: 0,
    awakeAt: 0,
    isWarned: false,
    strikes: 0,
    asked: [],
    searchedAt: [],
  }));
  let access: Access = { ...OPEN, isPrivate: true, isTopicLocked: true };
  access = withRank(access, clientId(2), "moderator");
  access = withRank(access, clientId(3), "owner");
  return { access, seats };
}

Deno.test("the table of rights has each right once", () => {
  assertEquals(RIGHTS.map(([right]) => right), Object.keys(LOWEST) as Right[]);
});

for (const [right, holders] of RIGHTS) {
  Deno.test(`hasRight() gives ${right} to ${holders} of member, moderator, owner, operator`, () => {
    const { access, seats } = scene();
    const found = seats.map((seat, index) =>
      hasRight(seat, { access }, right) ? "-mo*"[index] : "-"
    );
    assertEquals(found.join(""), holders);
  });
}

Deno.test("hasRight() lets members invite to public rooms, and set a topic that is not locked", () => {
  const { seats: [member] } = scene();
  const may = (right: Right, access: Access) =>
    member !== undefined && hasRight(member, { access }, right);
  assertEquals(may("invite", OPEN), true);
  assertEquals(may("invite", { ...OPEN, password: "p" }), false);
  assertEquals(may("set-topic", { ...OPEN, isPrivate: true }), true);
  assertEquals(may("set-topic", { ...OPEN, isTopicLocked: true }), false);
});

Deno.test("standingIn() is operator for those who come as one, whatever their rank", () => {
  const { access, seats } = scene();
  assertEquals(seats.map((seat) => standingIn(access, seat)), [...STANDINGS]);
});
