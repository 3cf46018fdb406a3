/**
 * What a visit of the page is made of, for browsers that only the task of their own drives: coming in,
 * talking with `nc`, scrolling, losing the connection, coming again.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { heardBefore } from "../../support/house.ts";
import { eventually } from "../support/eventually.ts";
import { Relay } from "../support/relay.ts";
import { sayMany } from "../support/talking.ts";
import { WebHouse } from "../support/web_house.ts";
import { KEYS, type Tab } from "./tab.ts";

const BOX = "#composer textarea";
const LOG = "document.querySelector('#log')";

/** The text of the first line that is wholly in sight. */
const FIRST_IN_SIGHT = `[...${LOG}.querySelectorAll('.line.message')].find((line) =>
  line.getBoundingClientRect().top >= ${LOG}.getBoundingClientRect().top
).querySelector('.text').textContent`;

/** Goes the whole way; each step is told to `step` when it is done. */
export async function walk(tab: Tab, step: (name: string) => Promise<void>): Promise<void> {
  await using house = await WebHouse.open(["--remember", "1000"]);
  using bob = await house.enter("bob");
  await sayMany(bob, 300, "before");
  using relay = new Relay(house.url);
  const page = new PageIn(tab);

  await tab.open(relay.url);
  await page.shows("document.querySelector('dialog[open] input') !== null");
  await tab.type(`ann${KEYS.Enter}`);
  await page.isIn();
  await page.hears("before 300");
  await step("coming in by the name dialog");

  await tab.click(BOX);
  await tab.type(`hello from the page 你好${KEYS.Enter}`);
  await heardBefore(bob, "ann: hello from the page 你好");
  await bob.send("ann: see https://example.org/路径。再说 <b>x</b>");
  await page.hears("ann: see https://example.org/路径。再说 <b>x</b>");
  assertEquals(
    await tab.evaluate("document.querySelector('#log .mention a').textContent"),
    "https://example.org/路径",
  );
  assertEquals(await tab.evaluate("document.querySelectorAll('#log .text b').length"), 0);
  await step("talking with nc");

  await sayMany(bob, 50, "follow");
  await page.hears("follow 50");
  await page.shows(`${LOG}.scrollHeight - ${LOG}.clientHeight - ${LOG}.scrollTop <= 2`);
  await tab.evaluate(`${LOG}.scrollTop -= 700`);
  const top = topOf("follow 20");
  await page.shows("!document.querySelector('#newest').hidden");
  const before = await tab.evaluate(top);
  await sayMany(bob, 50, "still");
  await page.hears("still 50");
  assertEquals(Math.abs(Number(await tab.evaluate(top)) - Number(before)) <= 2, true, "it moved");
  await step("following at the bottom, and standing still above it");

  const oldest = (await page.said())[0];
  await tab.evaluate(`${LOG}.scrollTop = 200`);
  const anchor = String(await tab.evaluate(FIRST_IN_SIGHT));
  const place = topOf(anchor);
  const was = Number(await tab.evaluate(place));
  await eventually(async () => assert((await page.said())[0] !== oldest));
  const is = Number(await tab.evaluate(place));
  assert(Math.abs(is - was) <= 2, `"${anchor}" moved from ${was} to ${is}`);
  await step("older lines that come above");

  relay.cut();
  await page.shows("document.querySelector('#status').textContent !== ''");
  await sayMany(bob, 120, "missed");
  relay.mend();
  await page.isIn();
  await page.hears("missed 120");
  const said = await page.said();
  assertEquals(said.filter((text) => text.startsWith("missed")).length, 120);
  assertEquals(said.filter((text) => text.startsWith("still")).length, 50);
  await step("losing the connection, and what was missed");

  await tab.open(relay.url);
  await page.isIn();
  await tab.click(BOX);
  await tab.type(`again${KEYS.Enter}`);
  await heardBefore(bob, "ann: again");
  assertEquals(tab.complaints, []);
  await step("coming again under the same name");
}

/** What is on the page, by expressions. */
class PageIn {
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  async shows(condition: string): Promise<void> {
    await eventually(async () => {
      assertEquals(await this.#tab.evaluate(condition), true, condition);
    });
  }

  async isIn(): Promise<void> {
    await this.shows(
      "document.querySelector('dialog[open]') === null && document.querySelector('#status').textContent === ''",
    );
  }

  async said(): Promise<string[]> {
    const texts =
      "[...document.querySelectorAll('#log .line.message .text')].map((text) => text.textContent)";
    return await this.#tab.evaluate(texts) as string[];
  }

  async hears(text: string): Promise<void> {
    await eventually(async () => assert((await this.said()).includes(text), `no "${text}"`));
  }
}

/** Where the line with this text stands. */
function topOf(text: string): string {
  return `[...${LOG}.querySelectorAll('.line .text')].find((each) =>
    each.textContent === ${JSON.stringify(text)}).getBoundingClientRect().top`;
}
