/**
 * A real Chromium for tests of the page: one process for all tests of a file, a fresh profile for
 * each person. An installed one is used; no browser is ever downloaded.
 *
 * @module
 */

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from "npm:playwright-core@1.65.1";

/** Where Debian has it, and where the machines of CI services have theirs. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
/** `HUBBUB_CHROMIUM` names another. */
const EXECUTABLE = Deno.env.get("HUBBUB_CHROMIUM") ?? PLACES.find(isInstalled) ?? "chromium";

/** It starts on a machine without a screen and asks nothing of the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Longer than anything here takes, so that a test that waits in vain says so. */
export const PATIENCE_MILLIS = 20_000;

/** Whether tests with it run: on Linux where it is installed; in CI always, which installs it. */
export const HAS_CHROMIUM: boolean = Deno.build.os === "linux" &&
  (Deno.env.has("CI") || isInstalled(EXECUTABLE));

/**
 * Registers a test in a browser, with a browser of its file. The sanitizers are off: the library that
 * drives the browser keeps pipes and timers over the end of a test.
 */
export function browserTest(name: string, fn: (browser: Browser) => Promise<void>): void {
  Deno.test({
    name: HAS_CHROMIUM ? `page: ${name}` : `page: ${name} (no Chromium)`,
    ignore: !HAS_CHROMIUM,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async () => await fn(await theBrowser.get()),
  });
}

/** Starts a Chromium of its own. The caller closes it. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [...FLAGS, ...flags],
    // Scrollbars take their room, as they do on a desktop.
    ignoreDefaultArgs: ["--hide-scrollbars"],
  });
}

/** A fresh profile whose waits end after {@linkcode PATIENCE_MILLIS}. The caller closes it. */
export async function freshProfile(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MILLIS);
  return context;
}

/** Starts the browser when the first test needs it, and closes it after the last. */
class SharedBrowser {
  #started: Promise<Browser> | undefined;

  get(): Promise<Browser> {
    this.#started ??= launchChromium();
    return this.#started;
  }

  async close(): Promise<void> {
    await (await this.#started)?.close();
  }
}

const theBrowser = new SharedBrowser();
if (HAS_CHROMIUM) Deno.test.afterAll(() => theBrowser.close());

function isInstalled(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
