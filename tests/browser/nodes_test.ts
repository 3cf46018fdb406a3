/**
 * A page whose chat has two nodes: its own dies while a line is on its way.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { heardBefore } from "../support/house.ts";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { Relay } from "./support/relay.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest(
  "(24) the page goes on at another node, and loses neither line nor draft",
  async (browser) => {
    const port = freePort();
    const daemon = `http://127.0.0.1:${port}/`;
    // Two ways to one daemon: epoch and numbers are the same at both, as in a cluster.
    using a = new Relay(daemon);
    using b = new Relay(daemon);
    const options = [
      "--web-listen",
      `127.0.0.1:${port}`,
      "--web-node",
      b.url,
      "--web-origin",
      a.url,
    ];
    await using house = await WebHouse.open(options);
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, a.url, { name: "ann" });
    await ann.say("before");
    a.silence();
    await ann.send("on its way");
    await bob.send("meanwhile");
    await heardBefore(bob, "bob: meanwhile");
    await ann.box.fill("a draft");
    a.cut();
    const { host } = new URL(b.url);
    await eventually(async () => assertEquals(await ann.status.textContent(), `Now at ${host}.`));
    await heardBefore(bob, "ann: on its way");
    await ann.hears("on its way");
    assertEquals(await ann.said(), ["before", "meanwhile", "on its way"]);
    assertEquals(await ann.log.locator(".gap, .pending, .unsent").count(), 0);
    assertEquals(await ann.box.inputValue(), "a draft");
    a.mend();
    b.cut();
    await eventually(async () => assertEquals(await ann.status.textContent(), ""));
    await bob.send("at home");
    await ann.hears("at home");
    assertEquals(await ann.said(), ["before", "meanwhile", "on its way", "at home"]);
  },
);

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return (listener.addr as Deno.NetAddr).port;
}
