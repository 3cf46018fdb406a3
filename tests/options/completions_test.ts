import { assertEquals, assertStringIncludes } from "@std/assert";
import { CLIENT } from "../../lib/client/settings/program.ts";
import { CLIENT_OPTIONS } from "../../lib/client/settings/options.ts";
import { completionScript } from "../../lib/options/completions.ts";

const HAS_BASH = hasBash();

/** What bash offers for the last of some words. */
async function offered(...words: string[]): Promise<string[]> {
  const script = `${completionScript(CLIENT, "bash", "en")}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hubbub; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const bash = new Deno.Command("bash", { args: ["-c", script, "bash", "hubbub", ...words] });
  const { stdout } = await bash.output();
  return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "");
}

Deno.test({
  name: "bash completes options, and values where there are only some",
  ignore: !HAS_BASH,
  fn: async () => {
    assertEquals(await offered("--ti"), ["--timestamps"]);
    assertEquals(await offered("--color", "a"), ["auto", "always"]);
    assertEquals(await offered("--nick", "a"), []);
    assertEquals(await offered("--completions", "z"), ["zsh"]);
    assertEquals(await offered("--ca", "deno.js"), ["deno.json"]);
  },
});

for (const shell of ["bash", "zsh", "fish"] as const) {
  Deno.test(`the script for ${shell} knows every option`, () => {
    const script = completionScript(CLIENT, shell, "en");
    for (const name of Object.keys(CLIENT_OPTIONS)) {
      assertStringIncludes(script, shell === "fish" ? `-l ${name}` : `--${name}`);
    }
  });
}

Deno.test("brackets and quotes in a summary do not end it", () => {
  const nothing = { en: "", zh: "" };
  const summary = { en: "it's [so]: on", zh: "" };
  const options = { x: { kind: { allowed: () => "", read: () => true }, summary } };
  const manual = { section: 1, purpose: nothing, more: [] } as const;
  const program = { name: "p", usage: nothing, about: [], options, manual };
  assertStringIncludes(completionScript(program, "zsh", "en"), "'--x[it'\\''s \\[so\\]\\: on]'");
  assertStringIncludes(completionScript(program, "fish", "en"), "-d 'it\\'s [so]: on'");
});

function hasBash(): boolean {
  try {
    return new Deno.Command("bash", { args: ["-c", "exit 0"] }).outputSync().success;
  } catch {
    return false;
  }
}
