import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { paintPlain } from "../../../../lib/client/colors.ts";
import { layoutArea } from "../../../../lib/client/terminal/drawing/area.ts";
import { Screen } from "../../../../lib/client/terminal/drawing/screen.ts";
import { isTmux } from "../../../../lib/client/terminal/drawing/tmux.ts";
import { mostColumnsOf } from "../../../../lib/client/terminal/drawing/width.ts";
import { type AtResize, ModelTerminal, sequences } from "../../../support/model_terminal.ts";

/** What is drawn goes to the terminal in parts; the size may change between any two. */
interface Change {
  readonly columns: number;
  readonly rows: number;
  /** How much of the update is written before, from 0 to 1; or as much as comes before the second sign of the first line end. */
  readonly after: number | "half a line end";
}

/** The client's screen on a model of a terminal. */
class Scene {
  readonly terminal: ModelTerminal;
  readonly #screen: Screen;
  #real = { columns: 60, rows: 12 };
  /** The size that the client knows of. */
  #known = this.#real;
  #draft = "";
  #hint = "";
  readonly said: string[] = [];

  constructor(atResize: AtResize, widthOf?: (point: string) => number) {
    this.terminal = new ModelTerminal(60, 12, atResize, widthOf);
    this.#screen = new Screen(atResize === "tmux");
  }

  /** The terminal has another size, and the client has not been told yet. */
  resize(columns: number, rows: number): void {
    this.#real = { columns, rows };
    this.terminal.resize(columns, rows);
  }

  /** The client learns of the size. */
  notice(): void {
    this.#known = this.#real;
    this.draw();
  }

  type(draft: string, hint = ""): void {
    this.#draft = draft;
    this.#hint = hint;
    this.draw();
  }

  /** Somebody says a line that no size is too narrow for, or a longer one. */
  say(change?: Change, tail = ""): void {
    const line = `<${this.said.length}${tail}>`;
    this.said.push(line);
    this.draw([line], change);
  }

  clear(): void {
    this.terminal.write(this.#screen.wipe(this.#known.rows));
    this.draw();
  }

  draw(lines: readonly string[] = [], change: Change | undefined = undefined): void {
    const { columns, rows } = this.#known;
    const bottom = {
      growing: undefined,
      prompt: "> ",
      text: this.#draft,
      cursor: this.#draft.length,
      hint: this.#hint,
    };
    const area = layoutArea(bottom, { columns, rows, measure: mostColumnsOf }, paintPlain);
    const parts = sequences(this.#screen.update(lines, area, this.#known));
    const after = change?.after ?? 1;
    const before = after === "half a line end"
      ? parts.indexOf("\n") + (parts[parts.indexOf("\n") + 1] === "\r" ? 1 : 0)
      : Math.round(after * parts.length);
    this.terminal.write(parts.slice(0, before).join(""));
    if (change !== undefined) this.resize(change.columns, change.rows);
    this.terminal.write(parts.slice(before).join(""));
  }

  /** What was said and can still be read, in order. */
  get kept(): string[] {
    return this.terminal.text.match(/<\d+w*>/g) ?? [];
  }

  get prompts(): number {
    return this.terminal.text.split("\n").filter((line) => line.startsWith("> ")).length;
  }
}

const FAMILIES: readonly AtResize[] = ["cut", "hide", "reflow", "screen", "tmux"];
/** A part of an update. `fc.double` would give the ends of the range alone, nearly always. */
const PART = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);

const LONG =
  "a draft of one and a half rows, which is more than sixty columns of text, and then some more";

for (const family of FAMILIES) {
  const name = `on a terminal that does "${family}"`;

  Deno.test(`${name}, a narrower window eats no message`, () => {
    const scene = new Scene(family);
    for (let i = 0; i < 6; i++) scene.say();
    scene.type(LONG);
    for (const columns of [30, 20, 60]) {
      scene.resize(columns, 12);
      scene.notice();
    }
    assertEquals(scene.kept, scene.said);
  });

  Deno.test(`${name}, a window that is dragged while people talk eats no message`, () => {
    const scene = new Scene(family);
    scene.type(LONG);
    for (const columns of [58, 50, 40, 30, 20, 12, 30, 60, 15, 60]) {
      scene.say();
      scene.resize(columns, 12);
      // These are drawn before the client knows of it.
      scene.say();
      scene.say();
      scene.notice();
    }
    assertEquals(scene.kept, scene.said);
  });

  Deno.test(`${name}, no sizes, drafts and lines eat a message`, () => {
    const size = fc.record({
      columns: fc.integer({ min: 6, max: 70 }),
      rows: fc.integer({ min: 1, max: 14 }),
    });
    const change = fc.tuple(size, PART).map(([size, after]) => ({ ...size, after }));
    const draft = fc.string({ unit: fc.constantFrom("a", " ", "中", "é"), maxLength: 200 });
    const step = fc.oneof(
      size.map(({ columns, rows }) => (scene: Scene) => scene.resize(columns, rows)),
      change.map((change) => (scene: Scene) => scene.say(change)),
      fc.constant((scene: Scene) => scene.notice()),
      fc.constant((scene: Scene) => scene.say()),
      fc.constant((scene: Scene) => scene.clear()),
      fc.tuple(draft, fc.constantFrom("", "a hint")).map(([text, hint]) => (scene: Scene) =>
        scene.type(text, hint)
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const scene = new Scene(family, (point) => point === "中" ? 2 : 1);
        scene.draw();
        for (const act of steps) act(scene);
        assertEquals(scene.kept, scene.said);
      }),
      { numRuns: 300 },
    );
  });

