/** @module */
import { assertEquals } from "@std/assert";
import { CLIENT_OPTIONS } from "../../lib/client/settings/options.ts";
import { DAEMON_OPTIONS } from "../../lib/options/daemon.ts";
import { variableOf } from "../../lib/options/option.ts";
import { findMisspelled } from "../../lib/options/misspelled.ts";

function found(variables: Readonly<Record<string, string>>): Record<string, string> {
  const env = (name: string) => Object.hasOwn(variables, name) ? variables[name] : undefined;
  const misspelled = findMisspelled(DAEMON_OPTIONS, env);
  return Object.fromEntries(misspelled.map(({ name, meant }) => [name, meant]));
}

for (
  const [name, meant] of [
    ["HUBBUB_IDLE_TIMOUT", "HUBBUB_IDLE_TIMEOUT"],
    ["HUBBUB_IDLETIMEOUT", "HUBBUB_IDLE_TIMEOUT"],
    ["HUBBUB_IDLE_TIMEOUTT", "HUBBUB_IDLE_TIMEOUT"],
    ["HUBBUB_LSITEN", "HUBBUB_LISTEN"],
    ["HUBBUB_LISTE", "HUBBUB_LISTEN"],
    ["HUBBUB_TSL_CERT", "HUBBUB_TLS_CERT"],
    ["HUBBUB_MAX_CONECTIONS", "HUBBUB_MAX_CONNECTIONS"],
    ["HUBBUB_GRACCE", "HUBBUB_GRACE"],
  ] as const
) {
  Deno.test(`findMisspelled() finds ${name}`, () => {
    assertEquals(found({ [name]: "x" }), { [name]: meant });
  });
}

Deno.test("findMisspelled() is silent about what is right, empty, or the other program's", () => {
  assertEquals(found({ HUBBUB_IDLE_TIMEOUT: "5m", HUBBUB_RATE: "1", HUBBUB_BURST: "2" }), {});
  assertEquals(found({ HUBBUB_IDLE_TIMOUT: "" }), {});
  assertEquals(
    found(Object.fromEntries(Object.keys(CLIENT_OPTIONS).map((n) => [variableOf(n), "x"]))),
    {},
  );
  assertEquals(found({ HUBBUB_: "x", HUBBUB: "x", HUBBUB_DIST: "x", IDLE_TIMOUT: "x" }), {});
});

Deno.test("findMisspelled() asks for a bounded number of names, once each, and all begin alike", () => {
  const asked: string[] = [];
  findMisspelled(DAEMON_OPTIONS, (name) => void asked.push(name));
  const letters = Object.keys(DAEMON_OPTIONS).join("").length;
  assertEquals(asked.filter((name) => !name.startsWith("HUBBUB_")), []);
  assertEquals(asked.length <= 3 * letters, true);
});
