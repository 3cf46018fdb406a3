/**
 * The client on a terminal with two addresses of one chat: a node dies while lines are on their way.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { clientPrograms } from "../../support/clients.ts";
import { heardBefore, House } from "../../support/house.ts";
import { NodeFront } from "../../support/node_front.ts";
import { NO_TMUX, Terminal } from "../../support/tmux.ts";

const NAME =
  "a node dies: what it has said is not said again, what it has lost is offered, nothing is missed";

if (NO_TMUX !== undefined) Deno.test({ name: `${NAME} (${NO_TMUX})`, ignore: true, fn: () => {} });
else {
  for (const { label, command } of await clientPrograms()) {
    Deno.test(`${NAME}${label}`, () => play(command.join(" ")));
  }
}

async function play(client: string): Promise<void> {
  await using house = await House.open();
  await using a = new NodeFront(house.address);
  await using b = new NodeFront(house.address);
  using bob = await house.enter("bob");
  await using terminal = await Terminal.open(80, 24);
  const addresses = [a, b].map(({ address }) => `--server 127.0.0.1:${address.port}`).join(" ");
  await terminal.type(`clear; ${client} --timestamps off --nick ann ${addresses}`);
  await terminal.press("Enter");
  await terminal.waitFor((screen) => screen.endsWith("\nann>"));
  a.isMute = true;
  await terminal.enter("said");
  await heardBefore(bob, "ann: said");
  a.isDeaf = true;
  await terminal.enter("lost");
  await terminal.waitFor((screen) => screen.endsWith("… said\n… lost\nann>"));
  await bob.send("between");
  await heardBefore(bob, "bob: between");
  await terminal.type("a draft");
  a.die();
  a.bury();
  await terminal.waitFor((screen) => screen.includes("was not delivered"));
  const shown = (await terminal.screen()).split("\n");
  const from = shown.findIndex((line) => line.includes("the connection was lost"));
  assertEquals(shown.slice(from + 1, from + 6), [
    `-- connected to 127.0.0.1:${b.address.port}`,
    "You are ann",
    "Also here: bob",
    "-- while you were offline",
    "ann: said",
  ]);
  await terminal.press("C-u");
  await terminal.waitForTitle(`ann - 127.0.0.1:${b.address.port} - hubbub`);
  await terminal.enter("/resend");
  await heardBefore(bob, "ann: lost");
  await terminal.waitFor((screen) => screen.endsWith("ann: lost\nann>"));
  const all = await terminal.screen();
  for (const line of ["ann: said", "bob: between", "ann: lost"]) {
    assertEquals(all.split("\n").filter((each) => each === line).length, 1, `${line}\n${all}`);
  }
  assertEquals(all.includes("missing"), false, all);
}
