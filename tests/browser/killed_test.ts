/**
 * The daemon is killed in the middle of talk, again and again, and comes back on the same ports: the
 * page shows every line that was acknowledged, each once.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { type Daemon, startDaemon } from "../support/binaries.ts";
import { DataFolder, Program } from "../support/data_folder.ts";
import { sourceDaemon } from "../support/source_daemon.ts";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { Visitor } from "./support/visitor.ts";

const ROUNDS = 20;
/** What is said in a round, and how much of it is acknowledged when the daemon is killed. */
const LINES = 150;
const ACKNOWLEDGED = 100;

browserTest(
  `(26) the daemon is killed ${ROUNDS} times: no line missing, none twice`,
  async (browser) => {
    using folder = new DataFolder();
    const ports = [freePort(), freePort()];
    const url = `http://127.0.0.1:${ports[1]}/`;
    let daemon = await start(folder, ports);
    try {
      await using ann = await Visitor.open(browser, url, { name: "ann" });
      for (let round = 1; round <= ROUNDS; round++) {
        await ann.send(`ann in round ${round}`);
        const acknowledged = await talkUntilKilled(daemon, round);
        // Said while there is no daemon: it is kept, and sent when there is one.
        await ann.send(`ann after round ${round}`);
        daemon = await start(folder, ports);
        await eventually(async () => assertEquals(await ann.status.textContent(), ""));
        await ann.hears(acknowledged.at(-1) ?? "");
        await resendAll(ann);
        await isSaid(ann, `ann after round ${round}`);
        const said = (await ann.said()).filter((text) => isOf(text, round));
        const own = [`ann in round ${round}`, `ann after round ${round}`];
        assertEquals(faultsIn(said, [...acknowledged, ...own]), { missing: [], doubled: [] });
      }
      // What is written has no line of hers twice either.
      const written = folder.written().map((row) => row.split(" ").slice(2).join(" "));
      const own = written.filter((text) => text.startsWith("ann "));
      assertEquals(own.length, new Set(own).size);
    } finally {
      await daemon.stop("SIGKILL");
    }
  },
);

/** Kills the daemon while lines are said as fast as it goes; returns those that were acknowledged. */
async function talkUntilKilled(daemon: Daemon, round: number): Promise<string[]> {
  using bob = await Program.enter(daemon.address, `bob-${round}`);
  const saying = sayAll(bob, round);
  const heard: string[] = [];
  while (heard.length < ACKNOWLEDGED) {
    const text = String((await bob.hear("message")).text);
    if (text.startsWith("round")) heard.push(text);
  }
  await daemon.stop("SIGKILL");
  await saying;
  return heard;
}

async function sayAll(bob: Program, round: number): Promise<void> {
  try {
    for (let line = 1; line <= LINES; line++) {
      await bob.ask({ type: "say", text: `round ${round} line ${line}` });
    }
  } catch {
    // The daemon is gone.
  }
}

/** Presses the button of each line that the page could not know to have been told. */
async function resendAll(ann: Visitor): Promise<void> {
  const again = ann.log.getByRole("button", { name: "Send again" });
  for (let left = await again.count(); left > 0; left = await again.count()) {
    await again.first().click();
    await eventually(async () => assert(await again.count() < left));
  }
}

/** Waits until a line of one's own is no longer on its way. */
async function isSaid(ann: Visitor, text: string): Promise<void> {
  await ann.line(text).and(ann.page.locator(".line:not(.pending, .unsent)")).last().waitFor();
}

function isOf(text: string, round: number): boolean {
  return new RegExp(`\\bround ${round}(?: line|$)`).test(text);
}

function faultsIn(said: readonly string[], wanted: readonly string[]) {
  const count = (text: string) => said.filter((each) => each === text).length;
  return {
    missing: wanted.filter((text) => count(text) === 0),
    doubled: [...new Set(said)].filter((text) => count(text) > 1),
  };
}

function start(folder: DataFolder, [line, web]: readonly number[]): Promise<Daemon> {
  const options = ["--listen", `127.0.0.1:${line}`, "--web-listen", `127.0.0.1:${web}`];
  const rest = ["--rate", "0", "--data", folder.data, "--durable", "on"];
  return startDaemon(sourceDaemon(...options, ...rest), { listenerCount: 2 });
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
