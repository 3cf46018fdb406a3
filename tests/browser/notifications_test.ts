/**
 * Notifications: asked for by a press, one for all tabs, and only of what concerns one.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { hide } from "./support/looking.ts";
import {
  NOTIFICATIONS,
  notifications,
  permissionsAsked,
  pressNotification,
} from "./support/notifications.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest(
  "(21) permission is asked for by a press in the settings, never at load",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, {
      name: "ann",
      script: NOTIFICATIONS,
    });
    await bob.send("ann: hello");
    await ann.hears("ann: hello");
    await hide(ann);
    await bob.send("ann: are you there?");
    await ann.hears("ann: are you there?");
    assertEquals(await permissionsAsked(ann), 0);
    assertEquals(await notifications(ann), []);
    await allow(ann);
    assertEquals(await permissionsAsked(ann), 1);
  },
);

browserTest(
  "a mention and a private word are notified while one looks elsewhere",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, {
      name: "ann",
      script: NOTIFICATIONS,
    });
    await allow(ann);
    await bob.send("ann: in sight");
    await ann.hears("ann: in sight");
    assertEquals(await notifications(ann), []);
    await hide(ann);
    await bob.send("nothing for ann2\nann: out of sight\n/msg ann in private");
    await eventually(async () => assertEquals((await notifications(ann)).length, 2));
    const [mention, word] = await notifications(ann);
    assert(mention && word && mention.tag !== word.tag);
    assertStringIncludes(`${mention.title} ${mention.body}`, "out of sight");
    assertStringIncludes(`${word.title} ${word.body}`, "in private");
    assertStringIncludes(word.title, "bob");
  },
);

browserTest(
  "(22) several tabs give one notification, and a press brings a tab",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, {
      name: "ann",
      script: NOTIFICATIONS,
    });
    await allow(ann);
    const other = await ann.secondTab();
    await hide(ann);
    await hide(other);
    await bob.send("ann: one for all tabs");
    // The system shows one of those that have the same tag.
    const shown = async () => {
      const all = [...await notifications(ann), ...await notifications(other)];
      return new Set(all.map(({ tag }) => tag));
    };
    await eventually(async () => assertEquals((await shown()).size, 1));
    await ann.hears("ann: one for all tabs");
    await other.hears("ann: one for all tabs");
    // Another line, so that a late second notification would have come.
    await bob.send("ann: and another");
    await eventually(async () => assertEquals((await shown()).size, 2));
    const holder = (await notifications(ann)).length > 0 ? ann : other;
    assertEquals(await pressNotification(holder), 1);
  },
);

async function allow(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole("button", { name: "Settings" }).first().click();
  const settings = visitor.page.getByRole("dialog", { name: "Settings" });
  await settings.getByRole("button", { name: /otif/ })
    .or(settings.getByRole("checkbox", { name: /otif/ })).first().click();
  await eventually(async () => assertEquals(await permissionsAsked(visitor), 1));
  await visitor.page.keyboard.press("Escape");
  await settings.waitFor({ state: "hidden" });
}
