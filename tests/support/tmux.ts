/**
 * A real terminal for tests: a tmux server of its own, with one window of a given size, in which the
 * client runs under a shell. What tests compare is the screen as a person sees it.
 *
 * @module
 */

import { WITHOUT_CACHE_WORDS } from "./runtime_words.ts";

/** How long a screen may take to become what a test waits for. */
const PATIENCE_MILLIS = 30_000;
const POLL_MILLIS = 25;

const QUIET_CACHE = Object.entries(WITHOUT_CACHE_WORDS).map((pair) => pair.join("=")).join(" ");

/** Why tests on a terminal are not run here, or undefined if they are. */
export const NO_TMUX: string | undefined = hasTmux() ? undefined : "tmux is not installed";

/** A terminal; `await using` ends it and everything in it. */
export class Terminal implements AsyncDisposable {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** Opens a window in which a shell waits with the prompt `$ `, for a person who has used the client before. */
  static async open(columns = 60, rows = 12): Promise<Terminal> {
    const terminal = new Terminal(await Deno.makeTempDir());
    await Deno.mkdir(`${terminal.#home}/state/hubbub`, { recursive: true });
    await Deno.writeTextFile(terminal.firstHint, "");
    const size = ["-x", String(columns), "-y", String(rows)];
    const shell = `env -u NO_COLOR PS1='$ ' TZ=UTC LC_ALL=C.UTF-8 HOME=${terminal.#home} ` +
      `XDG_STATE_HOME=${terminal.#home}/state DENO_DIR=${await denoDir()} ${QUIET_CACHE} ` +
      "bash --norc --noprofile";
    await terminal.#tmux("-f", "/dev/null", "new-session", "-d", ...size, shell);
    await terminal.waitFor((screen) => screen === "$");
    return terminal;
  }

  /** The folder that the client takes for the home of its user. */
  get home(): string {
    return this.#home;
  }

  /** The file by which the client knows that the person has seen the hint of the first start. */
  get firstHint(): string {
    return `${this.#home}/state/hubbub/first-hint-shown`;
  }

  /** Types text as it is. */
  async type(text: string): Promise<void> {
    await this.#tmux("send-keys", "-l", text);
  }

  /**
   * Types a line and ends it. Wait for what it brings about before the next input: a program that does
   * not edit for itself leaves the echo to the terminal, which does not wait for the program.
   */
  async enter(line: string): Promise<void> {
    await this.type(line);
    await this.press("Enter");
  }

  /** Answers the question on the screen; a letter counts only when that has stood for a second, by the real clock. */
  async answer(letter: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await this.type(letter);
  }

  /** Presses keys by tmux's names: `Enter`, `C-a`, `Left`, `M-b`. */
  async press(...keys: string[]): Promise<void> {
    await this.#tmux("send-keys", ...keys);
  }

  /** Sends bytes, given as characters up to 255, as a terminal sends its reports. */
  async send(bytes: string): Promise<void> {
    const codes = [...bytes].map((char) => char.charCodeAt(0).toString(16));
    await this.#tmux("send-keys", "-H", ...codes);
  }

  /** Pastes as a terminal does, with brackets if the program has asked for them. */
  async paste(text: string): Promise<void> {
    await this.#tmux("set-buffer", text);
    await this.#tmux("paste-buffer", "-p", "-r");
  }

  /** Makes the window another size. */
  async resize(columns: number, rows: number): Promise<void> {
    await this.#tmux("resize-window", "-x", String(columns), "-y", String(rows));
  }

  /** What is on the screen, without blanks at line ends and empty rows below. */
  async screen(): Promise<string> {
    const text = await this.#tmux("capture-pane", "-p");
    return text.split("\n").map((row) => row.trimEnd()).join("\n").trimEnd();
  }

  /** The scrollback and the screen, each wrapped line as one, without blanks at line ends and empty rows below. */
  async everything(): Promise<string> {
    const text = await this.#tmux("capture-pane", "-p", "-J", "-S", "-");
    return text.split("\n").map((row) => row.trimEnd()).join("\n").trimEnd();
  }

  /** The screen with its colours, as escape sequences. */
  async colors(): Promise<string> {
    return await this.#tmux("capture-pane", "-p", "-e");
  }

  /**
   * From now on keeps what the program writes, as it writes it; returns how to wait until there is
   * some text in it, and to look at all of it.
   */
  async record(): Promise<(awaited: string) => Promise<string>> {
    const path = `${this.#home}/record`;
    await Deno.writeTextFile(path, "");
    await this.#tmux("pipe-pane", "-o", `cat >> ${path}`);
    return async (awaited) => {
      let text = "";
      await this.waitFor(() => {
        text = Deno.readTextFileSync(path);
        return text.includes(awaited);
      });
      return text;
    };
  }

  /** Column and row of the cursor, from 0. */
  async cursor(): Promise<string> {
    return (await this.#tmux("display-message", "-p", "#{cursor_x},#{cursor_y}")).trim();
  }

  /** The title of the window. */
  async title(): Promise<string> {
    return (await this.#tmux("display-message", "-p", "#{pane_title}")).trim();
  }

  /** Waits until the window has a title. */
  async waitForTitle(wanted: string): Promise<void> {
    let title = "";
    await this.#until(async () => (title = await this.title()) === wanted, () => title);
  }

  /** Whether the program has asked for reports of the mouse. */
  async hasMouse(): Promise<boolean> {
    return (await this.#tmux("display-message", "-p", "#{mouse_any_flag}")).trim() === "1";
  }

  /** Waits until the screen is as expected; fails with the last one. */
  async waitFor(isExpected: (screen: string) => boolean): Promise<string> {
    let screen = "";
    await this.#until(async () => isExpected(screen = await this.screen()), () => screen);
    return screen;
  }

  async #until(isSo: () => Promise<boolean>, shown: () => string): Promise<void> {
    const end = Date.now() + PATIENCE_MILLIS;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error(`the screen stayed\n${shown()}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
    }
  }

  /** Waits for a screen that is, row by row, the given text; its indentation does not count. */
  async shows(expected: string): Promise<void> {
    const wanted = dedent(expected);
    try {
      await this.waitFor((screen) => screen === wanted);
    } catch (error) {
      throw new Error(`expected\n${wanted}\nbut ${error instanceof Error ? error.message : ""}`);
    }
  }

  /** Ends the server and all in it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tmux("kill-server");
    // What ran in the terminal may write for a moment longer.
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        return await Deno.remove(this.#home, { recursive: true });
      } catch {
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLIS));
      }
    }
  }

  async #tmux(...args: string[]): Promise<string> {
    const command = new Deno.Command("tmux", { args: ["-u", "-S", `${this.#home}/tmux`, ...args] });
    const { success, stdout, stderr } = await command.output();
    if (!success) throw new Error(`tmux ${args[0]}: ${new TextDecoder().decode(stderr)}`);
    return new TextDecoder().decode(stdout);
  }
}

function dedent(text: string): string {
  const rows = text.replace(/^\n/, "").trimEnd().split("\n");
  const indent = Math.min(...rows.filter((row) => row !== "").map((row) => row.search(/\S|$/)));
  return rows.map((row) => row.slice(indent).trimEnd()).join("\n");
}

/** Where this process keeps its modules, so that a client with another home finds them. */
async function denoDir(): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] });
  const { stdout } = await command.output();
  return JSON.parse(new TextDecoder().decode(stdout)).denoDir;
}

function hasTmux(): boolean {
  try {
    return new Deno.Command("tmux", { args: ["-V"] }).outputSync().success;
  } catch {
    return false;
  }
}
