import { assertEquals } from "@std/assert";
import { paintPlain } from "../../../../lib/client/colors.ts";
import { plainText, type StyledLine } from "../../../../lib/client/format.ts";
import { paintWrapped, wrapLine } from "../../../../lib/client/terminal/drawing/wrap.ts";
import { type AtResize, ModelTerminal } from "../../../support/model_terminal.ts";

function said(text: string, name = "bob"): StyledLine {
  return [
    { role: "time", text: "12:00 " },
    { role: "name", text: name },
    { role: "text", text: `: ${text}` },
  ];
}

/** The rows as they stand on a screen of so many columns. */
function rows(line: StyledLine, columns: number): string[] {
  const terminal = new ModelTerminal(columns, 50, "cut");
  terminal.write(`${paintWrapped(line, { columns }, paintPlain)}\r\n`);
  return terminal.screen.map((row) => row.trimEnd()).slice(0, -1);
}

Deno.test("a long line is broken between words, and goes on under its text", () => {
  assertEquals(rows(said("the quick brown fox jumps over the lazy dog"), 30), [
    "12:00 bob: the quick brown",
    "           fox jumps over",
    "           the lazy dog",
  ]);
});

Deno.test("a line that fits is not touched, also where it fills the row", () => {
  const line = said("12345678901234567");
  assertEquals(paintWrapped(line, { columns: 28 }, paintPlain), plainText(line));
});

Deno.test("the terminal has one line, in which words are apart by blanks alone", () => {
  for (const kind of ["cut", "hide", "reflow"] as const satisfies readonly AtResize[]) {
    for (let columns = 20; columns < 70; columns++) {
      const terminal = new ModelTerminal(columns, 50, kind);
      const line = said("the quick brown fox jumps over the lazy dog again and again");
      terminal.write(`${paintWrapped(line, { columns }, paintPlain)}\r\n`);
      assertEquals(terminal.text.replace(/ +/g, " "), plainText(line), `${columns}`);
      const words = plainText(line).split(" ");
      const shown = terminal.screen.flatMap((row) => row.trim().split(/ +/));
      assertEquals(shown.filter((word) => word !== ""), words, `${columns}`);
    }
  }
});

Deno.test("an address that is longer than a row is left to the terminal, which joins it", () => {
  const url = `https://example.org/${"a".repeat(60)}`;
  const terminal = new ModelTerminal(40, 50, "cut");
  terminal.write(`${paintWrapped(said(`see ${url} please`), { columns: 40 }, paintPlain)}\r\n`);
  assertEquals(terminal.text.includes(` ${url} please`), true);
});

Deno.test("an address that fits into a row is in one row", () => {
  const url = "https://example.org/a?b=c";
  assertEquals(rows(said(`look at ${url} today`), 40), [
    "12:00 bob: look at",
    `           ${url}`,
    "           today",
  ]);
});

Deno.test("nothing is lost where the window became narrower before the client heard of it", () => {
  const line = said("one two three four five six seven eight nine ten eleven twelve thirteen");
  for (let columns = 5; columns < 60; columns++) {
    const terminal = new ModelTerminal(columns, 50, "cut");
    terminal.write(`${paintWrapped(line, { columns: 60 }, paintPlain)}\r\n`);
    assertEquals(
      terminal.text.replace(/\s+/g, ""),
      plainText(line).replace(/\s+/g, ""),
      `${columns}`,
    );
  }
});

Deno.test("nothing is lost where the terminal draws characters narrower or wider than the client thinks", () => {
  const line = said(
    "ｗｉｄｅ ｗｏｒｄｓ ａｒｅ ｈｅｒｅ ａｎｄ ｔｈｅｒｅ ａｎｄ ｅｖｅｒｙｗｈｅｒｅ",
  );
  for (const width of [1, 2]) {
    const terminal = new ModelTerminal(30, 50, "cut", (point) => point > "\u3000" ? width : 1);
    terminal.write(`${paintWrapped(line, { columns: 30 }, paintPlain)}\r\n`);
    assertEquals(terminal.text.replace(/\s+/g, ""), plainText(line).replace(/\s+/g, ""));
  }
});

Deno.test("a row that goes on leaves two columns, so that the jump never begins behind a full row", () => {
  const line = said("the quick brown fox jumps over the lazy dog while the parser goes on");
  for (let columns = 20; columns < 80; columns++) {
    const { rows, indent } = wrapLine(line, { columns });
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const used = plainText(row).length + (index === 0 ? 0 : indent);
      assertEquals(used <= columns - 2, true, `${columns}: ${plainText(row)}`);
    }
  }
});

Deno.test("a long name leaves half of the width for the text, and a narrow screen is not wrapped", () => {
  const line = said("some words that are long enough", "x".repeat(30));
  assertEquals(wrapLine(line, { columns: 50 }).indent, 6);
  assertEquals(wrapLine(said("some words that are long"), { columns: 19 }).rows.length, 1);
});

Deno.test("each row keeps the roles of its spans", () => {
  const { rows } = wrapLine(said("one two three four"), { columns: 24 });
  assertEquals(rows.map((row) => row.map(({ role }) => role)), [
    ["time", "name", "text"],
    ["text"],
  ]);
});

Deno.test("words of the client go on behind their mark", () => {
  const line: StyledLine = [{ role: "aside", text: "-- the quick brown fox jumps over it" }];
  assertEquals(rows(line, 24), ["-- the quick brown fox", "   jumps over it"]);
});
