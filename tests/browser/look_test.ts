/**
 * How the page looks to different eyes: colours, motion, size, language, focus.
 *
 * @module
 */

import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { browserTest, launchChromium } from "./support/browser.ts";
import { NARROW, PHONE, SCREENS } from "./support/devices.ts";
import { eventually } from "./support/eventually.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest(
  "(20) it is light or dark as the system says, also when that changes",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann", colorScheme: "dark" });
    assert(await brightness(ann) < 0.25);
    await ann.page.emulateMedia({ colorScheme: "light" });
    await eventually(async () => assert(await brightness(ann) > 0.75));
  },
);

browserTest(
  "the dialog of the name looks the same when the style of the others has come",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url);
    const size = async () => await ann.nameDialog.boundingBox();
    await ann.nameDialog.waitFor();
    const before = await size();
    await ann.page.evaluate(() =>
      new Promise((resolve) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet" });
        link.onload = resolve;
        link.href = "late.css";
        document.head.append(link);
      })
    );
    assertEquals(await size(), before);
  },
);

browserTest("(39) at 320 px and twice the size of text every button is in sight", async () => {
  await using house = await WebHouse.open();
  const browser = await launchChromium(["--blink-settings=defaultFontSize=32"]);
  try {
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...NARROW });
    const buttons = await ann.page.locator("#head").getByRole("button").all();
    assertEquals(buttons.length, 4);
    for (const button of buttons) {
      const { x = 0, width = 0 } = await button.boundingBox() ?? {};
      assert(x >= 0 && width >= 24 && x + width <= 320, `${x} to ${x + width}`);
    }
  } finally {
    await browser.close();
  }
});

browserTest(
  "the box has the height of its text when the window has another width",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...NARROW });
    const height = async () => (await ann.box.boundingBox())?.height ?? 0;
    const line = await height();
    await ann.box.fill("some words that need more than one line here");
    assert(await height() > line);
    await ann.page.setViewportSize({ width: 700, height: 568 });
    await eventually(async () => assertEquals(await height(), line));
  },
);

browserTest("a theme that was chosen stays, whatever the system says", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann", colorScheme: "light" });
  await openSettings(ann);
  await ann.page.getByLabel("Theme").selectOption("dark");
  await eventually(async () => assert(await brightness(ann) < 0.25));
  await ann.page.reload();
  await ann.isIn();
  assert(await brightness(ann) < 0.25);
});

browserTest(
  "(36) the language is the browser's, is marked, can be chosen, and is kept",
  async (browser) => {
    await using house = await WebHouse.open();
    await using lin = await Visitor.open(browser, house.url, { name: "小林", locale: "zh-CN" });
    const language = () => lin.page.locator("html").getAttribute("lang");
    assertMatch(await language() ?? "", /^zh/);
    await lin.page.getByRole("navigation", { name: "房间" }).waitFor();
    await lin.page.getByRole("button", { name: "发送" }).waitFor();
    await openSettings(lin);
    await lin.page.getByLabel(/语言/).selectOption({ label: "English" });
    await eventually(async () => assertEquals(await language(), "en"));
    await lin.page.reload();
    await lin.isIn();
    assertEquals(await language(), "en");
    await lin.page.getByRole("navigation", { name: "Rooms" }).waitFor();
    lin.assertQuiet();
  },
);

browserTest("(36) sentences of the daemon are in the language of the page", async (browser) => {
  await using house = await WebHouse.open();
  await using lin = await Visitor.open(browser, house.url, { name: "小林", locale: "zh-CN" });
  await lin.send("/topic");
  await lin.send("/kick nobody-of-this-name");
  const notice = lin.log.locator(".line.notice, .line.error").last();
  await eventually(async () => assert(/\p{Script=Han}/u.test(await notice.textContent() ?? "")));
});

browserTest("(33) all is reached by keyboard alone, and one sees where one is", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.person("bob").waitFor();
  const reached = new Set<string>();
  for (let press = 0; press < 60; press++) {
    await ann.page.keyboard.press("Tab");
    const { name, isMarked } = await focused(ann);
    assert(isMarked, `nothing shows that ${name} has the focus`);
    reached.add(name);
  }
  const controls = await ann.page.locator(
    "button:visible, textarea:visible, [tabindex='0']:visible",
  )
    .evaluateAll((controls) =>
      controls.filter((control) => (control as HTMLElement).tabIndex >= 0).map((control) =>
        control.getAttribute("aria-label") ?? control.textContent ?? ""
      )
    );
  assertEquals(controls.filter((control) => !reached.has(control)), []);
});

