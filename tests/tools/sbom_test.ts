/**
 * Tests of the bill of materials of the executables.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import { VERSION } from "../../lib/program/version.ts";
import { billOf } from "../../tools/sbom.ts";
import { projectRoot } from "../support/source.ts";

Deno.test("billOf() names the runtime and each package with its hash and what it needs", () => {
  const bill = billOf({
    version: "1.2.3",
    runtime: "2.9.6",
    packages: {
      "@scope/a@1.0.0": { integrity: "sha512-AAEC/w==", dependencies: ["b"] },
      "b@2.0.0": { integrity: "sha512-EBES" },
    },
  });
  const { components, dependencies } = bill as {
    components: { purl: string; version: string; hashes?: { content: string }[] }[];
    dependencies: unknown;
  };
  assertEquals(
    components.map(({ purl, version, hashes }) => [purl, version, hashes?.[0]?.content]),
    [
      ["pkg:github/denoland/deno@v2.9.6", "2.9.6", undefined],
      ["pkg:npm/%40scope/a@1.0.0", "1.0.0", "000102ff"],
      ["pkg:npm/b@2.0.0", "2.0.0", "101112"],
    ],
  );
  assertEquals(dependencies, [
    {
      ref: "pkg:generic/hubbub@1.2.3",
      dependsOn: [
        "pkg:github/denoland/deno@v2.9.6",
        "pkg:npm/%40scope/a@1.0.0",
        "pkg:npm/b@2.0.0",
      ],
    },
    { ref: "pkg:npm/%40scope/a@1.0.0", dependsOn: ["pkg:npm/b@2.0.0"] },
    { ref: "pkg:npm/b@2.0.0", dependsOn: [] },
  ]);
});

Deno.test("the bill names the licence of each part", () => {
  const integrity = "sha512-AAEC/w==";
  const packages = {
    "@nats-io/nuid@3.0.0": { integrity },
    "deno-std@1.4.0": { integrity },
    "tweetnacl@1.0.3": { integrity },
  };
  const { components } = billOf({ version: "1", runtime: "2", packages }) as {
    components: { licenses: unknown }[];
  };
  assertEquals(
    components.slice(1).map(({ licenses }) => licenses),
    ["Apache-2.0", "MIT", "Unlicense"].map((id) => [{ license: { id } }]),
  );
});

Deno.test("the bill has what docs/third-party.md names, and nothing that only tests use", async () => {
  const args = ["run", "-A", "--quiet", "tools/sbom.ts"];
  const command = new Deno.Command(Deno.execPath(), { args, cwd: projectRoot() });
  const { stdout } = await command.output();
  const { metadata, components } = JSON.parse(new TextDecoder().decode(stdout));
  assertEquals(metadata.component.version, VERSION);
  const packages = components.slice(1)
    .map(({ name, version }: Record<string, string>) => `${name}@${version}`).sort();
  const text = await Deno.readTextFile(`${projectRoot()}docs/third-party.md`);
  const named = [...text.matchAll(/^\| `([^`]+@[\d.]+)` /gm)].map(([, id]) => id).sort();
  assertEquals(packages, named);
});
