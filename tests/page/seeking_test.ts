/**
 * The way to a line that a search has found.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Wire } from "../../lib/page/model/change.ts";
import { message, ModelScene } from "./model_scene.ts";

Deno.test("a line that is there is shown, in its room", () => {
  const scene = new ModelScene().enter();
  scene.hear({ ...message(2, "bob", "needle"), room: "lobby" });
  scene.hear({ type: "entered", room: "dev", seq: 0, epoch: "d", members: ["ann"], people: 1 });
  scene.act({ kind: "open", talk: "#dev" });
  scene.act({ kind: "seek", room: "lobby", seq: 2 });
  assertEquals(scene.model.current?.id, "#lobby");
  assertEquals(sought(scene), [2]);
});

Deno.test("a line that is further back is fetched page by page, and then shown", () => {
  const scene = new ModelScene().enter({ seq: 300 }).hear(page(250, 300, true));
  scene.takeSent();
  scene.act({ kind: "seek", room: "lobby", seq: 60 });
  assertEquals([befores(scene), sought(scene)], [[250], []]);
  scene.hear(page(150, 249, true));
  assertEquals([befores(scene), sought(scene)], [[150], []]);
  scene.hear(page(50, 149, true));
  assertEquals([befores(scene), sought(scene)], [[], [60]]);
});

Deno.test("for a line that is forgotten the first that is left is shown", () => {
  const scene = new ModelScene().enter({ seq: 300 }).hear(page(250, 300, true));
  scene.takeSent();
  scene.act({ kind: "seek", room: "lobby", seq: 60 });
  scene.hear(page(200, 249, false));
  assertEquals(sought(scene), [200]);
  scene.act({ kind: "seek", room: "nowhere", seq: 60 });
  assertEquals(sought(scene), [200]);
});

function page(from: number, to: number, more: boolean): Wire {
  const events = Array.from({ length: to - from + 1 }, (_, index) => ({
    ...message(from + index, "bob", `line ${from + index}`),
  }));
  return { type: "history", room: "lobby", events, more };
}

/** Before which lines earlier ones were asked for. */
function befores(scene: ModelScene): unknown[] {
  return scene.takeSent().filter(({ type }) => type === "history").map(({ before }) => before);
}

/** The numbers of all lines that were shown. */
function sought({ changes }: ModelScene): unknown[] {
  return changes.flatMap((change) => change.kind === "sought" ? [change.line.seq] : []);
}
