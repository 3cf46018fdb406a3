/**
 * Tests of the client on a real terminal, against a scripted daemon: each runs once for every way to
 * start the client.
 *
 * @module
 */

import { clientPrograms } from "./clients.ts";
import { type FakePeer, FakeServer } from "./fake_server.ts";
import { NO_TMUX, Terminal } from "./tmux.ts";

/** What a test on a terminal has at hand. */
export interface Scene {
  /** The terminal, in which the client runs. */
  readonly terminal: Terminal;
  /** The daemon. */
  readonly server: FakeServer;
  /** Its end of the client's connection. */
  readonly peer: FakePeer;
  /** How the client is started, as a shell takes it. */
  readonly client: string;
}

/** What a test may want to be otherwise. */
export interface SceneOptions {
  /** Characters in a row. */
  readonly columns?: number;
  /** Rows. */
  readonly rows?: number;
  /** Arguments of the client, beside the usual. */
  readonly args?: string[];
  /** How the screen ends when the client is ready. */
  readonly ready?: string;
  /** Whether the person has never used the client before. */
  readonly isFirstRun?: boolean;
  /** What the welcome has beside the usual. */
  readonly welcome?: object;
}

const PROGRAMS = NO_TMUX === undefined ? await clientPrograms() : [];

/** What stands on every line to the room. */
export function stamp(seq: number): object {
  return { seq, time: new Date().toISOString(), room: "lobby" };
}

/** A test on a real terminal, with the client started and welcomed; skipped where there is none. */
export function scene(
  name: string,
  play: (scene: Scene) => Promise<void>,
  options: SceneOptions = {},
): void {
  if (NO_TMUX !== undefined) {
    Deno.test({ name: `${name} (${NO_TMUX})`, ignore: true, fn: () => {} });
  }
  for (const { label, command } of PROGRAMS) {
    Deno.test(`${name}${label}`, () => setUp(command.join(" "), play, options));
  }
}

async function setUp(
  client: string,
  play: (scene: Scene) => Promise<void>,
  { columns = 40, rows = 10, args = [], ready = "ann>", welcome = {}, isFirstRun }: SceneOptions,
): Promise<void> {
  await using terminal = await Terminal.open(columns, rows);
  if (isFirstRun) await Deno.remove(terminal.firstHint);
  await using server = new FakeServer();
  const words = [client, "--timestamps off --nick ann", ...args, `127.0.0.1:${server.port}`];
  await terminal.type(`clear; ${words.join(" ")}; echo "left $?"`);
  await terminal.press("Enter");
  const peer = await server.accept();
  await peer.welcome(["bob"], welcome);
  await terminal.waitFor((screen) => screen.endsWith(ready));
  await play({ terminal, server, peer, client });
}