browserTest("(39) forced colours keep borders and marks", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  const screen = { name: "ann", forcedColors: "active" } as const;
  await using ann = await Visitor.open(browser, house.url, screen);
  await bob.send("ann: look");
  await ann.hears("ann: look");
  const border = await ann.box.evaluate((box: Element) => {
    for (let at: Element | null = box; at !== null; at = at.parentElement) {
      const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(at);
      if (borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0) return "border";
      if (outlineStyle !== "none" && at === box) return "outline";
      if (at.id === "composer") break;
    }
    return "nothing";
  });
  assertNotEquals(border, "nothing");
  // A mention is told by more than its ground, which forced colours take away.
  const marked = await ann.line("ann: look").evaluate((line: Element) => {
    const { borderLeftWidth, outlineStyle, fontWeight, forcedColorAdjust } = getComputedStyle(line);
    const text = line.querySelector(".text");
    const weight = Number(text ? getComputedStyle(text).fontWeight : fontWeight);
    const hasShape = parseFloat(borderLeftWidth) > 0 || outlineStyle !== "none";
    return hasShape || weight >= 600 || forcedColorAdjust === "none";
  });
  assert(marked, "a mention looks like any line");
});

browserTest("(39) nothing moves where motion is to be reduced", async (browser) => {
  await using house = await WebHouse.open();
  const screen = { name: "ann", reducedMotion: "reduce", ...PHONE } as const;
  await using ann = await Visitor.open(browser, house.url, screen);
  await ann.page.getByRole("button", { name: /^People/ }).tap();
  const moving = await ann.page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((each) => {
      const { transitionDuration, animationName, animationDuration } = getComputedStyle(each);
      const isLong = (duration: string) =>
        duration.split(",").some((part) => parseFloat(part) > 0.01);
      return isLong(transitionDuration) || (animationName !== "none" && isLong(animationDuration));
    }).map((each) => each.id || each.className || each.tagName)
  );
  assertEquals(moving, []);
});

for (const [name, screen] of Object.entries(SCREENS)) {
  browserTest(`(39) everything one needs is within the screen: ${name}`, async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann", ...screen });
    await ann.say("hello");
    const { width = 0, height = 0 } = ann.page.viewportSize() ?? {};
    for (const part of [ann.box, ann.page.getByRole("button", { name: "Send", exact: true })]) {
      const place = await part.boundingBox();
      assert(place && place.x >= 0 && place.x + place.width <= width, JSON.stringify(place));
      assert(place.y >= 0 && place.y + place.height <= height, JSON.stringify(place));
    }
    assertEquals(
      await ann.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
    );
  });
}

browserTest("(39) what is touched is 24 px at least, as WCAG asks", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann", ...NARROW });
  await ann.page.getByRole("button", { name: /^People/ }).tap();
  await ann.person("bob").waitFor();
  const small = await ann.page.locator("button:visible, textarea:visible").evaluateAll((controls) =>
    controls.filter((control) => {
      const { width, height } = control.getBoundingClientRect();
      return width < 24 || height < 24;
    }).map((control) => control.getAttribute("aria-label") ?? control.textContent)
  );
  assertEquals(small, []);
});

async function openSettings(visitor: Visitor): Promise<void> {
  await visitor.page.getByRole("button", { name: /^(Settings|设置)$/ }).first().click();
  await visitor.page.getByRole("dialog", { name: /^(Settings|设置)$/ }).waitFor();
}

/** How bright the ground of the page is, from 0 to 1. */
async function brightness(visitor: Visitor): Promise<number> {
  const picture = await visitor.page.screenshot({ clip: { x: 2, y: 2, width: 1, height: 1 } });
  // A picture of one pixel is decoded by the browser, on a page without a policy.
  const helper = await visitor.context.newPage();
  const address = `data:image/png;base64,${picture.toString("base64")}`;
  const value = await helper.evaluate(async (address) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 765;
  }, address);
  await helper.close();
  return value;
}

function focused(visitor: Visitor): Promise<{ readonly name: string; readonly isMarked: boolean }> {
  return visitor.page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
    // The mark may stand on the field's frame.
    const holders = [element, element.closest("form"), element.parentElement];
    const isMarked = holders.some((holder) => {
      if (!holder) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(holder);
      return outlineStyle !== "none" && parseFloat(outlineWidth) > 0 || boxShadow !== "none";
    });
    return { name, isMarked: isMarked || element === document.body };
  });
}
