import { assert, assertEquals } from "@std/assert";
import { hintFor, listHint } from "../../../../lib/client/terminal/typing/hint.ts";
import { commandsWith } from "../../../../lib/client/typed/command_list.ts";
import { ENGLISH } from "../../../../lib/words/en/phrases.ts";

function hint(text: string, columns = 80): string {
  return hintFor(text, commandsWith(), {
    columns,
    measure: (shown) => shown.length,
    phrases: ENGLISH,
  });
}

Deno.test("a hint says the usage, or what a command may become", () => {
  assertEquals(hint("/ni"), "/nick NAME  take another name");
  assertEquals(hint("/nick x"), "/nick NAME  take another name");
  assertEquals(hint("/qui"), "/quiet  /quit [REASON]");
  assertEquals(hint("/lang z"), `/lang en|zh  ${ENGLISH.summaries.lang}`);
  assertEquals(hint("//x"), "");
  assertEquals(hint("hello"), "");
});

Deno.test("in 80 columns the hint of a slash shows the client's own commands, and that there are more", () => {
  const shown = hint("/");
  for (const own of ["/help", "/quiet", "/only", "/reconnect", "/clear", "/lang", "/exit"]) {
    assert(shown.split(" ").includes(own), `${own} is not in ${shown}`);
  }
  assert(shown.endsWith(" …"));
  assert(shown.length < 80);
});

Deno.test("a usage that does not fit ends with a mark", () => {
  assertEquals(hint("/nick", 20), "/nick NAME  take a…");
  assertEquals(hint("/nick", 30), "/nick NAME  take another name");
  assertEquals(hint("/nick", 29), "/nick NAME  take another na…");
});

Deno.test("a list is cut between words, and ends with a mark if it is cut", () => {
  const row = (columns: number) => ({ columns, measure: (shown: string) => shown.length });
  assertEquals(listHint(["/one", "/two"], row(10)), "/one /two");
  assertEquals(listHint(["/one", "/two"], row(9)), "/one …");
  assertEquals(listHint(["/one", "/two"], row(5)), "/on…");
  assertEquals(listHint(["/one"], row(1)), "…");
  assertEquals(listHint([], row(80)), "");
});
