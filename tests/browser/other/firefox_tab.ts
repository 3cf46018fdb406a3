/**
 * Firefox by WebDriver BiDi, which it speaks itself on a WebSocket, so that no driver is needed.
 *
 * @module
 */

import { TextLineStream } from "@std/streams/text-line-stream";
import { keyActions, middleOf, pressActions, type Tab } from "./tab.ts";

const EXECUTABLE = Deno.env.get("HUBBUB_FIREFOX") ?? "/usr/bin/firefox-esr";

/** It asks nothing of the network, and keeps no updates, reports and suggestions. */
const PREFERENCES: Readonly<Record<string, boolean | string | number>> = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.newtabpage.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage": "about:blank",
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.update.enabled": false,
  "intl.accept_languages": "en-GB",
  "media.gmp-manager.updateEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,#remote-settings-dummy/v1",
  "toolkit.telemetry.server": "",
};

/** Whether it is installed. */
export const HAS_FIREFOX: boolean = isThere(EXECUTABLE);

/** A Firefox without a screen, with one tab. */
export class FirefoxTab implements Tab {
  readonly browser: string;
  readonly complaints: string[] = [];
  readonly #child: Deno.ChildProcess;
  readonly #profile: string;
  readonly #bidi: Bidi;
  readonly #context: string;

  private constructor(
    child: Deno.ChildProcess,
    profile: string,
    { bidi, browser, context }: { bidi: Bidi; browser: string; context: string },
  ) {
    this.#child = child;
    this.#profile = profile;
    this.#bidi = bidi;
    this.browser = browser;
    this.#context = context;
  }

  /** Starts one with a fresh profile. */
  static async start(): Promise<FirefoxTab> {
    const profile = await Deno.makeTempDir({ prefix: "firefox-" });
    const lines = Object.entries(PREFERENCES).map(([key, value]) =>
      `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`
    );
    await Deno.writeTextFile(`${profile}/user.js`, lines.join(""));
    const child = new Deno.Command(EXECUTABLE, {
      args: ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"],
      env: { HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1" },
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const bidi = await Bidi.connect(`${await addressOf(child)}/session`);
    const session = await bidi.ask("session.new", { capabilities: {} });
    const { browserName, browserVersion } = session["capabilities"] as Record<string, string>;
    const { contexts } = await bidi.ask("browsingContext.getTree", {}) as {
      contexts: { context: string }[];
    };
    const parts = { bidi, browser: `${browserName} ${browserVersion}` };
    const tab = new FirefoxTab(child, profile, { ...parts, context: contexts[0]?.context ?? "" });
    bidi.onEvent = ({ params }) => {
      if (params["level"] === "error") tab.complaints.push(String(params["text"]));
    };
    await bidi.ask("session.subscribe", { events: ["log.entryAdded"] });
    return tab;
  }

  async open(url: string): Promise<void> {
    await this.#bidi.ask("browsingContext.navigate", {
      context: this.#context,
      url,
      wait: "complete",
    });
  }

  async evaluate(expression: string): Promise<unknown> {
    const { type, result, exceptionDetails } = await this.#bidi.ask("script.evaluate", {
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      target: { context: this.#context },
      awaitPromise: true,
    }) as { type: string; result?: { value: string }; exceptionDetails?: { text: string } };
    if (type !== "success") throw new Error(exceptionDetails?.text ?? type);
    return JSON.parse(result?.value ?? "null");
  }

  async type(keys: string): Promise<void> {
    await this.#act({ type: "key", id: "keyboard", actions: keyActions(keys) });
  }

  async click(selector: string): Promise<void> {
    const [x = 0, y = 0] = await this.evaluate(middleOf(selector)) as number[];
    await this.#act({ type: "pointer", id: "mouse", actions: pressActions(x, y) });
  }

  async picture(): Promise<Uint8Array> {
    const { data } = await this.#bidi.ask("browsingContext.captureScreenshot", {
      context: this.#context,
    });
    return Uint8Array.from(atob(String(data)), (char) => char.charCodeAt(0));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bidi.ask("browser.close", {}).catch(() => this.#child.kill("SIGKILL"));
    this.#bidi.close();
    await this.#child.stderr.cancel().catch(() => {});
    await this.#child.status;
    await Deno.remove(this.#profile, { recursive: true });
  }

  async #act(action: Record<string, unknown>): Promise<void> {
    await this.#bidi.ask("input.performActions", { context: this.#context, actions: [action] });
  }
}

interface BidiMessage {
  readonly id?: number;
  readonly type: "success" | "error" | "event";
  readonly params: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly message?: string;
}

/** Questions and answers of BiDi over one WebSocket. */
class Bidi {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (message: BidiMessage) => void>();
  #lastId = 0;
  onEvent: (event: BidiMessage) => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
  }

  static async connect(url: string): Promise<Bidi> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`cannot connect to ${url}`));
    });
    return new Bidi(socket);
  }

  ask(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ type, result, message }) => {
        if (type === "success") resolve(result ?? {});
        else reject(new Error(`${method}: ${message}`));
      });
    });
  }

  close(): void {
    this.#socket.close();
  }

  #hear(message: BidiMessage): void {
    if (message.id === undefined) return this.onEvent(message);
    this.#waiting.get(message.id)?.(message);
    this.#waiting.delete(message.id);
  }
}

/** Where a Firefox that just starts listens; it says so on standard error, which is read no further. */
async function addressOf(child: Deno.ChildProcess): Promise<string> {
  const [said, rest] = child.stderr.tee();
  void rest.pipeTo(new WritableStream()).catch(() => {});
  const lines = said.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());
  for await (const line of lines) {
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error("firefox ended before it listened");
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
