import { assertEquals } from "@std/assert";
import {
  type Ending,
  exitCode,
  explain,
  isWorthRetrying,
} from "../../../lib/client/connection/ending.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";

const USUAL: Ending = {
  wasWelcomed: true,
  wasRefused: false,
  isBanned: false,
  hadFinished: false,
  wasLost: false,
};

function bye(code: string, hadFinished = false): Ending {
  return { ...USUAL, hadFinished, bye: { by: "daemon", code, known: undefined } };
}

const ENDINGS: ReadonlyArray<readonly [string, Ending, number]> = [
  ["a quit", bye("quit"), 0],
  ["end of input", bye("end-of-input", true), 0],
  ["a daemon that closes after our end of input", { ...USUAL, hadFinished: true }, 0],
  ["a daemon that closes without a word", USUAL, 1],
  ["a reset after our end of input", { ...USUAL, hadFinished: true, wasLost: true }, 1],
  ["a refusal", { ...USUAL, wasWelcomed: false, wasRefused: true }, 3],
  ["no welcome and no word", { ...USUAL, wasWelcomed: false }, 1],
  ["idleness", bye("idle"), 3],
  ["slowness", bye("too-slow"), 3],
  ["a kick", bye("kicked"), 3],
  ["a ban", bye("banned"), 3],
  ["a lockdown", bye("lockdown"), 3],
  ["a reason of a newer daemon", bye("of-tomorrow"), 3],
  ["a shutdown", bye("shutdown"), 1],
  ["a shutdown after our end of input", bye("shutdown", true), 0],
];

for (const [what, ending, code] of ENDINGS) {
  Deno.test(`${what} gives exit code ${code}`, () => {
    assertEquals(exitCode(ending), code);
  });
}

Deno.test("only a daemon or a link that went is worth another try", () => {
  assertEquals(isWorthRetrying(USUAL), true);
  assertEquals(isWorthRetrying(bye("shutdown")), true);
  assertEquals(isWorthRetrying(bye("kicked")), false);
  assertEquals(isWorthRetrying(bye("banned")), false);
  assertEquals(isWorthRetrying(bye("of-tomorrow")), false);
  assertEquals(isWorthRetrying({ ...USUAL, hadFinished: true }), false);
});

Deno.test("a ban that was told at the door ends the client", () => {
  const barred = { ...USUAL, wasWelcomed: false, wasRefused: true, isBanned: true };
  assertEquals([isWorthRetrying(barred), exitCode(barred)], [false, 3]);
});

Deno.test("a daemon that takes no newcomers is worth another try: it takes them again later", () => {
  assertEquals(isWorthRetrying(bye("lockdown")), true);
  assertEquals(isWorthRetrying(bye("lockdown", true)), false);
});

Deno.test("who may connect again was idle or slow only while it was stopped", () => {
  assertEquals(isWorthRetrying(bye("idle")), true);
  assertEquals(isWorthRetrying(bye("too-slow")), true);
  assertEquals(isWorthRetrying(bye("idle", true)), false);
});

Deno.test("a bad end is explained where the daemon has not done it, and no other", () => {
  const lost = "the connection was lost";
  assertEquals(explain(USUAL, ENGLISH), lost);
  assertEquals(explain({ ...USUAL, hadFinished: true, wasLost: true }, ENGLISH), lost);
  const mute = { ...USUAL, wasWelcomed: false };
  assertEquals(explain(mute, ENGLISH), "it did not answer as a hubbub daemon does");
  assertEquals(explain({ ...mute, wasRefused: true }, ENGLISH), undefined);
  assertEquals(explain({ ...USUAL, hadFinished: true }, ENGLISH), undefined);
  for (const code of ["shutdown", "idle", "quit"]) {
    assertEquals(explain(bye(code), ENGLISH), undefined, code);
  }
});

Deno.test("an answer of HTTP is explained, and nobody connects there again", () => {
  const ending = { ...USUAL, wasWelcomed: false, wasRefused: true, isWeb: true };
  assertEquals(explain(ending, ENGLISH), ENGLISH.webPort);
  assertEquals([isWorthRetrying(ending), exitCode(ending)], [false, 3]);
});
