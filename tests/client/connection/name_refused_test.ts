import { assertEquals } from "@std/assert";
import { nameRefusedLine } from "../../../lib/client/connection/name_refused.ts";
import { HIDDEN, SHOWN } from "../../../lib/client/connection/verdict.ts";
import type { DaemonEvent } from "../../../lib/wire/json/daemon_event.ts";
import { phrasesFor } from "../../../lib/words/catalogue/phrases.ts";

const REFUSAL: DaemonEvent = {
  kind: "notice",
  code: "name-reserved",
  text: "the name root is reserved",
  known: { code: "name-reserved", name: "root" },
};
const REFUSED = { ...HIDDEN, isLoginNameRefused: true } as const;

Deno.test("a refused login name is told with the way to another", () => {
  assertEquals(
    nameRefusedLine(REFUSAL, REFUSED, phrasesFor("en")),
    "-- the name root is reserved, or looks like one that is; /nick NAME chooses another",
  );
  const zh = nameRefusedLine(REFUSAL, REFUSED, phrasesFor("zh"));
  assertEquals(zh?.endsWith("；可用 /nick NAME 另取名字"), true);
  // A notice of a later daemon, without words in this one.
  const later: DaemonEvent = { kind: "notice", code: "name-x", text: "the name root is odd" };
  assertEquals(
    nameRefusedLine(later, REFUSED, phrasesFor("en")),
    "-- the name root is odd; /nick NAME chooses another",
  );
});

Deno.test("any other notice has no such line", () => {
  assertEquals(nameRefusedLine(REFUSAL, SHOWN, phrasesFor("en")), undefined);
});
