/** @module */
import { assertEquals } from "@std/assert";
import { Chat } from "../../../../lib/core/chat.ts";
import { clientId } from "../../../../lib/core/units.ts";
import { newChat, START } from "../../../support/happenings.ts";
import { RoomScene } from "../../../support/room_scene.ts";

/** The ids of the owners of each room. */
function owners(chat: Chat): Record<string, number[]> {
  return Object.fromEntries(
    chat.snapshot().ledger.rooms.map(({ room, access }) => [
      room,
      access.ranks.filter(({ rank }) => rank === "owner").map(({ client }) => client),
    ]),
  );
}

Deno.test("a room belongs to its maker, and the lobby to nobody", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.ask(2, "join", "ops");
  scene.enter(3, { nick: "robo", detail: "every", wanted: { rooms: ["qa"], hasLobby: false } });
  assertEquals(owners(scene.chat), { lobby: [], dev: [1], ops: [2], qa: [3] });
});

Deno.test("settleOwners() gives a room to its eldest member when the owner has left in any way", () => {
  const ways: ((scene: RoomScene) => void)[] = [
    (scene) => scene.ask(1, "part", "dev"),
    (scene) => scene.ask(1, "quit"),
    (scene) => scene.leave(1),
  ];
  for (const leave of ways) {
    const scene = RoomScene.of("ann", "bob", "cay");
    for (const id of [1, 3, 2]) scene.ask(id, "join", "dev");
    scene.wait();
    scene.lines(2);
    leave(scene);
    scene.wait();
    const lines = scene.lines(2).filter((line) => line.startsWith("#dev"));
    assertEquals(lines.map((line) => line.replace(/:.*/, "")), [
      "#dev ann has left",
      "#dev cay owns the room now",
    ]);
    assertEquals(owners(scene.chat).dev, [3]);
  }
});

Deno.test("settleOwners() tells of the last owner alone when many leave at once", () => {
  const scene = RoomScene.of("ann", "bob", "cay", "dan");
  for (const id of [1, 2, 3, 4]) scene.ask(id, "join", "dev");
  scene.wait();
  scene.lines(4);
  for (const id of [1, 2, 3]) scene.ask(id, "part", "dev");
  scene.wait();
  assertEquals(scene.lines(4), [
    "#dev ann has left",
    "#dev bob has left",
    "#dev cay has left",
    "#dev dan owns the room now",
  ]);
  assertEquals(scene.chat.snapshot().ledger.rooms.find(({ room }) => room === "dev")?.seq, 8);
});

Deno.test("the heir may act at once, before the room was told of it", () => {
  const scene = RoomScene.of("ann", "bob", "cay");
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  scene.ask(1, "part", "dev");
  assertEquals(scene.answers(3, "room", "private").at(-1), "-- only owners of #dev may do that");
  scene.lines(2);
  scene.ask(2, "room", "private");
  assertEquals(scene.lines(2), ["#dev bob made the room private"]);
});

Deno.test("a rank goes with leaving, and does not come back", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(2, "join", "dev");
  scene.ask(1, "part", "dev");
  scene.wait();
  scene.ask(1, "join", "dev");
  assertEquals(owners(scene.chat).dev, [2]);
  assertEquals(scene.answers(1, "room", "private"), ["-- only owners of #dev may do that"]);
});

Deno.test("a room that is made anew is as new", () => {
  const scene = RoomScene.of("ann", "bob");
  scene.ask(1, "join", "dev");
  scene.ask(1, "room", "password x");
  scene.ask(1, "room", "private");
  scene.ask(1, "part");
  scene.ask(2, "join", "dev");
  assertEquals(owners(scene.chat).dev, [2]);
  assertEquals(scene.answers(2, "room"), ["-- #dev: public, no password"]);
});

Deno.test("moderators come before elder members when a room falls, and may kick but not set", () => {
  const scene = RoomScene.of("ann", "bob", "cay");
  for (const id of [1, 2, 3]) scene.ask(id, "join", "dev");
  scene.wait();
  const data = structuredClone(scene.chat.snapshot());
  const rooms = data.ledger.rooms.map((each) =>
    each.room === "dev"
      ? {
        ...each,
        access: {
          ...each.access,
          ranks: [...each.access.ranks, { client: clientId(3), rank: "moderator" as const }],
        },
      }
      : each
  );
  const chat = newChat(undefined, { ...data, ledger: { ...data.ledger, rooms } });
  const at = START + 1000;
  const answer = (id: number, name: string, input: string) =>
    chat.apply({ kind: "command", client: clientId(id), command: { kind: "ask", name, input } }, at)
      .flatMap((effect) =>
        effect.kind === "send" && effect.message.kind === "notice" ? [effect.message.notice] : []
      );
  assertEquals<unknown>(answer(3, "room", "private"), [{
    code: "not-allowed",
    why: "owner",
    room: "dev",
  }]);
  assertEquals<unknown>(answer(3, "kick", "ann"), [{
    code: "higher-rank",
    room: "dev",
    name: "ann",
  }]);
  assertEquals<unknown>(answer(2, "kick", "cay"), [{
    code: "not-allowed",
    why: "moderator",
    room: "dev",
  }]);
  answer(1, "part", "dev");
  chat.apply({ kind: "tick" }, at + 100);
  assertEquals(owners(chat).dev, [3]);
});
