/**
 * A log that was recorded by an earlier version, perhaps on another runtime, leads to the same ledger.
 *
 * @module
 */

import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import type { ChatEvent } from "../../../lib/core/event.ts";
import { readEvent } from "../../../lib/core/reading/read.ts";
import { digestsOf, parseLog, RECORDED_LOG } from "../../support/recorded_log.ts";

const { digests, events } = parseLog(Deno.readTextFileSync(RECORDED_LOG));

/** What to do if this is meant: nodes of both versions would differ. */
const IF_MEANT = "if it is meant, raise LEVEL in lib/bus/agreed/record.ts and record the log anew";

Deno.test("A recorded log leads to the ledger that it led to when it was recorded", async () => {
  assertEquals(await digestsOf(events), [...digests], IF_MEANT);
});

Deno.test("The digests tell ledgers apart that differ by one line", async () => {
  const last = events.length - 1;
  const said = events.findIndex(({ event }) => nameOf(event) === "say");
  const without = events.filter((_, index) => index !== said);
  assert(said >= 0 && said < last);
  const [all, fewer] = [await digestsOf(events), await digestsOf(without)];
  assert(all.at(-1) !== fewer.at(-1));
});

Deno.test("The recorded log has every command, names in Chinese, and nothing that was not read", () => {
  const names = new Set(events.flatMap(({ event }) => nameOf(event) ?? []));
  // All that there were when it was recorded.
  assertEquals(names.size, 36);
  assert(
    events.some(({ event }) => nameOf(event) === "join" && JSON.stringify(event).includes("开发")),
  );
  for (const { event } of events) assertStrictEquals(readEvent(event), event);
});

function nameOf(event: ChatEvent): string | undefined {
  if (event.kind !== "command" || event.command.kind !== "bound") return undefined;
  return event.command.name;
}
