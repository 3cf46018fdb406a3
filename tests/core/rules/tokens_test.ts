/** @module */
import { assertEquals } from "@std/assert";
import { clientId } from "../../../lib/core/units.ts";
import { RoomScene } from "../../support/room_scene.ts";

/** Two programs, of which the second hears arrivals gathered, and a person. */
function stage(): RoomScene {
  const scene = RoomScene.of("ann");
  scene.enter(2, { nick: "robo", detail: "every" });
  scene.enter(3, { nick: "page", detail: "summed", isProgram: true });
  scene.wait(1000);
  for (const id of [1, 2, 3]) scene.objects(id);
  return scene;
}

function tokens(scene: RoomScene, id: number): unknown[][] {
  return scene.objects(id).map(({ type, code, text, token }) => [code ?? type, text, token]);
}

Deno.test("a text comes back to its author alone with the token, in its place", () => {
  for (const by of [2, 3]) {
    const scene = stage();
    scene.ask(1, "say", "one");
    scene.ask(by, "say", { text: "two", token: "t1" });
    scene.ask(by, "me", { text: "three", token: "" });
    scene.ask(by, "say", { text: "four" });
    assertEquals(tokens(scene, by), [
      ["message", "one", undefined],
      ["message", "two", "t1"],
      ["action", "three", ""],
      ["message", "four", undefined],
    ]);
    const others = ["one", "two", "three", "four"];
    for (const id of [2, 3].filter((id) => id !== by)) {
      assertEquals(
        tokens(scene, id).map(([, text, token]) => [text, token]),
        others.map((text) => [text, undefined]),
      );
    }
    assertEquals(scene.lines(1).length, 4);
  }
});

Deno.test("a token is sanitised, and one that is no text is none", () => {
  const scene = stage();
  scene.ask(2, "say", { text: "hi", token: "a\u0007b" });
  scene.ask(2, "say", { text: "hi", token: 7 });
  assertEquals(tokens(scene, 2), [
    ["message", "hi", "a\ufffdb"],
    ["bad-field", "say needs the field token, a string", undefined],
  ]);
});

Deno.test("a text that is refused gives the token back with the notice", () => {
  const scene = stage();
  scene.ask(2, "say", { text: "hi", room: "dev", token: "t1" });
  scene.ask(2, "say", { token: "t2" });
  scene.ask(2, "private", { to: "nobody", text: "hi", token: "t3" });
  scene.ask(2, "nick", { nick: "ann", token: "t4" });
  assertEquals(scene.objects(2).map(({ code, token }) => [code, token]), [
    ["no-such-room", "t1"],
    ["bad-field", "t2"],
    ["no-such-name", "t3"],
    ["name-taken", undefined],
  ]);
});

Deno.test("a text that is too long gives the token back as well", () => {
  const scene = stage();
  for (const name of ["say", "nick", "nonsense"]) {
    const asked = {
      kind: "ask",
      name,
      input: { text: "x".repeat(5000), token: "a\u0007b" },
    } as const;
    scene.apply({
      kind: "command",
      client: clientId(2),
      command: { kind: "overlong", bytes: 5000, asked },
    });
    const { code, token } = scene.objects(2)[0] ?? {};
    assertEquals([code, token], ["line-too-long", name === "say" ? "a\ufffdb" : undefined]);
  }
});

Deno.test("a private word gives the token back to its author, and no notice about it has it", () => {
  const scene = stage();
  scene.ask(3, "away", { text: "lunch" });
  scene.objects(3);
  scene.ask(2, "private", { to: "page", text: "hi", token: "t1" });
  assertEquals(tokens(scene, 2).map(([what, , token]) => [what, token]), [
    ["private", "t1"],
    ["is-away", undefined],
  ]);
  assertEquals(tokens(scene, 3), [["private", "hi", undefined]]);
});

Deno.test("a program that resumes is told its own text with the rest, once", () => {
  for (const detail of ["every", "summed"] as const) {
    const scene = stage();
    for (let n = 0; n < 300; n++) scene.ask(1, "say", `${n}`);
    const resume = [{ room: "lobby", seq: 1, epoch: "e1" }];
    const wanted = { rooms: [], hasLobby: true, resume };
    const id = clientId(10);
    scene.enter(id, { detail, isProgram: true, wanted });
    scene.objects(id);
    scene.ask(id, "say", { text: "mine", token: "t1" });
    assertEquals(scene.objects(id), []);
    scene.apply({ kind: "more", client: id });
    scene.apply({ kind: "more", client: id });
    assertEquals(tokens(scene, id).filter(([, text]) => text === "mine"), [[
      "message",
      "mine",
      undefined,
    ]]);
  }
});
