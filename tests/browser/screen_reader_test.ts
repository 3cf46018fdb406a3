/**
 * What a screen reader is told: each new line once, with its author, and no more than can be heard.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest("(12, 13) each new line is told once, author and text", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const told = await listen(ann);
  for (const text of ["one", "two", "three"]) {
    await bob.send(text);
    await eventually(async () => assert((await told()).some((each) => each.includes(text))));
  }
  assertEquals((await told()).filter((each) => each.includes("bob")), [
    "bob: one",
    "bob: two",
    "bob: three",
  ]);
  ann.assertQuiet();
});

browserTest("(13) one's own lines are not told", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const told = await listen(ann);
  await ann.say("my own words");
  await bob.send("afterwards");
  await eventually(async () => assert((await told()).includes("bob: afterwards")));
  assertEquals((await told()).filter((each) => each.includes("my own words")), []);
});

browserTest("(13) nor what was said before one came", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await sayMany(bob, 60, "before");
  await using ann = await Visitor.open(browser, house.url, { script: LISTEN, name: "ann" });
  await ann.hears("before 60");
  await ann.log.evaluate((log: Element) => log.scrollTop = 0);
  await ann.hears("before 1");
  await bob.send("afterwards");
  await eventually(async () => assert((await heard(ann)).includes("bob: afterwards")));
  assertEquals((await heard(ann)).filter((each) => each.includes("before")), []);
});

browserTest(
  "(12) the list itself is no live region, nor is anything in it or around it",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    const live = await ann.log.evaluate((log: Element) => {
      const above = log.parentElement?.closest(
        '[aria-live]:not([aria-live="off"]), [role="status"]',
      );
      const inside = log.querySelectorAll('[aria-live], [role="status"], [role="alert"]');
      return {
        own: log.getAttribute("aria-live"),
        above: above?.id ?? null,
        inside: inside.length,
      };
    });
    assertEquals(live, { own: "off", above: null, inside: 0 });
  },
);

browserTest("(14) of a flood the number is told, not the lines", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const told = await listen(ann);
  await sayMany(bob, 300, "flood");
  await ann.hears("flood 300");
  await eventually(async () =>
    assert((await told()).some((each) => /\d+ new messages/.test(each)))
  );
  const lines = (await told()).filter((each) => each.includes("flood"));
  assert(lines.length < 30, `${lines.length} lines were told`);
  // What was told and what was counted are all there was.
  const counted = (await told()).map((each) => Number(/(\d+) new messages/.exec(each)?.[1] ?? 0));
  assertEquals(lines.length + counted.reduce((sum, count) => sum + count, 0), 300);
});

browserTest("a person in the list says rank and absence by name", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await bob.send("/away lunch");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.people.hover();
  await ann.people.getByRole("button", { name: /^bob\W+away/ }).waitFor();
  await ann.join("dev");
  await ann.people.getByRole("button", { name: /^ann\W+owner/ }).waitFor();
});

/** Keeps every text that the live region was given, each element once. */
const LISTEN = `
  globalThis.toldTexts = [];
  document.addEventListener("DOMContentLoaded", () => {
    const region = document.querySelector("#announce");
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) globalThis.toldTexts.push(node.textContent ?? "");
      }
    }).observe(region, { childList: true, subtree: true });
  });
`;

/** Begins to keep what is told from now on. */
async function listen(visitor: Visitor): Promise<() => Promise<string[]>> {
  await visitor.announcer.evaluate((region: Element) => {
    const told: string[] = [];
    Reflect.set(globalThis, "toldTexts", told);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) told.push(node.textContent ?? "");
      }
    }).observe(region, { childList: true, subtree: true });
  });
  return () => heard(visitor);
}

function heard(visitor: Visitor): Promise<string[]> {
  return visitor.page.evaluate(() => Reflect.get(globalThis, "toldTexts") as string[]);
}
