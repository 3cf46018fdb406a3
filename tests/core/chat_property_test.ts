/** @module */
import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { fold } from "../../lib/text/fold.ts";
import type { Effect } from "../../lib/core/event.ts";
import type { Message, RoomMessage } from "../../lib/core/message.ts";
import { skeleton } from "../../lib/text/skeleton.ts";
import { ChatRun, PERSON, PROGRAM, type Step, steps } from "../support/chat_run.ts";
import type { Ear } from "../support/ears.ts";

const RUNS = { numRuns: 300 };

/** A run of these steps, after which nothing is held. */
function runOf(list: readonly Step[]): ChatRun {
  const run = new ChatRun();
  for (const step of list) run.take(step);
  run.settle();
  return run;
}

/** Holds for whatever happens. The run itself checks that effects mean only who is here. */
function always(holds: (run: ChatRun) => void): void {
  fc.assert(fc.property(steps, (list) => holds(runOf(list))), RUNS);
}

function stamped(messages: readonly Message[]): RoomMessage[] {
  return messages.filter((message): message is RoomMessage => "seq" in message && "time" in message)
    .filter(({ kind }) => kind as string !== "welcome");
}

/** How many arrivals, or departures, were told of, singly or as a crowd. */
function countOf({ heard }: Ear, verb: "arrived" | "left"): number {
  const kind = verb === "arrived" ? "joined" : "left";
  return heard.reduce((sum, message) => {
    if (message.kind === kind) return sum + 1;
    return message.kind === "crowd" && message.verb === verb ? sum + message.count : sum;
  }, 0);
}

Deno.test("After any events no two names are alike", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const run = new ChatRun();
      for (const step of list) {
        run.take(step);
        const names = run.members().map(({ name }) => name);
        assertEquals(new Set(names.map(fold)).size, names.length, names.join(" "));
        assertEquals(new Set(names.map(skeleton)).size, names.length, names.join(" "));
      }
    }),
    RUNS,
  );
});

Deno.test("Two chats that are given the same events know the same, also when one is restored", () => {
  always((run) => {
    const [chat, twin] = run.snapshots();
    assertEquals(twin, chat);
  });
});

Deno.test("A program hears every seq once, in order, without a gap", () => {
  always(({ ears }) => {
    const seqs = stamped(ears.of(PROGRAM).heard).map(({ seq }) => seq);
    assertEquals(seqs, seqs.map((_, index) => index + 1));
  });
});

Deno.test("A program that came later hears every seq after that of its welcome", () => {
  always(({ ears, arrivals, ignorers }) => {
    for (const [id, { detail, heard, gone }] of ears.all()) {
      const begin = heard.findLast(({ kind }) => kind === "welcome");
      if (detail !== "every" || gone !== undefined || begin?.kind !== "welcome") continue;
      const seqs = stamped(heard.slice(heard.indexOf(begin))).map(({ seq }) => seq);
      if (ignorers.has(id)) assertEquals(seqs, [...new Set(seqs)].sort((a, b) => a - b));
      else assertEquals(seqs, seqs.map((_, index) => begin.seq + 1 + index));
      assertEquals(heard[0]?.kind === "welcome" && heard[0].seq + 1, arrivals.get(id));
    }
  });
});

Deno.test("Each sender is heard in the order of sending, by everybody alike and once", () => {
  always(({ ears, said, effects, ignorers }) => {
    const texts = effects.flatMap((effect) =>
      effect.kind === "publish" && effect.message.kind === "message" ? [effect.message.text] : []
    );
    assertEquals(texts, texts.toSorted((a, b) => Number(a) - Number(b)));
    assertEquals(new Set(texts).size, texts.length);
    const byObservers = said.filter(({ by }) => by === PROGRAM || by === PERSON);
    assertEquals(byObservers.filter(({ text }) => !texts.includes(text)), []);
    for (const [id, { heard }] of ears.all()) {
      const own = heard.flatMap((message) => message.kind === "message" ? [message.text] : []);
      const first = texts.indexOf(own[0] ?? "");
      const all = own.length === 0 ? [] : texts.slice(first, first + own.length);
      assertEquals(own, ignorers.has(id) ? texts.filter((text) => own.includes(text)) : all);
    }
  });
});

Deno.test("A private word is sent to its writer and to at most one other, and told to no room", () => {
  always(({ effects }) => {
    const words = effects.flatMap((effect) =>
      effect.kind === "send" && effect.message.kind === "private" ? [effect] : []
    );
    const byId = Map.groupBy(words, ({ message }) => message.kind === "private" && message.id);
    for (const sent of byId.values()) {
      assertEquals(sent.length <= 2, true);
      assertEquals(new Set(sent.map(({ to }) => to)).size, sent.length);
    }
    const published: readonly Effect[] = effects.filter(({ kind }) => kind === "publish");
    assertEquals(JSON.stringify(published).includes('"private"'), false);
  });
});

Deno.test("A person who stays is told of every arrival and every departure once", () => {
  always((run) => {
    const person = run.ears.of(PERSON);
    const gone = Array.from(run.ears.all()).filter(([, ear]) => ear.gone !== undefined);
    // Its own arrival is the second; the first, the program's, was told before.
    assertEquals(countOf(person, "arrived"), run.entries - 2);
    assertEquals(countOf(person, "left"), gone.length);
    assertEquals(run.population, run.entries - gone.length);
  });
});

Deno.test("A newcomer is told of all who came after it, and never of itself", () => {
  always(({ ears, arrivals, entries }) => {
    for (const [id, ear] of ears.all()) {
      if (ear.detail !== "gathered") continue;
      const own = arrivals.get(id);
      assertEquals(
        ear.heard.some((message) => message.kind === "joined" && message.seq === own),
        false,
      );
      if (ear.gone === undefined) assertEquals(countOf(ear, "arrived"), entries - id);
    }
  });
});

Deno.test("Joins and parts balance: who is here hears the room, who is gone does not", () => {
  always(({ ears }) => {
    for (const [id, { rooms, gone, joins, parts }] of ears.all()) {
      assertEquals(rooms.size, gone === undefined ? 1 : 0, `client ${id}`);
      if (gone === undefined) assertEquals(joins, parts + 1, `client ${id}`);
    }
  });
});

Deno.test("Whoever leaves is told why, last of all", () => {
  always(({ ears }) => {
    for (const [, { heard, gone }] of ears.all()) {
      const byes = heard.filter(({ kind }) => kind === "bye");
      assertEquals(byes, gone === undefined ? [] : [{ kind: "bye", reason: gone }]);
      if (gone !== undefined) assertEquals(heard.at(-1)?.kind, "bye");
    }
  });
});

Deno.test("The same events give the same effects", () => {
  fc.assert(
    fc.property(steps, (list) => assertEquals(runOf(list).effects, runOf(list).effects)),
    RUNS,
  );
});

Deno.test("After the shutdown nobody is here, and everybody was told", () => {
  fc.assert(
    fc.property(steps, (list) => {
      const run = new ChatRun();
      for (const step of list) run.take(step);
      run.shutDown();
      assertEquals(run.population, 0);
      for (const [, { rooms, gone }] of run.ears.all()) {
        assertEquals([rooms.size, gone !== undefined], [0, true]);
      }
      const before = run.effects.length;
      run.settle();
      assertEquals(run.effects.length, before);
    }),
    RUNS,
  );
});
