/**
 * WebKitGTK by its WebDriver, the W3C's plain HTTP, on a screen in memory (Xvfb).
 *
 * @module
 */

import { keyActions, middleOf, pressActions, type Tab } from "./tab.ts";

const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";
/** Where Debian keeps the browser that belongs to the driver. */
const BROWSER = `/usr/lib/${Deno.build.arch}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
const POLL_MILLIS = 50;
const PATIENCE_MILLIS = 20_000;

/** Whether all of it is installed. */
export const HAS_WEBKIT: boolean = [DRIVER, SCREEN, BROWSER].every(isThere);

/** A WebKitGTK with one tab. */
export class WebKitTab implements Tab {
  readonly browser: string;
  /** The driver tells none. */
  readonly complaints: readonly string[] = [];
  readonly #children: readonly Deno.ChildProcess[];
  readonly #session: string;
  readonly #home: string;

  private constructor(
    children: readonly Deno.ChildProcess[],
    home: string,
    { session, browser }: { session: string; browser: string },
  ) {
    this.#children = children;
    this.#home = home;
    this.#session = session;
    this.browser = browser;
  }

  /** Starts a screen, the driver and the browser. */
  static async start(): Promise<WebKitTab> {
    const home = await Deno.makeTempDir({ prefix: "webkit-" });
    const { display, child: screen } = await startScreen();
    const port = freePort();
    const env = { DISPLAY: display, HOME: home, LC_ALL: "en_GB.UTF-8", NO_AT_BRIDGE: "1" };
    const driver = new Deno.Command(DRIVER, {
      args: ["--host=127.0.0.1", `--port=${port}`],
      // Processes of the browser have no sandbox of their own inside a container.
      env: {
        ...env,
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
        WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      },
      stdout: "null",
      stderr: "null",
    }).spawn();
    const base = `http://127.0.0.1:${port}/session`;
    const options = { binary: BROWSER, args: ["--automation", "--geometry=1280x800"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId, capabilities: got } = await untilItAnswers(() =>
      ask(base, { capabilities })
    ) as { sessionId: string; capabilities: Record<string, string> };
    return new WebKitTab([driver, screen], home, {
      session: `${base}/${sessionId}`,
      browser: `${got["browserName"]} ${got["browserVersion"]}`,
    });
  }

  async open(url: string): Promise<void> {
    await ask(`${this.#session}/url`, { url });
  }

  async evaluate(expression: string): Promise<unknown> {
    const script = `const done = arguments[0];
      Promise.resolve().then(() => ${expression}).then(
        (value) => done({ value: JSON.stringify(value ?? null) }),
        (error) => done({ error: String(error) }),
      );`;
    const { value, error } = await ask(`${this.#session}/execute/async`, { script, args: [] }) as {
      value?: string;
      error?: string;
    };
    if (error !== undefined) throw new Error(error);
    return JSON.parse(value ?? "null");
  }

  async type(keys: string): Promise<void> {
    await this.#act({ type: "key", id: "keyboard", actions: keyActions(keys) });
  }

  async click(selector: string): Promise<void> {
    const [x = 0, y = 0] = await this.evaluate(middleOf(selector)) as number[];
    await this.#act({ type: "pointer", id: "mouse", actions: pressActions(x, y) });
  }

  async picture(): Promise<Uint8Array> {
    const data = await ask(`${this.#session}/screenshot`);
    return Uint8Array.from(atob(String(data)), (char) => char.charCodeAt(0));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await ask(this.#session, undefined, "DELETE").catch(() => {});
    for (const child of this.#children) {
      child.kill("SIGTERM");
      await child.status;
    }
    await Deno.remove(this.#home, { recursive: true });
  }

  async #act(action: Record<string, unknown>): Promise<void> {
    await ask(`${this.#session}/actions`, { actions: [action] });
  }
}

/** One request to the driver; its value. */
async function ask(url: string, body?: unknown, method?: string): Promise<unknown> {
  const options = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    ...options,
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${url}: ${value?.error}: ${value?.message}`);
  return value;
}

async function untilItAnswers<T>(attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE_MILLIS;
  while (true) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end || !(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
  }
}

/** A screen in memory; it writes its number on standard output when it is ready. */
async function startScreen(): Promise<{ display: string; child: Deno.ChildProcess }> {
  const child = new Deno.Command(SCREEN, {
    args: ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return { display: `:${new TextDecoder().decode(value).trim()}`, child };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
