/**
 * The short form of `deno task kill`: two daemons and three servers of the engine, the leader of which is
 * killed, and then a daemon. Ignored where there is no nats-server.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { NO_ENGINE } from "./support/engines.ts";
import { killReport } from "./support/kill_table.ts";
import { type Kill, KILLS } from "./support/kills.ts";
import { runKill } from "./support/run_kill.ts";

function killOf(id: string): Kill {
  const kill = KILLS.find((kill) => kill.id === id);
  assert(kill !== undefined, `there is no kill ${id}`);
  return kill;
}

Deno.test("people on one plain daemon pass the checker of clusters", async () => {
  const load = { people: 6, linesPerSecond: 60, margin: 300 };
  const outcome = await runKill({ ...killOf("plain"), act: async () => {} }, load);
  assertEquals(killReport(outcome), "");
  assertEquals(outcome.figures.acknowledged, outcome.figures.said);
});

// What other programs did here: nodes that stayed deaf after a failover (centrifugo #735, #766 and #1189,
// socket.io-redis-streams-adapter #32), lines that were lost or told twice around it (mattermost #21955),
// people of a dead server who never left (ejabberd #1068, phoenix_pubsub #80 and #135).
Deno.test({
  name: "a cluster keeps its promises while the leader of the engine and then a daemon are killed",
  ignore: NO_ENGINE !== undefined,
  fn: async () => {
    const load = { people: 20, linesPerSecond: 40, margin: 1000 };
    const outcome = await runKill({ ...killOf("leader-and-node"), daemons: 2 }, load);
    assertEquals(killReport(outcome), "");
    const { said, acknowledged, departures } = outcome.figures;
    assert(acknowledged > said * 0.9, `${acknowledged} of ${said} came back`);
    // Half of the people are in two rooms.
    assertEquals(departures.count, 15);
  },
});
