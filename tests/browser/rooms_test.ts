/**
 * Rooms, private words, ranks, search and settings, as they are used on the page.
 *
 * @module
 */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { heardBefore } from "../support/house.ts";
import { browserTest } from "./support/browser.ts";
import { eventually } from "./support/eventually.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest(
  "a room is entered by the dialog, with a password where it has one",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await bob.send("/join vault open-sesame");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    const dialog = await opened(ann, "Enter a room", "Enter a room");
    await dialog.getByRole("textbox", { name: /^(Name|Room)/ }).first().fill("vault");
    await ann.page.keyboard.press("Enter");
    const password = dialog.getByLabel(/password/i);
    await eventually(async () => assert(await password.isVisible()));
    await password.fill("open-sesame");
    await ann.page.keyboard.press("Enter");
    await ann.page.getByRole("heading", { level: 1, name: "#vault" }).waitFor();
    await heardBefore(bob, "#vault ann has arrived");
    await ann.say("inside");
    await heardBefore(bob, "#vault ann: inside");
  },
);

browserTest("drafts stay with their rooms", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.box.fill("for the lobby");
  await ann.page.getByRole("button", { name: "Enter a room" }).click();
  const dialog = ann.page.getByRole("dialog", { name: "Enter a room" });
  await dialog.getByRole("textbox").first().fill("dev");
  await ann.page.keyboard.press("Enter");
  await ann.page.getByRole("heading", { level: 1, name: "#dev" }).waitFor();
  assertEquals(await ann.box.inputValue(), "");
  await ann.box.fill("for dev");
  await ann.talk("#lobby").click();
  assertEquals(await ann.box.inputValue(), "for the lobby");
  await ann.talk("#dev").click();
  assertEquals(await ann.box.inputValue(), "for dev");
});

browserTest("private words have a conversation of their own, both ways", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await choose(ann, "bob", "Write in private");
  await ann.page.getByRole("heading", { level: 1, name: "bob" }).waitFor();
  await ann.say("psst");
  await heardBefore(bob, "*ann -> bob* psst");
  await bob.send("/msg ann what is it?");
  await ann.hears("what is it?");
  assertEquals(await ann.said(), ["psst", "what is it?"]);
  await ann.talk("#lobby").click();
  await bob.send("/reply still there?");
  await ann.rooms.getByRole("button", { name: /^bob\W+1 new/ }).waitFor();
});

browserTest(
  "a private word keeps its conversation when its writer takes another name",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await bob.send("/msg ann as bob");
    await ann.talk("bob").waitFor();
    await bob.send("/nick rob\n/msg ann as rob");
    await ann.talk("rob").click();
    await ann.hears("as rob");
    assertEquals(await ann.said(), ["as bob", "as rob"]);
  },
);

browserTest("the menu shows what one's rank allows, and does it", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("dev");
  await bob.send("/join dev");
  const items = await menuOf(ann, "bob");
  for (const wanted of ["Write in private", "Who is this", "Ignore", "Put out", "Ban", "Mute"]) {
    assert(items.some((item) => item.startsWith(wanted)), `${wanted} is not among ${items}`);
  }
  await ann.page.keyboard.press("Escape");
  await choose(ann, "bob", "Make moderator");
  await ann.people.getByRole("button", { name: /^bob\W+moderator/ }).waitFor();
  await ann.talk("#lobby").click();
  const inLobby = await menuOf(ann, "bob");
  assertEquals(inLobby.filter((item) => /^(Put out|Ban|Mute|Make)/.test(item)), []);
});

browserTest("a person is put out by the menu, with a reason", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("dev");
  await bob.send("/join dev");
  await choose(ann, "bob", "Put out");
  const dialog = ann.page.getByRole("dialog").last();
  await dialog.getByRole("textbox").first().fill("too loud");
  await ann.page.keyboard.press("Enter");
  await heardBefore(bob, (line) => line.includes("too loud"));
  await ann.person("bob").waitFor({ state: "detached" });
});

browserTest("what an ignored person says is not shown", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  using cay = await house.enter("cay");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await choose(ann, "bob", "Ignore");
  await ann.box.focus();
  await eventually(async () => {
    assert((await menuOf(ann, "bob")).some((item) => item.startsWith("Stop ignoring")));
    await ann.page.keyboard.press("Escape");
  });
  await bob.send("unheard");
  await heardBefore(cay, "bob: unheard");
  await cay.send("heard");
  await ann.hears("heard");
  assertEquals(await ann.said(), ["heard"]);
});

browserTest(
  "the topic is shown, changes for everybody, and is set on the page",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await bob.send("/topic the first");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await ann.page.locator("#topic").getByText("the first").waitFor();
    await ann.send("/topic the second");
    await ann.page.locator("#topic").getByText("the second").waitFor();
    await heardBefore(bob, "ann changed the topic to: the second");
  },
);

browserTest(
  "the search finds what was said, newest first, Chinese by two characters",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await bob.send("the first needle\n今天天气很好\nthe second needle\nnothing");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    const panel = await opened(ann, "Search", "Search");
    await panel.getByRole("searchbox").or(panel.getByRole("textbox")).first().fill("needle");
    await ann.page.keyboard.press("Enter");
    await panel.getByText("the second needle").waitFor();
    const text = await panel.textContent() ?? "";
    assert(text.indexOf("the second needle") < text.indexOf("the first needle"));
    // The clock is that of the log: of 24 hours.
    assert(!/[AP]M/.test(text), text);
    await panel.getByRole("searchbox").or(panel.getByRole("textbox")).first().fill("天气");
    await ann.page.keyboard.press("Enter");
    await panel.getByText("今天天气很好").waitFor();
  },
);

