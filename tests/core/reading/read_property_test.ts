/**
 * An event that was read does the same as the event itself, also when it has been written as JSON, and
 * needs nothing of Unicode any more.
 *
 * @module
 */

import { assertEquals, assertStrictEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import type { ChatEvent } from "../../../lib/core/event.ts";
import { NEW_FORMS } from "../../../lib/core/reading/keys.ts";
import { readEvent } from "../../../lib/core/reading/read.ts";
import { Cast } from "../../support/cast.ts";
import { chatEvent } from "../../support/event_arbitraries.ts";
import { newChat, START } from "../../support/happenings.ts";

const RUNS = { numRuns: 300 };

const events = fc.array(chatEvent, { minLength: 1, maxLength: 60 });

Deno.test("An event that was read and written as JSON has the effects of the event", () => {
  fc.assert(
    fc.property(events, fc.boolean(), (list, isShared) => {
      const settings = { isRecording: true, idleTimeout: 60_000, isShared };
      const [one, other] = [newChat(settings), newChat(settings)];
      const cast = new Cast();
      const queue: ChatEvent[] = [];
      let at = START;
      for (const sample of list) {
        queue.push(...cast.play(sample));
        for (let event = queue.shift(); event !== undefined; event = queue.shift()) {
          at += 50;
          const read = throughJson(readEvent(event));
          const effects = withoutUnicode(() => other.apply(read, at));
          assertEquals(plain(effects), plain(one.apply(event, at)));
          queue.push(...cast.follow(effects));
        }
      }
      assertEquals(plain(other.snapshot()), plain(one.snapshot()));
    }),
    RUNS,
  );
});

Deno.test("An event that was read is plain data, and reading it again gives the same object", () => {
  fc.assert(
    fc.property(chatEvent, (event) => {
      const read = readEvent(event);
      assertStrictEquals(readEvent(read), read);
      const parsed = throughJson(read);
      assertStrictEquals(readEvent(parsed), parsed);
      assertEquals(plain(parsed), plain(read));
      assertEquals(oddParts(read), []);
    }),
    { numRuns: 3000 },
  );
});

Deno.test("To read changes nothing of the event that is read", () => {
  fc.assert(
    fc.property(chatEvent, (event) => {
      const before = structuredClone(event);
      readEvent(event);
      assertEquals(event, before);
    }),
    RUNS,
  );
});

/** What another process reads. */
function throughJson(event: ChatEvent): ChatEvent {
  return JSON.parse(JSON.stringify(event));
}

/** What can be told apart in JSON: an undefined field is a missing one. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** Parts that JSON would lose, or change. */
function oddParts(value: unknown, path = "event"): string[] {
  if (typeof value === "object" && value !== null) {
    const prototypes: unknown[] = [Object.prototype, Array.prototype, null];
    const isPlain = prototypes.includes(Object.getPrototypeOf(value));
    const within = Object.entries(value).flatMap(([key, part]) => oddParts(part, `${path}.${key}`));
    return isPlain ? within : [path, ...within];
  }
  const isKept = ["string", "boolean", "undefined"].includes(typeof value) || value === null ||
    Number.isFinite(value);
  return isKept ? [] : [path];
}

/** Runs something while all that reading is done with throws. */
function withoutUnicode<T>(run: () => T): T {
  const { normalize } = String.prototype;
  const { Segmenter } = Intl;
  const forms = { ...NEW_FORMS };
  const fail = () => {
    throw new Error("Unicode is asked while an event is applied");
  };
  String.prototype.normalize = fail;
  Object.assign(Intl, { Segmenter: fail });
  for (const key of Object.keys(forms)) Object.assign(NEW_FORMS, { [key]: fail });
  try {
    return run();
  } finally {
    String.prototype.normalize = normalize;
    Object.assign(Intl, { Segmenter });
    Object.assign(NEW_FORMS, forms);
  }
}