  Deno.test(`${name}, a cleared screen is empty, and what was said is kept`, () => {
    for (const count of [0, 1, 5, 30]) {
      const scene = new Scene(family);
      scene.draw();
      for (let i = 0; i < count; i++) scene.say();
      scene.clear();
      assertEquals(scene.terminal.screen.map((row) => row.trimEnd()).filter(Boolean), [">"]);
      assertEquals(scene.terminal.cursor, [0, 2]);
      assertEquals(scene.kept, scene.said);
      assertEquals(scene.terminal.text.includes("\n\n"), false, "no blank rows are kept");
      scene.type("a draft");
      assertEquals(scene.prompts, 1);
    }
  });

  Deno.test(`${name}, no copies of a draft are kept`, () => {
    const scene = new Scene(family);
    scene.resize(60, 4);
    scene.notice();
    for (const text of ["", "h", "he", "x".repeat(100), "x".repeat(300), "x".repeat(301), ""]) {
      scene.type(text, "a hint");
      scene.say();
      scene.draw();
    }
    assertEquals(scene.prompts, 1);
    assertEquals(/x/.test(scene.terminal.text), false);
    assertEquals(scene.kept, scene.said);
  });

  Deno.test(`${name}, a lower window shows the hint again that went with its row`, () => {
    const scene = new Scene(family);
    for (let i = 0; i < 20; i++) scene.say();
    scene.type("a draft", "a hint");
    scene.resize(60, 8);
    scene.notice();
    assertEquals(scene.terminal.screen.slice(-2), ["> a draft", "a hint"]);
    assertEquals(scene.kept, scene.said);
  });

  Deno.test(`${name}, a window that is made higher or wider leaves one prompt`, () => {
    const scene = new Scene(family);
    for (let i = 0; i < 20; i++) scene.say();
    scene.type("x".repeat(100), "a hint");
    for (const [columns, rows] of [[60, 20], [70, 20], [70, 5], [70, 30], [100, 30]] as const) {
      scene.resize(columns, rows);
      scene.notice();
      assertEquals(scene.prompts, 1, `${columns} by ${rows}`);
    }
    assertEquals(scene.kept, scene.said);
  });

  // The others lose the end of a line that is longer than a row.
  if (family === "cut" || family === "hide") continue;

  Deno.test(`${name}, no change in the midst of an update cuts a long line`, () => {
    const change = fc.record({
      columns: fc.integer({ min: 6, max: 70 }),
      rows: fc.integer({ min: 1, max: 14 }),
      after: fc.oneof(PART, fc.constant("half a line end" as const)),
    });
    const draft = fc.string({ unit: fc.constantFrom("a", " "), maxLength: 200 });
    const step = fc.oneof(
      fc.tuple(change, fc.nat({ max: 150 })).map(([change, length]) => (scene: Scene) =>
        scene.say(change, "w".repeat(length))
      ),
      fc.constant((scene: Scene) => scene.notice()),
      draft.map((text) => (scene: Scene) => scene.type(text)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const scene = new Scene(family);
        scene.draw();
        for (const act of steps) act(scene);
        assertEquals(scene.kept, scene.said);
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("in tmux, a narrower window leaves one prompt, also if the client knows of it late", () => {
  const scene = new Scene("tmux");
  for (let i = 0; i < 60; i++) scene.say();
  scene.type("x".repeat(100));
  for (const columns of [50, 41, 30, 29, 20, 7, 33, 60, 12]) {
    scene.resize(columns, 40);
    scene.say();
    assertEquals(scene.prompts, 1, `at ${columns} columns, before the client knows`);
    scene.notice();
    assertEquals(scene.prompts, 1, `at ${columns} columns`);
  }
  assertEquals(scene.kept, scene.said);
});

Deno.test("only tmux is taken for tmux, and nothing that was started in it", () => {
  const sure = (variables: Record<string, string>) => isTmux((name) => variables[name]);
  assertEquals(sure({ TERM: "tmux-256color" }), true);
  assertEquals(sure({ TERM: "tmux" }), true);
  assertEquals(sure({ TERM: "screen-256color", TMUX: "/tmp/tmux-0/default,1,0" }), true);
  assertEquals(sure({ TERM: "screen", TMUX: "x", STY: "1.pts" }), false);
  assertEquals(sure({ TERM: "screen" }), false);
  assertEquals(sure({ TERM: "screen", TMUX: "" }), false);
  assertEquals(sure({ TERM: "xterm-256color", TMUX: "x", VTE_VERSION: "7006" }), false);
  assertEquals(sure({ TERM: "linux" }), false);
  assertEquals(sure({}), false);
});
