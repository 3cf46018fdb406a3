import { assertEquals } from "@std/assert";
import { actionsOn, type Encounter } from "../../../lib/page/view/person_actions.ts";

const MET: Encounter = {
  yours: "member",
  theirs: "member",
  isYou: false,
  isIgnored: false,
  hasVoice: false,
  isModerated: false,
  isPrivate: false,
};

Deno.test("actionsOn() offers a member what everybody may do, and nothing of order", () => {
  assertEquals(actionsOn(MET), [["private", "whois", "mention", "ignore"]]);
  assertEquals(actionsOn({ ...MET, theirs: "owner" }), [["private", "whois", "mention", "ignore"]]);
});

Deno.test("actionsOn() offers to look at oneself, and nothing else", () => {
  assertEquals(
    actionsOn({ ...MET, yours: "owner", theirs: "owner", isYou: true }),
    [["whois"]],
  );
});

Deno.test("actionsOn() offers to hear an ignored person again", () => {
  assertEquals(actionsOn({ ...MET, isIgnored: true }), [[
    "private",
    "whois",
    "mention",
    "unignore",
  ]]);
});

Deno.test("actionsOn() offers to close a private conversation, and nothing that takes a room", () => {
  const met = { ...MET, yours: "owner", isPrivate: true } as const;
  assertEquals(actionsOn(met), [["whois", "ignore"], ["close"]]);
});

Deno.test("actionsOn() offers a moderator order and voices, but no ranks", () => {
  const groups = actionsOn({ ...MET, yours: "moderator", isModerated: true });
  assertEquals(groups.slice(1), [["voice"], ["mute", "unmute", "kick", "ban"]]);
});

Deno.test("actionsOn() offers no voice in a room where everybody speaks, and takes one all the same", () => {
  const moderator = { ...MET, yours: "moderator" } as const;
  assertEquals(actionsOn(moderator).slice(1), [["mute", "unmute", "kick", "ban"]]);
  assertEquals(actionsOn({ ...moderator, hasVoice: true })[1], ["devoice"]);
});

Deno.test("actionsOn() offers nothing against a person of higher rank", () => {
  assertEquals(
    actionsOn({ ...MET, yours: "moderator", theirs: "owner" }).length,
    1,
  );
});

Deno.test("actionsOn() offers an owner the ranks that the person has not", () => {
  const owner = { ...MET, yours: "owner" } as const;
  assertEquals(actionsOn(owner)[1], ["op", "owner"]);
  assertEquals(actionsOn({ ...owner, theirs: "moderator" })[1], ["owner", "deop"]);
  assertEquals(actionsOn({ ...owner, theirs: "owner" })[1], ["deop"]);
});

Deno.test("actionsOn() offers only words for a person who is not known to be in the room", () => {
  assertEquals(actionsOn({ ...MET, yours: "owner", theirs: undefined }), [
    ["private", "whois", "mention", "ignore"],
  ]);
});
