/** @module */
import { assertEquals } from "@std/assert";
import {
  type EntryProblem,
  entryProblem,
  type Guarded,
  heirOf,
  INVITATION_LASTS,
  isInvited,
  isPublic,
  MAX_INVITATIONS,
  rankOf,
  type View,
  viewOf,
  withInvitation,
  withoutInvitation,
  withoutMember,
  withRank,
} from "../../../lib/core/rules/access.ts";
import { type Access, OPEN } from "../../../lib/core/state/access.ts";
import { type ClientId, clientId } from "../../../lib/core/units.ts";

const [ANN, BOB, CAY, DAN] = [clientId(1), clientId(2), clientId(3), clientId(4)];
const NOW = 1_000;

interface Setting {
  readonly isPrivate?: true;
  readonly password?: string;
  readonly invited?: readonly ClientId[];
}

/** A room of these members, the first of whom owns it. */
function room(members: readonly ClientId[], setting: Setting = {}): Guarded {
  let access: Access = {
    ...OPEN,
    isPrivate: setting.isPrivate ?? false,
    password: setting.password,
  };
  for (const owner of members.slice(0, 1)) access = withRank(access, owner, "owner");
  for (const client of setting.invited ?? []) access = withInvitation(access, client, NOW);
  return { members: new Set(members), access };
}

/** The room with the rank of one member changed. */
function ranked(room: Guarded, client: ClientId, rank: "member" | "moderator" | "owner"): Guarded {
  return { ...room, access: withRank(room.access, client, rank) };
}

/** Each row: the room, how an outsider sees it, and what it is told with no, a wrong, the right word. */
const OUTSIDERS: readonly (readonly [
  setting: Setting,
  view: View,
  entries: readonly (EntryProblem | undefined)[],
])[] = [
  [{}, "open", [undefined, undefined, undefined]],
  [{ password: "right" }, "locked", ["password-missing", "password-wrong", undefined]],
  [{ isPrivate: true }, "hidden", ["room-private", "room-private", "room-private"]],
  [{ isPrivate: true, password: "right" }, "hidden", [
    "room-private",
    "room-private",
    "room-private",
  ]],
  [{ password: "right", invited: [BOB] }, "open", [undefined, undefined, undefined]],
  [{ isPrivate: true, invited: [BOB] }, "open", [undefined, undefined, undefined]],
  [{ isPrivate: true, password: "right", invited: [BOB] }, "open", [
    undefined,
    undefined,
    undefined,
  ]],
];

for (const [setting, view, entries] of OUTSIDERS) {
  Deno.test(`viewOf() and entryProblem() for an outsider of ${JSON.stringify(setting)}`, () => {
    const dev = room([ANN], setting);
    assertEquals(viewOf(dev, BOB, NOW), view);
    const passwords = [undefined, "wrong", "right"];
    assertEquals(passwords.map((password) => entryProblem(dev, BOB, { password, at: NOW })), [
      ...entries,
    ]);
  });
}

Deno.test("viewOf() is `member` for a member, whatever the settings", () => {
  for (const [setting] of OUTSIDERS) {
    const dev = room([ANN], setting);
    assertEquals(viewOf(dev, ANN, NOW), "member");
    assertEquals(entryProblem(dev, ANN, { at: NOW }), undefined);
  }
});

Deno.test("entryProblem() refuses again when the invitation has ended", () => {
  const dev = room([ANN], { isPrivate: true, invited: [BOB] });
  assertEquals(entryProblem(dev, BOB, { at: NOW + INVITATION_LASTS - 1 }), undefined);
  assertEquals(entryProblem(dev, BOB, { at: NOW + INVITATION_LASTS }), "room-private");
  assertEquals(viewOf(dev, BOB, NOW + INVITATION_LASTS), "hidden");
});

Deno.test("isPublic() is true only for a room that is neither private nor has a password", () => {
  const settings: Setting[] = [{}, { isPrivate: true }, { password: "p" }];
  assertEquals(settings.map((each) => isPublic(room([ANN], each).access)), [true, false, false]);
});

Deno.test("heirOf() is the eldest moderator, else the eldest member, if nobody owns the room", () => {
  const dev = room([ANN, BOB, CAY]);
  assertEquals(heirOf(dev), undefined);
  const orphan = ranked(dev, ANN, "member");
  assertEquals(heirOf(orphan), ANN);
  assertEquals(heirOf(ranked(orphan, CAY, "moderator")), CAY);
  assertEquals(heirOf({ members: new Set(), access: OPEN }), undefined);
});

Deno.test("heirOf() of a kept room is its eldest moderator, and no plain member", () => {
  const dev = room([ANN, BOB, CAY]);
  const kept = { ...dev, access: { ...withRank(dev.access, ANN, "member"), isKept: true } };
  assertEquals(heirOf(kept), undefined);
  assertEquals(heirOf(ranked(kept, CAY, "moderator")), CAY);
});

Deno.test("withRank() sets a rank, changes it, and takes it away", () => {
  const moderated = withRank(OPEN, BOB, "moderator");
  assertEquals([rankOf(moderated, BOB), rankOf(moderated, ANN)], ["moderator", "member"]);
  const owned = withRank(moderated, BOB, "owner");
  assertEquals(owned.ranks, [{ client: BOB, rank: "owner" }]);
  assertEquals(withRank(owned, BOB, "member"), OPEN);
  assertEquals(OPEN.ranks, []);
});

Deno.test("withoutMember() takes the rank and the voice of one member alone", () => {
  const access = {
    ...withRank(withRank(OPEN, ANN, "owner"), BOB, "moderator"),
    voices: [BOB, CAY],
  };
  const without = withoutMember(access, BOB);
  assertEquals([without.ranks, without.voices], [[{ client: ANN, rank: "owner" }], [CAY]]);
  assertEquals(withoutMember(access, DAN), access);
});

Deno.test("withInvitation() drops what has ended, and the oldest beyond the bound", () => {
  let access = withInvitation(OPEN, clientId(1000), NOW - INVITATION_LASTS);
  for (let n = 1; n <= MAX_INVITATIONS; n++) access = withInvitation(access, clientId(n), NOW);
  assertEquals(access.invitations.length, MAX_INVITATIONS);
  assertEquals(isInvited(access, clientId(1000), NOW), false);
  assertEquals(isInvited(access, clientId(1), NOW), true);
  access = withInvitation(access, clientId(MAX_INVITATIONS + 1), NOW);
  assertEquals(access.invitations.length, MAX_INVITATIONS);
  assertEquals(isInvited(access, clientId(1), NOW), false);
  assertEquals(isInvited(access, clientId(2), NOW), true);
  assertEquals(isInvited(access, clientId(MAX_INVITATIONS + 1), NOW), true);
});

Deno.test("withInvitation() of a client that has one begins anew and forgets no other", () => {
  let access = OPEN;
  for (let n = 1; n <= MAX_INVITATIONS; n++) access = withInvitation(access, clientId(n), NOW);
  access = withInvitation(access, clientId(5), NOW + 1);
  assertEquals(access.invitations.length, MAX_INVITATIONS);
  assertEquals(isInvited(access, clientId(1), NOW), true);
  assertEquals(isInvited(access, clientId(5), NOW + INVITATION_LASTS), true);
});

Deno.test("withoutInvitation() takes back one invitation", () => {
  const access = withInvitation(withInvitation(OPEN, ANN, NOW), BOB, NOW);
  const without = withoutInvitation(access, ANN);
  assertEquals([isInvited(without, ANN, NOW), isInvited(without, BOB, NOW)], [false, true]);
});
