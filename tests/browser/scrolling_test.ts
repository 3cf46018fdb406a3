/**
 * The list of what was said: it follows at the bottom, and stands still for a reader above it.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** What counts as being at the bottom, and as not having moved, in CSS pixels. */
const SLACK = 2;

browserTest(
  "(3) at the bottom it follows, also when the window or the box changes size",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await sayMany(bob, 250);
    await ann.hears("line 250");
    await isAtBottom(ann, "after 250 lines");
    await ann.page.setViewportSize({ width: 700, height: 500 });
    await isAtBottom(ann, "in a smaller window");
    await ann.box.fill("a long draft\n".repeat(5));
    await isAtBottom(ann, "above a larger box");
    await ann.box.fill("");
    await isAtBottom(ann, "above a small box again");
    await ann.page.setViewportSize({ width: 1280, height: 900 });
    await isAtBottom(ann, "in a larger window");
    await sayMany(bob, 3, "more");
    await ann.hears("more 3");
    await isAtBottom(ann, "after all");
    ann.assertQuiet();
  },
);

browserTest("(4) scrolled up it never moves, whatever is said", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await sayMany(bob, 300);
  await ann.hears("line 300");
  await ann.scrollBy(-1500);
  const anchor = await firstVisible(ann);
  await sayMany(bob, 150, "later");
  await ann.hears("later 150");
  await ann.settled();
  await hasNotMoved(ann, anchor);
  await ann.box.fill("a draft\nof three\nlines");
  await ann.settled();
  await hasNotMoved(ann, anchor);
});

browserTest(
  "(5) one who says something while scrolled up is taken to the bottom",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await sayMany(bob, 200);
    await ann.hears("line 200");
    await ann.scrollBy(-1000);
    await ann.say("here I am");
    await isAtBottom(ann, "after one's own line");
  },
);

browserTest("(6) older lines put above do not move what is read", async (browser) => {
  await using house = await WebHouse.open(["--remember", "1000"]);
  using bob = await house.enter("bob");
  await sayMany(bob, 600);
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.hears("line 600");
  for (const _page of [1, 2]) {
    const before = await ann.lines.count();
    await ann.log.evaluate((log: Element) => log.scrollTop = 300);
    const anchor = await firstVisible(ann);
    await ann.log.evaluate((log: Element) => log.dispatchEvent(new Event("scroll")));
    await eventually(async () => assert(await ann.lines.count() > before));
    await ann.settled();
    // Its place does not change by what came; the reader may have been near the top before.
    await hasNotMoved(ann, anchor);
  }
  const said = await ann.said();
  const first = 601 - said.length;
  assertEquals(said, Array.from({ length: said.length }, (_, index) => `line ${first + index}`));
  ann.assertQuiet();
});

browserTest("(6) one can scroll back to the first line that is remembered", async (browser) => {
  await using house = await WebHouse.open(["--remember", "400"]);
  using bob = await house.enter("bob");
  await sayMany(bob, 350);
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.hears("line 350");
  await eventually(async () => {
    await ann.log.evaluate((log: Element) => log.scrollTop = 0);
    await ann.line("line 1").waitFor({ state: "attached", timeout: 500 });
  });
  const said = await ann.said();
  assertEquals(said.slice(0, 3), ["line 1", "line 2", "line 3"]);
  assertEquals(new Set(said).size, said.length);
});

browserTest(
  "(7) `To the newest` is there only while scrolled up, and reaches the newest",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await sayMany(bob, 200);
    await ann.hears("line 200");
    assertEquals(await ann.toNewest.isVisible(), false);
    await ann.scrollBy(-1200);
    await ann.toNewest.waitFor();
    await sayMany(bob, 5, "later");
    await ann.hears("later 5");
    await ann.toNewest.click();
    await isAtBottom(ann, "after the button");
    await ann.toNewest.waitFor({ state: "hidden" });
    await ann.scrollBy(-1200);
    await ann.box.press("Escape");
    await isAtBottom(ann, "after Escape");
  },
);

browserTest("(8) the scrollbar has its place whether there is one or not", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const width = () => ann.log.evaluate((log: Element) => log.clientWidth);
  const before = await width();
  await sayMany(bob, 200);
  await ann.hears("line 200");
  assertEquals(await width(), before);
});

browserTest("(9) few lines stand at the bottom", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.say("the only line");
  const [log, line, box] = await Promise.all([
    ann.log.boundingBox(),
    ann.line("the only line").boundingBox(),
    ann.box.boundingBox(),
  ]);
  assert(log && line && box);
  const above = line.y - log.y;
  const below = log.y + log.height - (line.y + line.height);
  assert(below < 60 && above > below, `${above} px above it, ${below} below`);
});

browserTest(
  "the list keeps at most 50 blocks of 100 lines, and is right at their ends",
  async (browser) => {
    await using house = await WebHouse.open([
      "--send-queue",
      "4194304",
      "--send-queue-max",
      "8388608",
    ]);
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    for (let batch = 1; batch <= 12; batch++) {
      await sayMany(bob, 500, `batch ${batch} line`);
      await ann.hears(`batch ${batch} line 500`);
    }
    const said = await ann.said();
    assert(said.length <= 5000 && said.length >= 4900, `${said.length} lines`);
    const all = Array.from(
      { length: 6000 },
      (_, index) => `batch ${Math.floor(index / 500) + 1} line ${index % 500 + 1}`,
    );
    assertEquals(said, all.slice(-said.length));
    await isAtBottom(ann, "after 6,000 lines");
  },
);

async function isAtBottom(visitor: Visitor, when: string): Promise<void> {
  await eventually(async () => {
    await visitor.settled();
    const { toBottom } = await visitor.scroll();
    assert(toBottom <= SLACK, `${toBottom} px above the bottom ${when}`);
  });
}

/** The first line that is wholly in sight, and where it stands. */
function firstVisible(visitor: Visitor): Promise<{ readonly text: string; readonly top: number }> {
  return visitor.log.evaluate((log: Element) => {
    const edge = log.getBoundingClientRect().top;
    for (const line of log.querySelectorAll(".line.message")) {
      const { top } = line.getBoundingClientRect();
      if (top >= edge) return { text: line.querySelector(".text")?.textContent ?? "", top };
    }
    throw new Error("no line is in sight");
  });
}

async function hasNotMoved(
  visitor: Visitor,
  { text, top }: { readonly text: string; readonly top: number },
): Promise<void> {
  const now = await visitor.line(text).evaluate((line: Element) =>
    line.getBoundingClientRect().top
  );
  assert(Math.abs(now - top) <= SLACK, `"${text}" moved from ${top} to ${now}`);
}
