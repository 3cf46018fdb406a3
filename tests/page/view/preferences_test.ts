import { assertEquals } from "@std/assert";
import {
  highlightsOf,
  keepPreferences,
  MAX_HIGHLIGHTS,
  readPreferences,
} from "../../../lib/page/view/preferences.ts";

const FIRST = {
  language: "en",
  theme: "auto",
  arrivals: true,
  notify: false,
  highlights: [],
} as const;

class Shelf {
  constructor(public text: string | null = null) {}
  getItem(): string | null {
    return this.text;
  }
  setItem(_key: string, text: string): void {
    this.text = text;
  }
}

Deno.test("readPreferences() gives what keepPreferences() kept", () => {
  const shelf = new Shelf();
  const chosen = {
    language: "zh",
    theme: "dark",
    arrivals: false,
    notify: true,
    highlights: ["build"],
  } as const;
  keepPreferences(shelf, chosen);
  assertEquals(readPreferences(shelf, ["en"]), chosen);
});

Deno.test("readPreferences() takes the browser's language at the first visit", () => {
  assertEquals(readPreferences(new Shelf(), ["zh-CN"]).language, "zh");
});

Deno.test("readPreferences() takes what is damaged as not chosen", () => {
  for (
    const text of [
      "",
      "{",
      "null",
      "7",
      "[]",
      '"x"',
      '{"language":"xx","theme":1,"arrivals":"no","notify":"yes","highlights":{"0":"a"}}',
      '{"highlights":[1,null,{},"  "]}',
    ]
  ) assertEquals(readPreferences(new Shelf(text), []), FIRST, text);
});

Deno.test("preferences: a forbidden storage is survived", () => {
  const forbidden = {
    getItem: () => {
      throw new DOMException("denied", "SecurityError");
    },
    setItem: () => {
      throw new DOMException("denied", "SecurityError");
    },
  };
  keepPreferences(forbidden, readPreferences(forbidden, []));
});

Deno.test("highlightsOf() parts words at commas of any script, each once", () => {
  assertEquals(highlightsOf(" build,, deploy ，发布、构建;build\nx y "), [
    "build",
    "deploy",
    "发布",
    "构建",
    "x y",
  ]);
});

Deno.test("highlightsOf() keeps as many words, and as much of one, as is allowed", () => {
  const words = Array.from({ length: MAX_HIGHLIGHTS + 1 }, (_, index) => `w${index}`);
  assertEquals(highlightsOf(words.join(",")).length, 20);
  assertEquals(highlightsOf("😀".repeat(51)), ["😀".repeat(50)]);
});
