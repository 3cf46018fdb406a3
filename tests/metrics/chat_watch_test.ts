import { assertEquals } from "@std/assert";
import { ChatWatch } from "../../lib/metrics/chat_watch.ts";
import type { ChatEvent, Effect } from "../../lib/core/event.ts";
import { clientId } from "../../lib/core/units.ts";
import {
  asks,
  connected,
  disconnected,
  newChat,
  PROGRAM_DIALECT,
  says,
  START,
} from "../support/happenings.ts";

/** A chat, and what a watch has counted of it. */
class Scene {
  now = 0;
  readonly watch = new ChatWatch(() => this.now);
  readonly #chat = newChat({ isRecording: true });

  apply(event: ChatEvent): readonly Effect[] {
    const effects = this.#chat.apply(event, START);
    this.watch.note(event, effects);
    return effects;
  }

  get told(): Record<string, number> {
    return positive(this.watch.messages.entries());
  }

  get departures(): Record<string, number> {
    return positive(this.watch.departures.entries());
  }
}

Deno.test("ChatWatch counts arrivals once, also of those who begin to speak JSON later", () => {
  const scene = new Scene();
  scene.apply(connected(1, { nick: "ann" }));
  scene.apply(connected(2, { nick: "bob", detail: "every" }));
  const command = { kind: "hello", dialect: PROGRAM_DIALECT, nick: "ann" } as const;
  scene.apply({ kind: "command", client: clientId(1), command });
  assertEquals(scene.watch.arrivals, 2);
});

Deno.test("ChatWatch counts what rooms are told, and nothing twice that is gathered for people", () => {
  const scene = new Scene();
  for (let id = 1; id <= 30; id++) scene.apply(connected(id));
  scene.apply(says(1, "hello"));
  scene.apply({ kind: "tick" });
  assertEquals(scene.told, { joined: 30, message: 1 });
});

Deno.test("ChatWatch counts departures by reason", () => {
  const scene = new Scene();
  for (let id = 1; id <= 4; id++) scene.apply(connected(id));
  scene.apply(disconnected(1, "lost"));
  scene.apply(disconnected(2, "too-slow"));
  scene.apply(disconnected(2, "too-slow"));
  scene.apply({ kind: "shutdown" });
  assertEquals(scene.departures, { lost: 1, "too-slow": 1, shutdown: 2 });
});

Deno.test("ChatWatch measures a search from the question to the answer", () => {
  const scene = new Scene();
  scene.apply(connected(1));
  const effects = scene.apply(asks(1, "search", "hello"));
  const ask = effects.find((effect) => effect.kind === "ask");
  if (ask?.kind !== "ask") throw new Error("nothing was asked");
  assertEquals(scene.watch.asked, 1);
  scene.now = 250;
  const answer = { kind: "found", events: [] } as const;
  scene.apply({ kind: "answer", client: clientId(1), id: ask.id, answer });
  scene.apply({ kind: "answer", client: clientId(1), id: ask.id, answer });
  const { count, sum } = scene.watch.searches.read();
  assertEquals([scene.watch.asked, count, sum, scene.watch.pages.read().count], [0, 1, 0.25, 0]);
});

Deno.test("ChatWatch forgets the oldest questions when too many are not answered", () => {
  const watch = new ChatWatch(() => 0);
  const question = { kind: "search" } as Extract<Effect, { kind: "ask" }>["question"];
  for (let id = 1; id <= 10_001; id++) {
    watch.note({ kind: "tick" }, [{ kind: "ask", client: clientId(1), id, question }]);
  }
  assertEquals(watch.asked, 10_000);
});

function positive(entries: Iterable<readonly [string, number]>): Record<string, number> {
  return Object.fromEntries([...entries].filter(([, count]) => count > 0));
}
