/**
 * The page on a phone: its keyboard, its drawers, its text.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { DESKTOP, NARROW, PHONE } from "./support/devices.ts";
import { eventually } from "./support/eventually.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest("(15) a keyboard that makes the page smaller covers nothing", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...PHONE });
  await sayMany(bob, 60);
  await ann.hears("line 60");
  assertEquals(await viewportRule(ann, "interactive-widget"), "resizes-content");
  const { width = 412, height = 839 } = ann.page.viewportSize() ?? {};
  await ann.page.setViewportSize({ width, height: Math.round(height * 0.55) });
  await boxIsInSight(ann, Math.round(height * 0.55));
  const { toBottom } = await ann.scroll();
  assert(toBottom <= 2, `${toBottom} px above the bottom`);
});

browserTest("(15) nor does one that only covers, as on an iPhone", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...PHONE });
  await sayMany(bob, 60);
  await ann.hears("line 60");
  const height = Math.round((ann.page.viewportSize()?.height ?? 839) * 0.55);
  await ann.page.evaluate((height) => {
    const viewport = globalThis.visualViewport;
    if (!viewport) throw new Error("no visual viewport");
    Object.defineProperty(viewport, "height", { value: height, configurable: true });
    viewport.dispatchEvent(new Event("resize"));
  }, height);
  await boxIsInSight(ann, height);
  await eventually(async () => {
    const { toBottom } = await ann.scroll();
    assert(toBottom <= 2, `${toBottom} px above the bottom`);
  });
});

browserTest("(16) the keyboard stays after sending, also by the button", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...PHONE });
  await ann.box.tap();
  await ann.page.keyboard.type("hello");
  await ann.page.getByRole("button", { name: "Send", exact: true }).tap();
  await ann.hears("hello");
  assertEquals(await hasFocus(ann), true);
});

browserTest(
  "(16) it never comes uncalled: not at entry, not with another room",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...PHONE });
    await ann.page.getByRole("button", { name: "Rooms", exact: true }).waitFor();
    assertEquals(await hasFocus(ann), false);
    await bob.send("/msg ann hello");
    await ann.page.getByRole("button", { name: /^Rooms/ }).tap();
    await ann.talk("bob").tap();
    await ann.hears("hello");
    assertEquals(await hasFocus(ann), false);
  },
);

browserTest("(17) fields have 16 px at least, and zoom is not forbidden", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, PHONE);
  assertEquals(await viewportRule(ann, "user-scalable"), undefined);
  assertEquals(await viewportRule(ann, "maximum-scale"), undefined);
  await ann.nameDialog.waitFor();
  assert(await fontSize(ann, "dialog input") >= 16);
  await ann.enterAs("ann");
  assert(await fontSize(ann, "textarea") >= 16);
});

browserTest("(18) who is here, on a phone too", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  for (const screen of [PHONE, NARROW]) {
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...screen });
    const button = ann.page.getByRole("button", { name: /^People/ });
    assertEquals(await ann.person("bob").isVisible(), false);
    await button.tap();
    await ann.person("bob").waitFor();
    assertEquals(await button.getAttribute("aria-expanded"), "true");
    await isWithinScreen(ann, "aside");
    await ann.page.keyboard.press("Escape");
    await ann.person("bob").waitFor({ state: "hidden" });
    ann.assertQuiet();
  }
});

browserTest(
  "Escape closes the dialog that a drawer has opened, then the drawer",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...PHONE });
    await ann.page.getByRole("button", { name: /^Rooms/ }).tap();
    for (const name of ["Enter a room", "Settings"]) {
      await ann.page.getByRole("button", { name, exact: true }).tap();
      const dialog = ann.page.getByRole("dialog", { name });
      await dialog.waitFor();
      await ann.page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      assertEquals(await ann.talk("#lobby").isVisible(), true);
    }
    await ann.page.keyboard.press("Escape");
    await ann.talk("#lobby").waitFor({ state: "hidden" });
  },
);

browserTest("(19) on a desktop the lists of rooms and people stand open", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...DESKTOP });
  await ann.person("bob").waitFor();
  await ann.talk("#lobby").waitFor();
});

browserTest("(39) nothing has to be scrolled sideways at 320 px", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await bob.send(`https://example.org/${"a".repeat(300)}\n${"w".repeat(300)}`);
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...NARROW });
  await ann.hears("w".repeat(300));
  const widths = await ann.page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    log: document.querySelector("#log, [role=log]")?.scrollWidth ?? Infinity,
  }));
  assert(widths.page <= 320 && widths.log <= 320, JSON.stringify(widths));
});

async function boxIsInSight(visitor: Visitor, height: number): Promise<void> {
  await eventually(async () => {
    const box = await visitor.box.boundingBox();
    assert(box && box.y >= 0 && box.y + box.height <= height, `${JSON.stringify(box)}, ${height}`);
  });
}

async function isWithinScreen(visitor: Visitor, selector: string): Promise<void> {
  const { width = 0 } = visitor.page.viewportSize() ?? {};
  await eventually(async () => {
    const place = await visitor.page.locator(selector).boundingBox();
    assert(place && place.x >= 0 && place.x + place.width <= width + 1, JSON.stringify(place));
  });
}

/** One rule of `<meta name=viewport>`. */
async function viewportRule(visitor: Visitor, name: string): Promise<string | undefined> {
  const content = await visitor.page.locator("meta[name=viewport]").getAttribute("content") ?? "";
  const rules = content.split(",").map((rule) => rule.trim().split("="));
  return rules.find(([key]) => key === name)?.[1];
}

function hasFocus(visitor: Visitor): Promise<boolean> {
  return visitor.box.evaluate((box: Element) => box === document.activeElement);
}

async function fontSize(visitor: Visitor, selector: string): Promise<number> {
  return await visitor.page.locator(selector).first().evaluate((field: Element) =>
    parseFloat(getComputedStyle(field).fontSize)
  );
}
