/**
 * How one comes in, and what happens when one may not.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { heardBefore } from "../support/house.ts";
import { browserTest } from "./support/browser.ts";
import { DESKTOP, PHONE } from "./support/devices.ts";
import { eventually } from "./support/eventually.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest("nc and the page talk in one room", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await heardBefore(bob, "ann has arrived");
  await ann.say("hello from the page");
  await heardBefore(bob, "ann: hello from the page");
  await bob.send("hello from nc");
  await ann.hears("hello from nc");
  assertEquals(await ann.line("hello from nc").locator(".from").textContent(), "bob");
  await ann.send("/me waves");
  await heardBefore(bob, "* ann waves");
  ann.assertQuiet();
});

for (const screen of [DESKTOP, PHONE]) {
  const { width } = screen.viewport ?? {};
  browserTest(
    `(40) the name dialog is large, and tells a refused name there: ${width} px`,
    async (browser) => {
      await using house = await WebHouse.open();
      using _bob = await house.enter("bob");
      await using ann = await Visitor.open(browser, house.url, screen);
      const field = ann.nameDialog.getByRole("textbox", { name: "Name" });
      await field.waitFor();
      const place = await field.boundingBox();
      assert(place && place.height >= 32 && place.width >= 200, JSON.stringify(place));
      await field.fill("bob");
      await ann.nameDialog.getByRole("button", { name: "Enter" }).click();
      const fault = ann.nameDialog.getByRole("alert");
      await eventually(async () => assertMatch(await fault.textContent() ?? "", /bob/));
      assertEquals(await ann.nameDialog.isVisible(), true);
      assertEquals(await field.inputValue(), "bob");
      await ann.enterAs("ann");
      await ann.say("here");
      ann.assertQuiet();
    },
  );
}

browserTest("a name is remembered for the next visit", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.page.reload();
  await ann.isIn();
  await ann.say("again");
  await heardBefore(bob, "ann: again");
});

browserTest("`?room=dev` opens that room", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await bob.send("/join dev");
  await using ann = await Visitor.open(browser, house.url, { name: "ann", query: "?room=dev" });
  await ann.page.getByRole("heading", { level: 1, name: "#dev" }).waitFor();
  await heardBefore(bob, "#dev ann has arrived");
});

browserTest("one who comes later sees the last 50 lines", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await sayMany(bob, 80, "before");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.hears("before 80");
  const said = await ann.said();
  assertEquals(said[0], "before 31");
  assertEquals(said.length, 50);
});

browserTest("a full daemon says so on the page", async (browser) => {
  await using house = await WebHouse.open(["--max-connections", "1"]);
  using _bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url);
  await ann.nameDialog.waitFor();
  await ann.page.keyboard.type("ann");
  await ann.page.keyboard.press("Enter");
  await ann.page.getByText(/the server is full/i).first().waitFor();
});

browserTest("the page leaves when the tab is closed", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.page.close();
  await heardBefore(bob, "ann has left");
});

browserTest("a stop of the daemon is told, and the page waits for its return", async (browser) => {
  const house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await house[Symbol.asyncDispose]();
  await eventually(async () => assert(await ann.status.textContent() !== ""));
});
