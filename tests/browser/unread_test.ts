/**
 * What one has not read: the mark in the list, the marks of rooms, the number in the title.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { hide, lookAt } from "./support/looking.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest("(10) on a hidden tab, a mark stands where one stopped reading", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await bob.send("seen");
  await ann.hears("seen");
  await hide(ann);
  await sayMany(bob, 3, "unseen");
  await ann.hears("unseen 3");
  await lookAt(ann);
  await ann.newMark.waitFor();
  assertEquals(await around(ann), ["seen", "New", "unseen 1"]);
  ann.assertQuiet();
});

browserTest("(10) so it does in a room that one comes back to", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await bob.send("seen");
  await ann.hears("seen");
  await ann.join("dev");
  await sayMany(bob, 3, "unseen");
  await ann.rooms.getByRole("button", { name: /^#lobby\W+3 new$/ }).waitFor();
  await ann.talk("#lobby").click();
  await ann.newMark.waitFor();
  assertEquals(await around(ann), ["seen", "New", "unseen 1"]);
});

browserTest("(11) the mark is right after a reload", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await bob.send("seen");
  await ann.hears("seen");
  await hide(ann);
  await sayMany(bob, 2, "unseen");
  await ann.hears("unseen 2");
  await ann.page.reload();
  await ann.hears("unseen 2");
  await ann.newMark.waitFor();
  assertEquals(await around(ann), ["seen", "New", "unseen 1"]);
});

browserTest("(11) there is no mark after a reload where all was read", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await sayMany(bob, 5, "seen");
  await ann.hears("seen 5");
  await ann.settled();
  await ann.page.reload();
  await ann.hears("seen 5");
  await ann.isIn();
  assertEquals(await ann.newMark.count(), 0);
});

browserTest(
  "(23) the title counts what was not read, and forgets it when one looks",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await hide(ann);
    await sayMany(bob, 3, "unseen");
    await eventually(async () => assertMatch(await ann.page.title(), /^\(3\) /));
    await lookAt(ann);
    await eventually(async () => assertEquals(/^\(/.test(await ann.page.title()), false));
  },
);

browserTest("(23) what one tab has read is read in the other", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const other = await ann.secondTab();
  await other.isIn();
  await hide(ann);
  await hide(other);
  await sayMany(bob, 2, "unseen");
  for (const tab of [ann, other]) {
    await eventually(async () => assertMatch(await tab.page.title(), /^\(2\) /));
  }
  await lookAt(ann);
  for (const tab of [ann, other]) {
    await eventually(async () => assertEquals(/^\(/.test(await tab.page.title()), false));
  }
});

browserTest("a mention elsewhere is marked in the list of rooms", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("dev");
  await bob.send("hello\nann: are you there?");
  await ann.rooms.getByRole("button", { name: /^#lobby\W+2 new\W+1 mention$/ }).waitFor();
});

/** What stands before the mark, the mark, and what stands behind it. */
function around(visitor: Visitor): Promise<string[]> {
  return visitor.log.evaluate((log: Element) => {
    const parts = [...log.querySelectorAll('.line.message .text, [role="separator"]')].map((part) =>
      part.getAttribute("aria-label") ?? part.textContent ?? ""
    );
    const mark = parts.indexOf("New");
    return parts.slice(mark - 1, mark + 2);
  });
}
