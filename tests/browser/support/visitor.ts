/**
 * Somebody who uses the page in a browser: finds what is on it by role and accessible name, as a
 * person with a screen reader does, types and reads. The names of the page stand here and nowhere
 * else in the tests.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "npm:playwright-core@1.65.1";
import { freshProfile } from "./browser.ts";
import { eventually } from "./eventually.ts";

/** How a visitor comes. */
export interface Visit extends BrowserContextOptions {
  /** Typed into the name dialog; without one the dialog stays open. */
  readonly name?: string;
  /** Behind the page's address: `?room=dev`. */
  readonly query?: string;
  /** Runs in the page before its own scripts. */
  readonly script?: string;
}

/** One tab with the page, and what must not happen in it. */
export class Visitor implements AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of, and requests to other places than the daemon. */
  readonly complaints: string[] = [];
  readonly #origin: string;

  private constructor(page: Page, context: BrowserContext, url: string) {
    this.page = page;
    this.context = context;
    this.#origin = new URL(url).origin;
    this.#watch();
  }

  /** Opens the page in a fresh profile; resolves when the name is accepted. */
  static async open(browser: Browser, url: string, visit: Visit = {}): Promise<Visitor> {
    const { name, query = "", script, ...options } = visit;
    const context = await freshProfile(browser, options);
    if (script !== undefined) await context.addInitScript({ content: script });
    const visitor = new Visitor(await context.newPage(), context, url);
    await visitor.page.goto(url + query);
    if (name !== undefined) await visitor.enterAs(name);
    return visitor;
  }

  /** A second tab of the same profile, which knows the name already. */
  async secondTab(): Promise<Visitor> {
    const tab = new Visitor(await this.context.newPage(), this.context, this.page.url());
    await tab.page.goto(this.page.url());
    return tab;
  }

  /** The list of what was said. */
  get log(): Locator {
    return this.page.getByRole("log");
  }

  /** Every line of the open talk. */
  get lines(): Locator {
    return this.log.locator(".line");
  }

  /** The texts of all lines that somebody said, oldest first. */
  said(): Promise<string[]> {
    return this.log.locator(".line.message .text").allTextContents();
  }

  /** The line with this text, which must be there once. */
  line(text: string): Locator {
    return this.lines.filter({ has: this.page.locator(`.text`, { hasText: exactly(text) }) });
  }

  /** The mark where one stopped reading. */
  get newMark(): Locator {
    return this.log.getByRole("separator", { name: "New" });
  }

  /** Where one writes. */
  get box(): Locator {
    return this.page.locator("#composer").getByRole("textbox");
  }

  /** The button that goes down again. */
  get toNewest(): Locator {
    return this.page.getByRole("button", { name: /^(To the newest|回到最新)/ });
  }

  /** Says how the connection is, and nothing while it is well. */
  get status(): Locator {
    return this.page.locator("#status");
  }

  /** What is told to a screen reader. */
  get announcer(): Locator {
    return this.page.locator("#announce");
  }

  /** Says how many bytes are too many. */
  get limit(): Locator {
    return this.page.locator("#limit");
  }

  /** The dialog that asks for a name. */
  get nameDialog(): Locator {
    return this.page.getByRole("dialog", { name: /^(Your name|你的名字)$/ });
  }

  /** The rooms and private conversations. */
  get rooms(): Locator {
    return this.page.getByRole("navigation");
  }

  /** The people of the open room. */
  get people(): Locator {
    return this.page.getByRole("complementary");
  }

  /** A person in the list of people. */
  person(name: string): Locator {
    return this.people.getByRole("button", { name: new RegExp(`^${name}(?=[, ]|$)`) });
  }

  /** A room or person in the list of talks. */
  talk(name: string): Locator {
    return this.rooms.getByRole("button", { name: new RegExp(`^${name}(?=[, ]|$)`) });
  }

  /** Gives a name and waits until one is in. */
  async enterAs(name: string): Promise<void> {
    await this.nameDialog.getByRole("textbox").fill(name);
    await this.page.keyboard.press("Enter");
    await this.nameDialog.waitFor({ state: "hidden" });
    await this.isIn();
  }

  /** Waits until the daemon has let this tab in. */
  async isIn(): Promise<void> {
    await this.box.waitFor();
    await eventually(async () => assertEquals(await this.status.textContent(), ""));
  }

  /** Types a line and sends it by Enter; does not wait for its echo. */
  async send(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
  }

  /** Says something and waits until it has come back. */
  async say(text: string): Promise<void> {
    await this.send(text);
    await this.line(text).and(this.page.locator(".line:not(.pending)")).waitFor();
  }

  /** Enters a room by a typed command, and waits until it is open. */
  async join(room: string): Promise<void> {
    await this.send(`/join ${room}`);
    await this.page.getByRole("heading", { level: 1, name: `#${room}` }).waitFor();
  }

  /** Waits until a line with this text is there. */
  async hears(text: string): Promise<void> {
    await this.line(text).first().waitFor({ state: "attached" });
  }

  /** How far the log is scrolled, in CSS pixels. */
  scroll(): Promise<{ readonly top: number; readonly toBottom: number }> {
    return this.log.evaluate((log: Element) => ({
      top: log.scrollTop,
      toBottom: log.scrollHeight - log.clientHeight - log.scrollTop,
    }));
  }

  /** Scrolls the log as a wheel does. */
  async scrollBy(pixels: number): Promise<void> {
    const before = await this.scroll();
    await this.log.hover();
    await this.page.mouse.wheel(0, pixels);
    await eventually(async () => {
      const { top } = await this.scroll();
      if (top === before.top) throw new Error(`still at ${top}`);
    });
    await this.settled();
  }

  /** Resolves when the page has been drawn twice, so that what follows from an event is done. */
  async settled(): Promise<void> {
    await this.page.evaluate(() =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    );
  }

  /** Asserts that the browser had nothing to complain of. */
  assertQuiet(): void {
    assertEquals(this.complaints, []);
  }

  /** Closes the profile with all its tabs. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }

  #watch(): void {
    this.page.on("pageerror", (error) => this.complaints.push(`error: ${error.message}`));
    this.page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) {
        this.complaints.push(`console: ${message.text()}`);
      }
    });
    this.page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== this.#origin) {
        this.complaints.push(`request: ${request.url()}`);
      }
    });
  }
}

/** A pattern that only this text fits, as it is. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}