browserTest("a result of the search leads to its line, also far back", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await bob.send("the needle\n/me finds a needle");
  await sayMany(bob, 120, "hay");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("dev");
  const panel = await opened(ann, "Search", "Search");
  await panel.getByRole("textbox").first().fill("needle");
  await ann.page.keyboard.press("Enter");
  await panel.getByRole("button", { name: "* bob finds a needle" }).waitFor();
  await panel.getByRole("button", { name: "the needle" }).click();
  await panel.waitFor({ state: "detached" });
  await ann.page.getByRole("heading", { level: 1, name: "#lobby" }).waitFor();
  await eventually(async () => {
    const [line, log] = [await ann.line("the needle").boundingBox(), await ann.log.boundingBox()];
    assert(line && log && line.y >= log.y && line.y < log.y + log.height, JSON.stringify(line));
  });
});

browserTest("(32) arrivals of many become one line, and can be hidden", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await bob.send("before them");
  await ann.hears("before them");
  const crowd = await Promise.all(Array.from({ length: 40 }, (_, i) => house.enter(`guest${i}x`)));
  await bob.send("after them");
  await ann.hears("after them");
  const told = await ann.log.locator(".line.event .text").allTextContents();
  assert(told.length < 20, `${told.length} lines for 40 arrivals`);
  await eventually(async () => {
    assertMatch(await ann.page.locator("#open-people").textContent() ?? "", /\b42\b/);
  });
  const settings = await opened(ann, "Settings", "Settings");
  await settings.getByRole("checkbox", { name: /arriv|com/i }).first().uncheck();
  await ann.page.keyboard.press("Escape");
  await eventually(async () =>
    assertEquals(await ann.log.locator(".line.event:visible").count(), 0)
  );
  for (const each of crowd) each[Symbol.dispose]();
});

browserTest("a command that the daemon does not know is told, and never said", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.send("/regster secret");
  await ann.log.getByText(/regster/).first().waitFor();
  await ann.say("afterwards");
  const heard = await heardBefore(bob, "ann: afterwards");
  assertEquals(heard.filter((line) => line.includes("secret")), []);
});

browserTest("Alt with an arrow turns to another talk, but not from a dialog", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("games");
  const title = ann.page.getByRole("heading", { level: 1 });
  await ann.page.keyboard.press("Alt+ArrowUp");
  await eventually(async () => assertEquals(await title.textContent(), "#lobby"));
  await ann.page.getByRole("button", { name: "Settings", exact: true }).click();
  await ann.page.getByLabel("Theme").press("Alt+ArrowDown");
  await ann.settled();
  assertEquals(await title.textContent(), "#lobby");
});

browserTest("an empty talk says so until the first line of somebody else", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const empty = ann.page.getByText("Nothing has been said here yet.");
  await empty.waitFor();
  await bob.send("the first line");
  await ann.hears("the first line");
  assertEquals(await empty.isVisible(), false);
});

browserTest("lines of two rooms stay in their rooms", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.join("dev");
  await bob.send("/join dev");
  await sayMany(bob, 30, "in dev");
  await bob.send("/join lobby");
  await sayMany(bob, 30, "in lobby");
  await ann.hears("in dev 30");
  assertEquals((await ann.said()).every((text) => text.startsWith("in dev")), true);
  await ann.talk("#lobby").click();
  await ann.hears("in lobby 30");
  assertEquals((await ann.said()).every((text) => text.startsWith("in lobby")), true);
});

async function opened(visitor: Visitor, button: string, dialog: string) {
  await visitor.page.getByRole("button", { name: button, exact: true }).first().click();
  const found = visitor.page.getByRole("dialog", { name: dialog });
  await found.waitFor();
  return found;
}

/** What the menu on a person offers; it stays open. */
async function menuOf(visitor: Visitor, name: string): Promise<string[]> {
  await visitor.person(name).click();
  const menu = visitor.page.getByRole("menu", { name });
  await menu.waitFor();
  return await menu.getByRole("menuitem").allTextContents();
}

async function choose(visitor: Visitor, name: string, item: string): Promise<void> {
  await menuOf(visitor, name);
  await visitor.page.getByRole("menuitem", { name: new RegExp(`^${item}`) }).click();
}

browserTest("Alt with an arrow goes to the talk above or below in the list", async (browser) => {
  await using house = await WebHouse.open();
  await using ann = await Visitor.open(browser, house.url, { name: "ann", query: "?room=dev" });
  await using _bob = await Visitor.open(browser, house.url, { name: "bob" });
  const shows = (talk: string) =>
    ann.page.getByRole("textbox", { name: `Message to ${talk}`, exact: true }).waitFor();
  await shows("#dev");
  await ann.box.fill("/msg bob hello");
  await ann.box.press("Enter");
  await shows("bob");
  const steps = [["Up", "#dev"], ["Up", "#lobby"], ["Up", "#lobby"], ["Down", "#dev"]] as const;
  for (const [key, talk] of steps) {
    await ann.page.keyboard.press(`Alt+Arrow${key}`);
    await shows(talk);
  }
  await ann.page.keyboard.press("Alt+ArrowDown");
  await shows("bob");
});
