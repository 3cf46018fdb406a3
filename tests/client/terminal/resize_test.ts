import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { paintPlain } from "../../../lib/client/colors.ts";
import { layoutArea } from "../../../lib/client/terminal/area.ts";
import { isSureToReflow } from "../../../lib/client/terminal/reflow.ts";
import { Screen } from "../../../lib/client/terminal/screen.ts";
import { mostColumnsOf } from "../../../lib/client/terminal/width.ts";
import { type AtResize, ModelTerminal } from "../../support/model_terminal.ts";

/** The client's screen on a model of a terminal. */
class Scene {
  readonly terminal: ModelTerminal;
  readonly #screen: Screen;
  #size = { columns: 60, rows: 12 };
  #draft = "";
  #hint = "";
  readonly said: string[] = [];

  constructor(atResize: AtResize, isSure: boolean, widthOf?: (point: string) => number) {
    this.terminal = new ModelTerminal(60, 12, atResize, widthOf);
    this.#screen = new Screen(isSure);
  }

  /** The terminal has another size; the client has not looked yet. */
  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    this.terminal.resize(columns, rows);
  }

  type(draft: string, hint = ""): void {
    this.#draft = draft;
    this.#hint = hint;
    this.draw();
  }

  /** Somebody says a line that no size is too narrow for. */
  say(): void {
    const line = `<${this.said.length}>`;
    this.said.push(line);
    this.draw(line);
  }

  draw(...lines: string[]): void {
    const { columns, rows } = this.#size;
    const bottom = {
      growing: undefined,
      prompt: "> ",
      text: this.#draft,
      cursor: this.#draft.length,
      hint: this.#hint,
    };
    const area = layoutArea(bottom, { columns, rows, measure: mostColumnsOf }, paintPlain);
    this.terminal.write(this.#screen.update(lines, area, columns));
  }

  /** What was said and can still be read, in order. */
  get kept(): string[] {
    return this.terminal.text.match(/<\d+>/g) ?? [];
  }

  get prompts(): number {
    return this.terminal.text.split("\n").filter((line) => line.startsWith("> ")).length;
  }
}

/** Each family of terminals, with what the client may know of it. */
const FAMILIES: readonly (readonly [AtResize, boolean])[] = [
  ["cut", false],
  ["hide", false],
  ["reflow", false],
  ["reflow", true],
];

for (const [atResize, isSure] of FAMILIES) {
  const name = `a terminal that is ${
    isSure ? "sure" : "not sure"
  } to reflow, and does "${atResize}"`;

  Deno.test(`${name}: a narrower window eats no message`, () => {
    const scene = new Scene(atResize, isSure);
    for (let i = 0; i < 6; i++) scene.say();
    scene.type(
      "a draft of one and a half rows, which is more than sixty columns of text, and then some more",
    );
    scene.resize(30, 12);
    scene.draw();
    scene.resize(20, 12);
    scene.draw();
    scene.resize(60, 12);
    scene.draw();
    assertEquals(scene.kept, scene.said);
  });

  Deno.test(`${name}: no sizes, drafts and lines eat a message`, () => {
    const size = fc.tuple(fc.integer({ min: 6, max: 70 }), fc.integer({ min: 1, max: 14 }));
    const draft = fc.string({ unit: fc.constantFrom("a", " ", "中", "é"), maxLength: 200 });
    const step = fc.oneof(
      size.map(([columns, rows]) => (scene: Scene) => scene.resize(columns, rows)),
      fc.constant((scene: Scene) => scene.draw()),
      fc.constant((scene: Scene) => scene.say()),
      fc.tuple(draft, fc.constantFrom("", "a hint")).map(([text, hint]) => (scene: Scene) =>
        scene.type(text, hint)
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const scene = new Scene(atResize, isSure, (point) => point === "中" ? 2 : 1);
        scene.draw();
        for (const act of steps) act(scene);
        assertEquals(scene.kept, scene.said);
      }),
      { numRuns: 300 },
    );
  });
}

Deno.test("where reflow is sure, a narrower window leaves one prompt", () => {
  const scene = new Scene("reflow", true);
  for (let i = 0; i < 6; i++) scene.say();
  scene.type("x".repeat(100));
  for (const columns of [50, 41, 30, 29, 20, 7, 33, 60, 12]) {
    scene.resize(columns, 40);
    scene.draw();
    assertEquals(scene.prompts, 1, `at ${columns} columns`);
  }
});

Deno.test("a window that is made higher or wider leaves one prompt everywhere", () => {
  for (const [atResize, isSure] of FAMILIES) {
    const scene = new Scene(atResize, isSure);
    for (let i = 0; i < 20; i++) scene.say();
    scene.type("x".repeat(100), "a hint");
    for (const [columns, rows] of [[60, 20], [70, 20], [70, 5], [70, 30], [100, 30]] as const) {
      scene.resize(columns, rows);
      scene.draw();
      assertEquals(scene.prompts, 1, `${atResize} at ${columns} by ${rows}`);
    }
    assertEquals(scene.kept, scene.said);
  }
});

Deno.test("only tmux is sure to reflow, and nothing that was started in it", () => {
  const sure = (variables: Record<string, string>) => isSureToReflow((name) => variables[name]);
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
