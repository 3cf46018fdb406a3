/**
 * What is said, as it is shown: links, mentions, markup, names, directions.
 *
 * @module
 */

import { assertEquals, assertMatch } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** What is said, and the addresses in it. */
const LINKS: readonly (readonly [said: string, links: readonly string[]])[] = [
  ["see https://example.org/a.", ["https://example.org/a"]],
  ["看 https://example.org/路径。然后回来", ["https://example.org/路径"]],
  ["（见 https://example.org/b）再说", ["https://example.org/b"]],
  ["《https://example.org/c》，好", ["https://example.org/c"]],
  ["「https://example.org/d」です", ["https://example.org/d"]],
  ["(https://example.org/e)", ["https://example.org/e"]],
  ["https://example.org/Deno_(software)", ["https://example.org/Deno_(software)"]],
  ["(https://example.org/Deno_(software)).", ["https://example.org/Deno_(software)"]],
  ["https://example.org/f?a=1&b=2#c, and", ["https://example.org/f?a=1&b=2#c"]],
  ["http://127.0.0.1:8000/x!", ["http://127.0.0.1:8000/x"]],
  ["two: https://a.example/ https://b.example/x", ["https://a.example/", "https://b.example/x"]],
  ["javascript:alert(1) data:text/html,x file:///etc/passwd ftp://example.org", []],
  ["https:// http:/x https", []],
];

browserTest("(28) links end before Chinese punctuation and unpaired brackets", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  for (const [said, links] of LINKS) {
    await bob.send(said);
    await ann.hears(said);
    assertEquals(await ann.line(said).locator(".text a").allTextContents(), [...links], said);
  }
  ann.assertQuiet();
});

browserTest(
  "(29) a link shows its whole address, opens elsewhere, and fetches nothing",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    const address = "https://example.org/a/very/long/path?with=query";
    await bob.send(address);
    await ann.hears(address);
    const link = ann.line(address).locator("a");
    assertEquals(await link.textContent(), address);
    assertEquals(await link.getAttribute("href"), address);
    assertEquals(await link.getAttribute("target"), "_blank");
    assertEquals(await link.getAttribute("rel"), "noopener noreferrer");
    await link.hover();
    ann.assertQuiet();
  },
);

/** What would be a script or an image if it were read as HTML. */
const MARKUP = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "&lt;b&gt; &amp; &#60;i&#62;",
  "<style>*{display:none}</style>",
  "{{constructor.constructor('alert(1)')()}} ${alert(1)}",
];

browserTest(
  "markup stays text: said, done, in a topic, a reason, an absence, a search",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await ann.page.evaluate(() =>
      Reflect.set(globalThis, "alert", () => document.title = "broken")
    );
    for (const text of MARKUP) {
      await bob.send(`${text}\n/me ${text}\n/topic ${text}\n/away ${text.slice(0, 40)}\n/away`);
      await ann.hears(text);
      assertEquals(await ann.line(text).first().locator(".text > *:not(a)").count(), 0);
      await ann.page.getByText(text, { exact: true }).first().waitFor();
    }
    using eve = await house.enter("eve");
    await eve.send(`/quit ${MARKUP[0]}`);
    await ann.log.getByText(/^eve has left/).waitFor();
    const foreign =
      "#log img, #log script, #log style, #log svg:not(.glyph), header img, aside img";
    assertEquals(await ann.page.locator(foreign).count(), 0);
    assertEquals(await ann.page.title() === "broken", false);
    ann.assertQuiet();
  },
);

browserTest(
  "(30) one's own name as a word is a mention, in any case and beside any script",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "Ännchen" });
    const mentions = [
      "Ännchen: hello",
      "hello ÄNNCHEN!",
      "问 Ännchen，好吗",
      "(ännchen)",
      "@Ännchen",
    ];
    const others = ["Ännchens Hut", "xÄnnchen", "Ännchen2", "Annchen", "Änn-chen", "Ä nnchen"];
    for (const text of [...mentions, ...others]) {
      await bob.send(text);
      await ann.hears(text);
    }
    const marked = await ann.log.locator(".line.mention .text").allTextContents();
    assertEquals(marked, mentions);
  },
);

browserTest("(30) so is a Chinese name between Chinese words", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using lin = await Visitor.open(browser, house.url, { name: "小林" });
  for (const text of ["请问小林在吗", "小林，你好", "大林在吗"]) {
    await bob.send(text);
    await lin.hears(text);
  }
  const marked = await lin.log.locator(".line.mention .text").allTextContents();
  assertEquals(marked, ["请问小林在吗", "小林，你好"]);
});

browserTest("(31) words that happen to be names of others are left alone", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  using _will = await house.enter("will");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.person("will").waitFor();
  await bob.send("will you come?");
  await ann.hears("will you come?");
  assertEquals(await ann.line("will you come?").locator(".text > *").count(), 0);
});

browserTest("(36) names and texts do not turn each other's direction", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("דנה");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await bob.send("שלום, ann! (1)");
  await ann.hears("שלום, ann! (1)");
  const line = ann.line("שלום, ann! (1)");
  for (const part of [line.locator(".from"), line.locator(".text")]) {
    const isolation = await part.evaluate((part: Element) => getComputedStyle(part).unicodeBidi);
    assertMatch(isolation, /isolate|plaintext/);
  }
});
