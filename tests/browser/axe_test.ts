/**
 * axe-core finds nothing: in each theme and language, on each screen, in each state of the page.
 *
 * @module
 */

import axe from "npm:axe-core@4.14.1";
import { assertEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { SCREENS } from "./support/devices.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** Each theme and each language once: colours do not depend on the language, nor texts on the theme. */
const LOOKS = [
  { colorScheme: "light", locale: "en-GB" },
  { colorScheme: "dark", locale: "zh-CN" },
] as const;

for (const [screenName, screen] of Object.entries(SCREENS)) {
  browserTest(`axe finds nothing: ${screenName}`, async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await bob.send("/topic see https://example.org/topic");
    await sayMany(bob, 5);
    for (const look of LOOKS) {
      await using ann = await Visitor.open(browser, house.url, {
        ...screen,
        ...look,
        script: axe.source,
      });
      await ann.nameDialog.waitFor();
      await isFlawless(ann, "the name dialog");
      await ann.enterAs("ann");
      await ann.say(`ann: https://example.org/ 你好 ${look.colorScheme} ${look.locale}`);
      await isFlawless(ann, "a talk");
      for (const part of PARTS) {
        if (!await part.open(ann)) continue;
        await isFlawless(ann, part.name);
        await ann.page.keyboard.press("Escape");
        await ann.settled();
      }
    }
  });
}

interface Part {
  readonly name: string;
  /** Opens it; false where it is not on this screen. */
  open(visitor: Visitor): Promise<boolean>;
}

const PARTS: readonly Part[] = [
  { name: "rooms on a phone", open: (visitor) => pressed(visitor, "#open-rooms") },
  { name: "people on a phone", open: (visitor) => pressed(visitor, "#open-people") },
  { name: "the search", open: (visitor) => pressed(visitor, "#open-search") },
  { name: "the room's settings", open: (visitor) => pressed(visitor, "#open-room") },
  { name: "the settings", open: (visitor) => pressed(visitor, "#open-settings") },
  {
    name: "a person's menu",
    open: async (visitor) => {
      if (!await visitor.person("bob").isVisible()) return false;
      await visitor.person("bob").click();
      await visitor.page.getByRole("menu").waitFor();
      return true;
    },
  },
];

async function pressed(visitor: Visitor, selector: string): Promise<boolean> {
  const button = visitor.page.locator(selector);
  if (!await button.isVisible()) return false;
  await button.click();
  await visitor.settled();
  return true;
}

async function isFlawless(visitor: Visitor, where: string): Promise<void> {
  // Colours that are just changing have no contrast to judge.
  await visitor.page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))
  );
  const { violations } = await visitor.page.evaluate(() =>
    (Reflect.get(globalThis, "axe") as typeof axe).run()
  );
  const found = violations.map(({ id, impact, nodes }) =>
    `${id} (${impact}): ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`
  );
  assertEquals(found, [], where);
}
