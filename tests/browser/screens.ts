/**
 * Makes the pictures of the page in docs/images: `deno task screens`. A talk of several people on a
 * desktop and a phone, light and dark, with a daemon from its sources. Needs Chromium and a font with
 * Chinese characters (package fonts-noto-cjk).
 *
 * @module
 */

import type { Browser, BrowserContextOptions } from "npm:playwright-core@1.65.1";
import { projectRoot } from "../support/source.ts";
import { launchChromium } from "./support/browser.ts";
import { PHONE } from "./support/devices.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** Screens by the names of their files. */
const SHAPES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 620 }, deviceScaleFactor: 1.5 },
  phone: { ...PHONE, viewport: { width: 390, height: 700 }, deviceScaleFactor: 2 },
};

if (import.meta.main) await main(Deno.args[0] ?? `${projectRoot()}docs/images`);

async function main(folder: string): Promise<void> {
  const browser = await launchChromium();
  try {
    for (const [name, shape] of Object.entries(SHAPES)) {
      for (const colorScheme of ["light", "dark"] as const) {
        await take(browser, `${folder}/page_${name}_${colorScheme}.png`, { ...shape, colorScheme });
      }
    }
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, path: string, screen: BrowserContextOptions): Promise<void> {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  using cay = await house.enter("cay");
  using lin = await house.enter("小林");
  await bob.send("/topic Release 1.0 on Friday: https://chat.example.org/notes");
  await cay.send("/join games\nwho is in for tonight?");
  await using ann = await Visitor.open(browser, house.url, { ...screen, name: "ann" });
  await ann.join("games");
  await ann.hears("who is in for tonight?");
  // On a phone the list of rooms is a drawer that is closed.
  const talkIn = (name: string) => ann.page.locator("#rooms button").filter({ hasText: name });
  await talkIn("#lobby").evaluate((button: HTMLElement) => button.click());
  await ann.page.getByRole("heading", { level: 1, name: "#lobby" }).waitFor();
  const talk = async (who: typeof bob, text: string) => {
    await who.send(text);
    await ann.hears(text.replace(/^\/(?:me|msg) /, ""));
  };
  await talk(bob, "morning! how did the night go?");
  await cay.send("/join lobby");
  await talk(cay, "10,000 idle connections, and not one complaint");
  await talk(cay, "the whole daemon stayed under 200 MB");
  await talk(lin, "中文也没问题，手机上也一样好用");
  await ann.say("I read it on the train. No app, just the link");
  await bob.send("/me pours coffee");
  await talk(bob, "see https://chat.example.org/notes for the numbers");
  await talk(bob, "ann: shall we release it today?");
  await cay.send("/join games\nlast call for tonight");
  await lin.send("/msg ann 等会儿一起吃午饭吗？");
  await talkIn("小林").waitFor({ state: "attached" });
  await ann.box.fill("yes, once the changelog is");
  await ann.settled();
  await ann.page.screenshot({ path, caret: "initial", animations: "disabled" });
}
