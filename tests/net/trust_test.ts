/** @module */
import { assertEquals } from "@std/assert";
import { trustSystem } from "../../lib/net/trust.ts";

const STORE = "DENO_TLS_CA_STORE";

/** What the variable is afterwards. */
function storeAfter(before: string | undefined): string | undefined {
  const variables = new Map(before === undefined ? [] : [[STORE, before]]);
  trustSystem({
    get: (name) => variables.get(name),
    set: (name, value) => void variables.set(name, value),
  });
  return variables.get(STORE);
}

Deno.test("trustSystem() chooses the system's certificates alone", () => {
  for (const before of [undefined, ""]) assertEquals(storeAfter(before), "system");
});

Deno.test("trustSystem() leaves a choice that was made", () => {
  for (const choice of ["mozilla", "system,mozilla"]) assertEquals(storeAfter(choice), choice);
});

Deno.test("trustSystem() may be forbidden to look", () => {
  const forbidden = () => {
    throw new Deno.errors.NotCapable("no");
  };
  trustSystem({ get: forbidden, set: forbidden });
});
