/**
 * Connections that break, seem to live, and come back.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { hide, lookAt } from "./support/looking.ts";
import { Relay } from "./support/relay.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest("(24) a broken connection is told, and comes back by itself", async (browser) => {
  await using house = await WebHouse.open();
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  relay.cut();
  await eventually(async () => assertMatch(await ann.status.textContent() ?? "", / in \d+ s/));
  relay.mend();
  await ann.isIn();
  await ann.say("here again");
});

browserTest("(24) at once when the system says that there is a network", async (browser) => {
  await using house = await WebHouse.open();
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  relay.cut();
  // After some attempts the next is far away.
  await eventually(async () =>
    assertMatch(await ann.status.textContent() ?? "", /in (?:[4-9]|\d\d) s/)
  );
  relay.mend();
  const before = relay.attempts;
  await ann.page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  await eventually(() => Promise.resolve(assertEquals(relay.attempts, before + 1)));
  await ann.isIn();
});

browserTest("(25) after sleep an open socket is not believed", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  await bob.send("before sleep");
  await ann.hears("before sleep");
  await hide(ann);
  relay.silence();
  await sayMany(bob, 3, "while asleep");
  await ann.settled();
  assertEquals(await ann.line("while asleep 3").count(), 0);
  await lookAt(ann);
  await ann.hears("while asleep 3");
  assertEquals(await ann.said(), [
    "before sleep",
    ...["while asleep 1", "while asleep 2", "while asleep 3"],
  ]);
});

browserTest(
  "a connection that works is not told to be checked when one comes back",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await ann.status.evaluate((status: Element) => {
      const said: string[] = [];
      new MutationObserver(() => said.push(status.textContent)).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      Object.assign(globalThis, { said });
    });
    await hide(ann);
    await lookAt(ann);
    await ann.say("back");
    const said = await ann.page.evaluate(() => Reflect.get(globalThis, "said"));
    assertEquals(said.filter((text: string) => text !== ""), []);
  },
);

browserTest("(26) what was missed comes, once, in its order, in every room", async (browser) => {
  await using house = await WebHouse.open(["--remember", "1000"]);
  using bob = await house.enter("bob");
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  await bob.send("/join dev");
  await ann.join("dev");
  await sayMany(bob, 5, "in dev");
  await ann.hears("in dev 5");
  relay.cut();
  await bob.send("/join lobby");
  await sayMany(bob, 250, "missed");
  await bob.send("/join dev");
  await sayMany(bob, 20, "missed in dev");
  relay.mend();
  await ann.hears("missed in dev 20");
  assertEquals(await ann.said(), [...numbered("in dev", 5), ...numbered("missed in dev", 20)]);
  await ann.talk("#lobby").click();
  await ann.hears("missed 250");
  assertEquals(await ann.said(), numbered("missed", 250));
});

browserTest("(26) what is no longer kept is told as a gap", async (browser) => {
  await using house = await WebHouse.open(["--remember", "10"]);
  using bob = await house.enter("bob");
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  await bob.send("before");
  await ann.hears("before");
  relay.cut();
  await sayMany(bob, 50, "more than is remembered");
  relay.mend();
  await ann.hears("more than is remembered 50");
  assertEquals(await ann.log.locator(".line.gap").count(), 1);
});

browserTest(
  "(27) a line that has not come back is shown as such, and sent once when it can be",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    using relay = new Relay(house.url);
    await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
    relay.cut();
    await eventually(async () => assertNotEquals(await ann.status.textContent(), ""));
    await ann.send("said without a connection");
    await ann.log.locator(".line.pending").waitFor();
    relay.mend();
    await ann.isIn();
    await ann.line("said without a connection").and(ann.page.locator(":not(.pending)")).waitFor();
    await bob.send("/history 5");
    const lines: string[] = [];
    for (let line = await bob.line(); line !== undefined; line = await bob.line()) {
      lines.push(line);
      if (line === "-- end of history") break;
    }
    assertEquals(lines.filter((line) => /^ann: said without/.test(line)).length, 1);
    assertEquals(await ann.said(), ["said without a connection"]);
  },
);

browserTest("(27) pending lines and drafts outlive a reload", async (browser) => {
  await using house = await WebHouse.open();
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  relay.silence();
  await ann.send("on its way");
  await ann.log.locator(".line.pending").waitFor();
  await ann.box.fill("half a thought");
  await ann.settled();
  await ann.page.reload();
  await ann.isIn();
  await eventually(async () => assertEquals(await ann.box.inputValue(), "half a thought"));
  await ann.hears("on its way");
});

browserTest("a name comes back with the connection", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  using relay = new Relay(house.url);
  await using ann = await Visitor.open(browser, relay.url, { name: "ann" });
  relay.cut();
  relay.mend();
  await ann.isIn();
  await ann.say("still ann");
  for (let line = await bob.line(); line !== undefined; line = await bob.line()) {
    if (line.endsWith(": still ann")) {
      assert(line === "ann: still ann", line);
      break;
    }
  }
});

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}`);
}
