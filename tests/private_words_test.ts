/**
 * Private words in a running daemon: they reach their two people, and nothing else that listens.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { Publish } from "../lib/core/event.ts";
import { createLog } from "../lib/log/log.ts";
import { startServer } from "../lib/server/start.ts";
import { configOf, heardBefore, heardByNow } from "./support/house.ts";
import { LineClient } from "./support/line_client.ts";

/** In everything that is said here in private, and nowhere else. */
const SECRET = "xyzzy";

Deno.test("a private word is in no log record of any level, in no tap, and heard by nobody else", async () => {
  let records = "";
  const published: Publish[] = [];
  const log = createLog({
    format: "json",
    level: "debug",
    write(bytes) {
      records += new TextDecoder().decode(bytes);
      return bytes.length;
    },
  });
  const parts = { log, taps: [(each: Publish) => void published.push(each)], rethrows: true };
  const server = await startServer(configOf(["--names", "guest", "--log-level", "debug"]), parts);
  const enter = async (name: string) => {
    const client = await LineClient.connect(server.addresses[0] ?? "");
    await client.send(`/nick ${name}`);
    await heardBefore(client, (line) => line.startsWith("Also") || line.startsWith("Nobody"));
    return client;
  };
  using ann = await enter("ann");
  using bob = await enter("bob");
  using eve = await enter("eve");
  await ann.send(
    `/away ${SECRET} 1\n/msg bob ${SECRET} 2\n/msg nobody ${SECRET} 3\n/msg ann ${SECRET}`,
  );
  const forAnn = await heardByNow(ann);
  await bob.send(`/reply ${SECRET} 4\n/private ann ${SECRET} 5`);
  const forBob = await heardByNow(bob);
  await ann.send("the end");
  const forEve = await heardBefore(eve, "ann: the end");
  const secrets = (lines: readonly string[]) => lines.filter((line) => line.includes(SECRET));
  assertEquals(secrets(forAnn), [
    "-- you are away now: xyzzy 1",
    "*ann -> bob* xyzzy 2",
    "*ann -> ann* xyzzy",
  ]);
  assertEquals(secrets(forBob), [
    "*ann -> bob* xyzzy 2",
    "*bob -> ann* xyzzy 4",
    "-- ann is away: xyzzy 1",
    "*bob -> ann* xyzzy 5",
  ]);
  assertEquals(secrets(forEve), []);
  await server.stop();
  assertEquals(JSON.stringify(published).includes("the end"), true);
  assertEquals(JSON.stringify(published).includes(SECRET), false);
  assertEquals(records.includes('"entered"'), true);
  assertEquals(records.includes(SECRET), false);
});
