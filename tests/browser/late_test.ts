/**
 * What is loaded after the first paint, and what a person does before it is there.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { heardBefore } from "../support/house.ts";
import { browserTest } from "./support/browser.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** The script of the late parts, whatever its build. */
const LATE = /\/late[^/]*\.js$/;

browserTest(
  "what is used before the late parts are there is done when they are",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, "about:blank");
    const { promise, resolve } = Promise.withResolvers<void>();
    await ann.page.route(LATE, async (route) => {
      await promise;
      await route.continue();
    });
    await ann.page.goto(house.url);
    await ann.enterAs("ann");
    await ann.say("said without them");
    await heardBefore(bob, "ann: said without them");
    await ann.send("/me waves");
    await ann.page.getByRole("button", { name: "Search", exact: true }).click();
    assertEquals(await ann.page.getByRole("dialog").count(), 0);
    resolve();
    await ann.page.getByRole("dialog", { name: "Search" }).waitFor();
    await heardBefore(bob, "* ann waves");
    await ann.talk("#lobby").waitFor();
    await ann.person("bob").waitFor();
  },
);

browserTest(
  "a command stays in the box if the late parts cannot be had",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, "about:blank");
    await ann.page.route(LATE, (route) => route.abort());
    await ann.page.goto(house.url);
    await ann.enterAs("ann");
    await ann.send("/me waves");
    await ann.say("said without them");
    await ann.send("/me waves again");
    assertEquals(await ann.box.inputValue(), "/me waves again");
  },
);

browserTest("late parts that could not be had are loaded at the next use", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, "about:blank");
  await ann.page.route(LATE, (route) => route.abort(), { times: 1 });
  await ann.page.goto(house.url);
  await ann.enterAs("ann");
  await ann.send("/me waves");
  await ann.lines.filter({ hasText: "waves" }).waitFor();
});

browserTest(
  "the frame is painted before the script is there, in the chosen theme",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, {
      script: `localStorage.setItem("hubbub.preferences", '{"theme":"dark"}')`,
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    await ann.page.route(/\/app[^/]*\.js$/, async (route) => {
      await promise;
      await route.continue();
    });
    await ann.page.reload({ waitUntil: "commit" });
    await ann.page.locator("#title").waitFor();
    await ann.page.waitForFunction(() =>
      performance.getEntriesByName("first-contentful-paint").length === 1
    );
    const seen = await ann.page.evaluate(() => [
      document.documentElement.dataset.theme,
      document.querySelectorAll("dialog").length,
    ]);
    assertEquals(seen, ["dark", 0]);
    resolve();
    await ann.nameDialog.waitFor();
    ann.assertQuiet();
  },
);

browserTest(
  "a page of an older build is loaded anew when it misses a late script",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, "about:blank");
    // As after an upgrade: the script of the old build is not there, and the document names another one.
    const { promise, resolve } = Promise.withResolvers<void>();
    await ann.page.route(LATE, async (route) => {
      await promise;
      await route.fulfill({ status: 404 });
    }, { times: 1 });
    await ann.page.goto(house.url);
    await ann.page.route(house.url, (route) => route.fulfill({ body: "app-00000000.js" }), {
      times: 1,
    });
    await ann.enterAs("ann");
    await ann.box.fill("a draft");
    const reloaded = ann.page.waitForEvent("load");
    resolve();
    await reloaded;
    await ann.talk("#lobby").waitFor();
    assertEquals(await ann.box.inputValue(), "a draft");
  },
);
