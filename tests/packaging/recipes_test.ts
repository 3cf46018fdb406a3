/**
 * The recipes of Homebrew and Nix, as far as they can be held without building with them: that they can
 * be read, and that nothing is missing in them.
 *
 * @module
 */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { VERSION } from "../../lib/program/version.ts";
import { whyMissing } from "../support/machine.ts";
import { projectRoot } from "../support/source.ts";

const RECIPES = `${projectRoot()}packaging`;

/** Stands in for Homebrew: reads the recipe for one processor, and tells what it was told. */
const BREW = `
class Formula
  def self.told; @@told ||= {}; end
  def self.method_missing(name, *values, **more, &block); told[name] = values.first unless values.empty?; end
  def self.on_arm; yield if PROCESSOR == "arm"; end
  def self.on_intel; yield if PROCESSOR == "intel"; end
  def self.test; end
end
PROCESSOR = ARGV[1]
load ARGV[0]
puts Formula.told.values_at(:version, :url, :sha256, :license)
`;

Deno.test({
  name: "the recipe of Homebrew has the address and the hash of each archive of a release",
  ignore: Deno.build.os === "windows" || whyMissing(["ruby"]) !== undefined,
  fn: async () => {
    const folder = await Deno.makeTempDir();
    try {
      const [arm, intel] = ["a".repeat(64), "1".repeat(64)];
      const sums = `${arm}  ./hubbub-aarch64-apple-darwin.tar.gz\n` +
        `${"0".repeat(64)}  ./hubbub-x86_64-unknown-linux-gnu.tar.gz\n` +
        `${intel}  hubbub-x86_64-apple-darwin.tar.gz\n`;
      await Deno.writeTextFile(`${folder}/SHA256SUMS`, sums);
      await output(`${RECIPES}/recipes`, ["https://example.org/hubbub", folder]);
      const recipe = `${folder}/hubbub.rb`;
      assertEquals((await Deno.readTextFile(recipe)).match(/@\w+@/g), null);
      const at = `https://example.org/hubbub/releases/download/v${VERSION}`;
      for (const [processor, name, sum] of [["arm", "aarch64", arm], ["intel", "x86_64", intel]]) {
        const told = await output("ruby", ["-e", BREW, recipe, `${processor}`]);
        assertEquals(told, `${VERSION}\n${at}/hubbub-${name}-apple-darwin.tar.gz\n${sum}\nMIT\n`);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Stands in for nixpkgs: a derivation is its script, and a package is its id. */
const NIXPKGS = `
  let run = name: settings: script: {
    inherit name script; __toString = _: "/archive/\${settings.outputHash or ""}";
  };
  in {
    lib = {
      strings.sanitizeDerivationName = builtins.replaceStrings [ "@" "/" ] [ "-" "-" ];
      escapeShellArg = text: "'\${text}'";
      concatStrings = builtins.concatStringsSep "";
      mapAttrsToList = f: set: map (name: f name set.\${name}) (builtins.attrNames set);
      licenses.mit = "MIT"; platforms = { linux = [ ]; darwin = [ ]; };
    };
    runCommand = run; nodejs = "nodejs"; cacert = "cacert";
    runtimeShell = "/bin/sh"; deno = "/deno";
  }`;

Deno.test({
  name: "the recipe of Nix takes every package of deno.lock with its hash, and the permissions",
  ignore: whyMissing(["nix-instantiate"]) !== undefined,
  fn: async () => {
    const read = `(import ${RECIPES}/nix { pkgs = ${NIXPKGS}; }).script`;
    const folder = await Deno.makeTempDir();
    try {
      const args = ["--eval", "--json", "--expr", read, "--store", `local?root=${folder}`];
      const script: string = JSON.parse(await output("nix-instantiate", args));
      const lock = JSON.parse(await Deno.readTextFile(`${projectRoot()}deno.lock`));
      const packages: [string, { integrity: string }][] = Object.entries(lock.npm);
      assert(packages.length > 0);
      for (const [id, { integrity }] of packages) {
        assertStringIncludes(script, `/archive/${integrity} --strip-components=1`, id);
      }
      assertStringIncludes(script, "--allow-net --allow-read --allow-write");
      assertStringIncludes(script, '@out@/lib/hubbub/client.ts "$@"');
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function output(program: string, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const [text, complaint] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaint}`);
  return text ?? "";
}
