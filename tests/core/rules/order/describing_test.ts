/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../../../lib/core/units.ts";
import { OPERATOR, strangerAt } from "../../../support/origins.ts";
import { RoomScene } from "../../../support/room_scene.ts";
import { PROGRAM_DIALECT } from "../../../support/happenings.ts";

/** Ann owns `dev`, where bob is, who is in `secret` as well; oda is an operator, in the lobby. */
function scene(): RoomScene {
  const scene = new RoomScene();
  scene.enter(1, { nick: "ann" });
  scene.enter(2, { nick: "bob", origin: strangerAt("192.0.2.7") });
  scene.enter(9, { nick: "oda", origin: OPERATOR });
  scene.ask(2, "join", "secret");
  scene.ask(2, "room", "private");
  for (const id of [1, 2]) scene.ask(id, "join", "dev");
  scene.wait(3100);
  for (const id of [1, 2, 9]) scene.lines(id);
  return scene;
}

Deno.test("/whois tells the rooms in common with the rank there, and no address", () => {
  const stage = scene();
  stage.ask(1, "op", "bob");
  assertEquals(stage.answers(1, "whois", "BOB"), [
    "-- bob #2, here since 1970-01-01 00:16 UTC, idle 3s",
    "-- bob is in #lobby, #dev (moderator)",
  ]);
  stage.ask(2, "away", "lunch");
  assertEquals(
    stage.answers(1, "whois", "bob")[0],
    [
      "-- bob #2, here since 1970-01-01 00:16 UTC, idle 0s, away: lunch",
    ][0],
  );
  assertEquals(stage.answers(1, "whois", "ann").at(-1), "-- ann is in #lobby, #dev (owner)");
  assertEquals(stage.answers(1, "whois", "oda")[0]?.startsWith("-- oda #9, operator, here"), true);
});

Deno.test("/whois tells operators all rooms, and the connection", () => {
  const stage = scene();
  assertEquals(stage.answers(9, "whois", "bob").slice(1), [
    "-- bob is in #lobby, #secret (owner), #dev",
    "-- bob comes from 192.0.2.7:40000 over tcp; 0 bytes wait, 0 lines were skipped",
  ]);
  assertEquals(
    stage.answers(9, "whois", "ann").at(-1),
    [
      "-- ann comes over pipe; 0 bytes wait, 0 lines were skipped",
    ][0],
  );
});

Deno.test("/whois tells operators the program of a client, safe to show and bounded", () => {
  const stage = scene();
  const tell = (nick: string) => stage.answers(9, "whois", nick).at(-1);
  stage.enter(5, { nick: "robo", detail: "every", program: " robot/2 \x1b[2J" });
  stage.enter(6, { nick: "long", detail: "every", program: "𝒳".repeat(65) });
  stage.enter(7, { nick: "none", detail: "every", program: " " });
  const rest = "; 0 bytes wait, 0 lines were skipped";
  assertEquals(tell("robo"), `-- robo comes over pipe with robot/2 \ufffd[2J${rest}`);
  assertEquals(tell("long"), `-- long comes over pipe with ${"𝒳".repeat(64)}${rest}`);
  assertEquals(tell("none"), `-- none comes over pipe${rest}`);
  stage.enter(8, { nick: "late" });
  stage.apply({
    kind: "command",
    client: clientId(8),
    command: { kind: "hello", program: "robot/3", dialect: PROGRAM_DIALECT },
  });
  assertEquals(tell("late"), `-- late comes over pipe with robot/3${rest}`);
});

Deno.test("/whois of nobody, and without a name, is refused", () => {
  const stage = scene();
  assertEquals(stage.answers(1, "whois", "zoe"), ["-- nobody here is called zoe"]);
  assertEquals(stage.answers(1, "whois"), ["-- usage: /whois NAME"]);
});

Deno.test("whois for programs", () => {
  const stage = scene();
  stage.enter(5, { nick: "robo", detail: "every" });
  stage.objects(5);
  stage.ask(5, "whois", { name: "bob" });
  const told = {
    type: "whois",
    name: "bob",
    id: 2,
    operator: false,
    since: "1970-01-01T00:16:40.000Z",
    idle: 3100,
    rooms: [{ room: "lobby", rank: "member" }],
  };
  assertEquals(stage.objects(5), [told]);
  stage.enter(6, { nick: "opbot", detail: "every", origin: OPERATOR });
  stage.objects(6);
  stage.ask(6, "whois", { name: "bob" });
  assertEquals(stage.objects(6), [{
    ...told,
    rooms: [
      { room: "lobby", rank: "member" },
      { room: "secret", rank: "owner" },
      { room: "dev", rank: "member" },
    ],
    address: "192.0.2.7:40000",
    transport: "tcp",
    queued: 0,
    skipped: 0,
  }]);
});
