import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { paintPlain } from "../../../../lib/client/colors.ts";
import { layoutArea } from "../../../../lib/client/terminal/drawing/area.ts";
import { Screen } from "../../../../lib/client/terminal/drawing/screen.ts";
import {
  boundaries,
  columnsOf,
  mostColumnsOf,
  mostColumnsOfWide,
} from "../../../../lib/client/terminal/drawing/width.ts";
import { ModelTerminal } from "../../../support/model_terminal.ts";
import { scene } from "../../../support/terminal_scene.ts";
import { Terminal } from "../../../support/tmux.ts";

/** What terminals measure differently, and what they do not. */
const WORDS: readonly string[] = [
  "กำ",
  "น้ำ",
  "จำนำลำธารค่ำ",
  "ສະບາຍດີນ້ຳ",
  "नमस्ते",
  "क्षत्रिय",
  "বাংলা",
  "தமிழ்",
  "ខ្មែរ",
  "မြန်မာ",
  "❤️",
  "☎️",
  "1️⃣",
  "👍🏽",
  "🏳️\u200d🌈",
  "👨\u200d👩\u200d👧\u200d👦",
  "🇩🇪",
  "𝌆",
  "中文",
  "한국어",
  "\u1112\u1161\u11ab",
  "ひらがな",
  "ｱ",
  "e\u0301",
  "z\u0300\u0301\u0302\u0303",
  "العربية",
  "עברית",
  "α»",
  "\ue0b0",
  "abc ",
];

const SURELY_WIDE = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]$/u;

/** How many columns terminals give to a code point, one table each. */
const TERMINALS: Readonly<Record<string, (point: string) => number>> = {
  "adds up code points": (point) =>
    /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u.test(point) ? 0 : columnsOf(point) === 2 ? 2 : 1,
  "knows no spacing marks": (point) => Math.min(2, columnsOf(point)),
  "knows no emoji": (point) =>
    /^[\p{M}\p{Cf}\u1160-\u11ff]$/u.test(point) ? 0 : SURELY_WIDE.test(point) ? 2 : 1,
  "draws every symbol wide": (point) =>
    /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u.test(point) ? 0 : Math.min(2, mostColumnsOf(point)),
};

const ROWS = 60;

/** The client's bottom of the screen on a terminal. */
function drawn(
  widthOf: (point: string) => number,
  { text, cursor, columns }: { text: string; cursor: number; columns: number },
): ModelTerminal {
  const terminal = new ModelTerminal(columns, ROWS, "cut", widthOf);
  const bottom = { growing: undefined, prompt: "> ", text, cursor, hint: "" };
  const area = layoutArea(bottom, { columns, rows: ROWS, measure: mostColumnsOf }, paintPlain);
  terminal.write(new Screen().update([], area, { columns, rows: ROWS }));
  return terminal;
}

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 20 }).map((words) => words.join(""));
const columns = fc.integer({ min: 12, max: 60 });

for (const [name, widthOf] of Object.entries(TERMINALS)) {
  Deno.test(`no typed character is invisible on a terminal that ${name}`, () => {
    fc.assert(fc.property(text, columns, (draft, width) => {
      const terminal = drawn(widthOf, { text: draft, cursor: draft.length, columns: width });
      assertEquals(terminal.screen.join("").trimEnd(), `> ${draft}`.trimEnd());
    }));
  });

  Deno.test(`the cursor stands behind its text on a terminal that ${name}`, () => {
    fc.assert(fc.property(text, columns, fc.nat(), (draft, width, chance) => {
      const places = boundaries(draft);
      const cursor = places[chance % places.length] ?? 0;
      const terminal = drawn(widthOf, { text: draft, cursor, columns: width });
      // What is typed there goes on exactly where the text before it ends.
      const [row, column] = terminal.cursor;
      const before = terminal.screen.slice(0, row).join("");
      const rest = `> ${draft.slice(0, cursor)}`.slice(before.length);
      const alone = new ModelTerminal(width, 1, "cut", widthOf);
      alone.write(rest);
      assertEquals([row, column], [row, alone.cursor[1]]);
      assertEquals(`> ${draft}`.startsWith(before), true);
    }));
  });
}

Deno.test("the most columns are those of a terminal that adds up code points", () => {
  const widths = ["กำ", "น้ำ", "ນ້ຳ", "नमस्ते", "क्षत्रिय", "❤️", "👍🏽", "𝌆", "中", "e\u0301", "abc"];
  assertEquals(widths.map(mostColumnsOf), [2, 2, 2, 4, 6, 2, 4, 2, 2, 1, 3]);
  assertEquals(mostColumnsOf("α"), 1);
  assertEquals(mostColumnsOfWide("α"), 2);
});

Deno.test("the usual columns are never more than the most", () => {
  const any = fc.oneof(text, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
  fc.assert(fc.property(any, (given) => {
    assertEquals(columnsOf(given) <= mostColumnsOf(given), true);
    assertEquals(mostColumnsOf(given) <= mostColumnsOfWide(given), true);
  }));
});

scene("the cursor is where the terminal itself puts it", async ({ terminal }) => {
  await using alone = await Terminal.open(40, 10);
  // tmux itself drops the end of what has many parts.
  for (const word of WORDS.filter((word) => /[\u0900-\u0eff❤☎⃣👍中한]/u.test(word))) {
    await alone.type(`clear; printf '%s' 'ann> ${word}'`);
    await alone.press("Enter");
    await alone.waitFor((screen) => screen === `ann> ${word}$`);
    await terminal.type(word);
    await terminal.waitFor((screen) => screen.endsWith(`\nann> ${word}`));
    const [column] = (await terminal.cursor()).split(",");
    const [own] = (await alone.cursor()).split(",");
    assertEquals(Number(column), Number(own) - "$ ".length, word);
    await terminal.press("C-u");
    await terminal.waitFor((screen) => screen.endsWith("\nann>"));
  }
});

scene("the end of a long row of Thai can be seen", async ({ terminal }) => {
  const draft = "ประเทศไทยมีจำนำลำธารค่ำนี้จำนำลำธารค่ำนี้จำนำลำธารค่ำ";
  await terminal.type(draft);
  await terminal.waitFor((screen) =>
    screen.replace("ann> ", "").replaceAll("\n", "").endsWith(draft)
  );
});
