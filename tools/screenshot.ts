/**
 * Makes docs/images/client.png: a talk on a real terminal, with the daemon and the client run from
 * their sources. Needs tmux, `rsvg-convert`, and the fonts DejaVu and WenQuanYi Micro Hei.
 *
 * ```sh
 * deno run -A tools/screenshot.ts
 * ```
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { startDaemon } from "../tests/support/binaries.ts";
import { Talker } from "../tests/support/talker.ts";
import { Terminal } from "../tests/support/tmux.ts";
import { toSvg } from "./screenshot/picture.ts";

const COLUMNS = 76;
const ROWS = 17;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const project = fileURLToPath(new URL("../", import.meta.url));
  const run = [Deno.execPath(), "run", "--quiet", "--no-lock", "-A"];
  const options = ["--listen", "127.0.0.1:0", "--rate", "0", "--names", "guest"];
  await using daemon = await startDaemon([...run, `${project}main.ts`, ...options]);
  await using terminal = await Terminal.open(COLUMNS, ROWS);
  const svg = await talk(terminal, daemon.address, `${run.join(" ")} ${project}client.ts`);
  await convert(svg, `${project}docs/images/client.png`);
}

/** Plays the talk; returns the picture of its end. */
async function talk(terminal: Terminal, address: string, client: string): Promise<string> {
  using bob = await Talker.connect(address, "/nick bob");
  using cay = await Talker.connect(address, "/nick cay");
  using lin = await Talker.connect(address, "/nick 小林");
  await lin.hear("Also here: bob, cay");
  await terminal.type(`clear; ${client} --nick ann ${address}`);
  await terminal.press("Enter");
  await terminal.waitFor((screen) => screen.endsWith("ann>"));
  const shown = async (text: string) => {
    await terminal.waitFor((screen) => screen.includes(text));
  };
  await bob.say("morning! how did the night go?");
  await cay.say("10,000 idle connections, and not one complaint");
  await lin.say("中文也没问题，光标总在该在的地方");
  await shown("光标");
  await terminal.type("/me pours coffee");
  await terminal.press("Enter");
  await shown("pours coffee");
  await visit(address, "dan");
  using eve = await Talker.connect(address, "/nick eve");
  await eve.hear("You are eve");
  await shown("dan, eve have arrived");
  await bob.say("see https://chat.example.org/notes for the numbers");
  await bob.say("ann: shall we release it today?");
  await shown("shall we release");
  await terminal.type("b");
  await terminal.press("Tab");
  await terminal.waitFor((screen) => screen.endsWith("ann> bob:"));
  await terminal.type("yes. What I type stays where it is, whatever comes in");
  await cay.say("+1, I have the changelog open");
  await shown("changelog");
  await terminal.waitFor((screen) => screen.endsWith("comes in"));
  const [column = 0, row = 0] = (await terminal.cursor()).split(",").map(Number);
  return toSvg(await terminal.colors(), {
    columns: COLUMNS,
    title: "hubbub",
    cursor: { column, row },
  });
}

async function visit(address: string, name: string): Promise<void> {
  using visitor = await Talker.connect(address, `/nick ${name}`);
  await visitor.hear(`You are ${name}`);
  await visitor.say("/quit");
  await visitor.hearOut();
}

async function convert(svg: string, path: string): Promise<void> {
  const child = new Deno.Command("rsvg-convert", {
    args: ["--zoom", "1.5", "--output", path],
    stdin: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(svg));
  await writer.close();
  const { success } = await child.status;
  if (!success) throw new Error(`cannot write ${path}: rsvg-convert failed`);
}
