/**
 * What is typed, with and without an input method. Numbers are those of the list of requirements in
 * tests/browser/README.md.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { composeAsSafari, InputMethod } from "./support/ime.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** What is shown while composing, and what is chosen at last. */
const COMPOSITIONS = [
  { language: "Chinese", shown: ["n", "ni", "ni'h", "ni'hao"], chosen: "你好" },
  { language: "Japanese", shown: ["k", "か", "かn", "かん", "かんj", "かんじ"], chosen: "漢字" },
  { language: "Korean", shown: ["ㅎ", "하", "한"], chosen: "한" },
];

for (const { language, shown, chosen } of COMPOSITIONS) {
  browserTest(
    `(1) the Enter that chooses a candidate does not send: ${language}`,
    async (browser) => {
      await using house = await WebHouse.open();
      await using ann = await Visitor.open(browser, house.url, { name: "ann" });
      const method = await InputMethod.of(ann);
      await ann.box.focus();
      for (const text of shown) await method.compose(text);
      await method.press("Enter");
      await method.choose(chosen);
      await ann.settled();
      assertEquals(await ann.box.inputValue(), chosen);
      assertEquals(await ann.said(), []);
      await ann.box.press("Enter");
      await ann.hears(chosen);
      assertEquals(await ann.said(), [chosen]);
      ann.assertQuiet();
    },
  );
}

browserTest(
  "(1) nor in Safari's order, where the composition ends before the key",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await ann.box.focus();
    await composeAsSafari(ann.box, "你好");
    await ann.settled();
    assertEquals(await ann.box.inputValue(), "你好");
    assertEquals(await ann.said(), []);
    await ann.box.press("Enter");
    await ann.hears("你好");
  },
);

browserTest("(2) completion, recall and Escape leave keys to an input method", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.say("said before");
  const method = await InputMethod.of(ann);
  await ann.box.fill("bo");
  for (const key of ["Tab", "ArrowUp", "ArrowDown", "Escape"]) {
    await method.compose("ni");
    await method.press(key);
    await ann.settled();
    assertEquals(await ann.box.inputValue(), "boni", key);
    assertEquals(await ann.box.evaluate((box: Element) => box === document.activeElement), true);
  }
  await method.choose("你");
  assertEquals(await ann.box.inputValue(), "bo你");
});

browserTest("(33) Tab completes names, at the start with a colon", async (browser) => {
  await using house = await WebHouse.open();
  using _bob = await house.enter("bob");
  using _ball = await house.enter("ball");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.person("bob").waitFor();
  await ann.box.fill("bo");
  await ann.box.press("Tab");
  assertMatch(await ann.box.inputValue(), /^bob: ?$/);
  await ann.box.fill("ask bal");
  await ann.box.press("Tab");
  assertMatch(await ann.box.inputValue(), /^ask ball ?$/);
});

browserTest("(33) Up recalls what one said, Down comes back to the draft", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.say("first");
  await ann.say("second");
  const values: string[] = [];
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"]) {
    await ann.box.press(key);
    values.push(await ann.box.inputValue());
  }
  assertEquals(values, ["second", "first", "second", ""]);
});

browserTest(
  "Shift+Enter makes a line of its own, and what is sent is asked about",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await ann.box.fill("one");
    await ann.box.press("Shift+Enter");
    await ann.page.keyboard.type("two");
    assertEquals(await ann.box.inputValue(), "one\ntwo");
    assertEquals(await ann.said(), []);
  },
);

browserTest("(34) several pasted lines are asked about before they are sent", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const dialog = ann.page.getByRole("dialog", { name: "Send 3 lines?" });
  await paste(ann, "one\ntwo\nthree");
  await dialog.waitFor();
  await ann.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await ann.say("nothing was sent before this");
  assertEquals(await ann.said(), ["nothing was sent before this"]);
  // The separators of Unicode part lines as well: what stands behind one must not become a command unasked.
  await paste(ann, "one\u2028/two\u2029three");
  await dialog.getByRole("button", { name: /^Send/ }).click();
  await ann.hears("three");
  assertEquals((await ann.said()).slice(1), ["one", "/two", "three"]);
});

browserTest("(34) several dropped lines are asked about as well", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const isTaken = await ann.box.evaluate((box: Element) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "one\ntwo\nthree");
    return !box.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  assertEquals(isTaken, true);
  await ann.page.getByRole("dialog", { name: "Send 3 lines?" }).waitFor();
});

browserTest("(35) more bytes than a line may have are told while typing", async (browser) => {
  await using house = await WebHouse.open(["--max-line", "300"]);
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  // 100 Chinese characters are 300 bytes.
  await ann.box.fill("字".repeat(100));
  assertEquals(await ann.limit.textContent().then((text) => /too long/.test(text ?? "")), false);
  await ann.box.fill("字".repeat(101));
  await eventually(async () => assertMatch(await ann.limit.textContent() ?? "", /\b3\b/));
  await ann.box.press("Enter");
  await ann.settled();
  assertEquals(await ann.said(), []);
  assertEquals(await ann.box.inputValue(), "字".repeat(101));
  await ann.box.fill("字".repeat(100));
  await ann.box.press("Enter");
  await ann.hears("字".repeat(100));
});

/** Pastes a text as the clipboard does. */
async function paste(visitor: Visitor, text: string): Promise<void> {
  await visitor.box.focus();
  await visitor.box.evaluate((box: Element, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const options = { clipboardData, bubbles: true, cancelable: true };
    const isTaken = !box.dispatchEvent(new ClipboardEvent("paste", options));
    // What the browser does where the page does not do it.
    if (!isTaken) document.execCommand("insertText", false, text);
  }, text);
}
