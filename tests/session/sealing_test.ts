/** @module */
import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import type { Command } from "../../lib/core/command.ts";
import { Sealer } from "../../lib/session/sealing.ts";
import { House } from "../support/house.ts";

function join(input: string | Readonly<Record<string, unknown>>): Command {
  return { kind: "ask", name: "join", input };
}

/** The password that the loop gets. */
async function sealed(sealer: Sealer, command: Command): Promise<unknown> {
  const result = await sealer.seal(command);
  if (result?.kind !== "ask" || typeof result.input === "string") return undefined;
  return result.input.password;
}

// CVE-2026-53525: passwords that are compared in a time that tells of them.
Deno.test("Sealer.seal() puts a digest in the place of a password, typed or in an object", async () => {
  const sealer = new Sealer();
  const digest = await sealed(sealer, join("dev  open sesame "));
  assertMatch(String(digest), /^[0-9a-f]{64}$/);
  assertEquals(
    await sealer.seal(join("#dev open sesame")),
    join({ room: "#dev", password: digest }),
  );
  assertEquals(await sealed(sealer, join({ room: "x", password: "open sesame" })), digest);
  assertNotEquals(await sealed(sealer, join("dev Open sesame")), digest);
});

Deno.test("Sealer.seal() gives two spellings of one text the same digest", async () => {
  const sealer = new Sealer();
  const composed = await sealed(sealer, join("dev caf\u00e9"));
  assertEquals(await sealed(sealer, join("dev cafe\u0301")), composed);
  assertEquals(await sealed(sealer, join({ room: "dev", password: " caf\u00e9 " })), composed);
});

// A blank that is not safe to show, such as a line separator, is no blank to the command.
Deno.test("no text that sets a password reaches the loop without a digest in its place", async () => {
  const sealer = new Sealer();
  for (
    const text of ["password \u2028", "password -\u2028", "password \ufeff", "password\t\u2029x"]
  ) {
    const result = await sealer.seal({ kind: "ask", name: "room", input: { text } });
    const input = result?.kind === "ask" && typeof result.input !== "string" ? result.input : {};
    assertMatch(String(input.text), /^password\s[0-9a-f]{64}$/, JSON.stringify(text));
  }
});

Deno.test("two sealers give one password two digests", async () => {
  const [one, other] = [new Sealer(), new Sealer()];
  assertNotEquals(await sealed(one, join("dev sesame")), await sealed(other, join("dev sesame")));
});

Deno.test("Sealer.seal() leaves commands without a secret, and those that are refused, alone", () => {
  const sealer = new Sealer();
  const commands: Command[] = [
    join("dev"),
    join(""),
    join({ room: "dev", password: "" }),
    join({ room: "dev", password: " " }),
    join({ room: "dev", password: 5 }),
    join({ password: "sesame" }),
    { kind: "ask", name: "say", input: "join dev sesame" },
    { kind: "ask", name: "jion", input: "dev sesame" },
    { kind: "blank" },
  ];
  assertEquals(commands.map((command) => sealer.seal(command)), commands.map(() => undefined));
});

Deno.test("lines behind one with a password are carried out after it", async () => {
  await using house = await House.open(["--names", "guest"]);
  using ann = await house.enter("ann");
  await ann.send("one\n/join dev sesame\ntwo\n/ping");
  assertEquals(await ann.take(5), [
    "ann: one",
    "-- #dev: nobody else is here",
    "-- you speak in #dev now",
    "#dev ann: two",
    "-- pong",
  ]);
});
