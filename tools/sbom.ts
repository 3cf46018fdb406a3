/**
 * `deno run -A tools/sbom.ts`: writes the bill of materials of the executables on standard output, in
 * the JSON form of CycloneDX 1.6: the runtime, and each package with the hash of deno.lock.
 *
 * @module
 */

import { VERSION } from "../lib/program/version.ts";
import { writeProgramLock } from "./compile/lock.ts";
import { fileURLToPath } from "node:url";

/** The packages of a lockfile: id, e.g. `name@1.2.3`, to its hash and the packages that it needs. */
export type LockedPackages = Readonly<
  Record<string, { readonly integrity: string; readonly dependencies?: readonly string[] }>
>;

/** What a bill is made of. */
export interface Contents {
  /** The version of the programs. */
  readonly version: string;
  /** The version of the runtime that is in the executables. */
  readonly runtime: string;
  /** The packages that are in the executables, without those of tests. */
  readonly packages: LockedPackages;
}

/** The bill of materials, as a value for `JSON.stringify`. The same contents give the same bill. */
export function billOf({ version, runtime, packages }: Contents): Record<string, unknown> {
  const hubbub = `pkg:generic/hubbub@${version}`;
  const deno = `pkg:github/denoland/deno@v${runtime}`;
  const idsByName = new Map(Object.keys(packages).map((id) => [nameOf(id), id]));
  const components = Object.entries(packages).map(([id, { integrity }]) => ({
    ...component(nameOf(id), id.slice(nameOf(id).length + 1), purlOf(id)),
    hashes: [{ alg: "SHA-512", content: hexOf(integrity) }],
  }));
  const dependencies = Object.entries(packages).map(([id, { dependencies = [] }]) => ({
    ref: purlOf(id),
    dependsOn: dependencies.map((name) => purlOf(idsByName.get(name) ?? name)),
  }));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...component("hubbub", version, hubbub), type: "application" } },
    components: [
      { ...component("deno", runtime, deno), type: "platform" },
      ...components,
    ],
    dependencies: [
      { ref: hubbub, dependsOn: [deno, ...Object.keys(packages).map(purlOf)] },
      ...dependencies,
    ],
  };
}

/** The licences of parts, by how their names begin; those of all others are MIT. */
const LICENSES: ReadonlyArray<readonly [beginning: string, license: string]> = [
  ["@nats-io/", "Apache-2.0"],
  ["eslint-visitor-keys", "Apache-2.0"],
  ["tweetnacl", "Unlicense"],
];

/** docs/third-party.md has the copyright lines. */
function component(name: string, version: string, purl: string) {
  const [, id = "MIT"] = LICENSES.find(([beginning]) => name.startsWith(beginning)) ?? [];
  const licenses = [{ license: { id } }];
  return { type: "library", "bom-ref": purl, name, version, purl, licenses };
}

function nameOf(id: string): string {
  return id.slice(0, id.indexOf("@", 1));
}

function purlOf(id: string): string {
  return `pkg:npm/${id.replace(/^@/, "%40")}`;
}

/** The hash of `sha512-BASE64`, in hexadecimal digits. */
function hexOf(integrity: string): string {
  return Uint8Array.fromBase64(integrity.replace("sha512-", "")).toHex();
}

async function main(): Promise<void> {
  const projectDir = fileURLToPath(new URL("../", import.meta.url));
  const file = await Deno.makeTempFile();
  try {
    await writeProgramLock(projectDir, file);
    const { npm: packages } = JSON.parse(await Deno.readTextFile(file));
    const bill = billOf({ version: VERSION, runtime: Deno.version.deno, packages });
    Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(bill, null, 2)}\n`));
  } finally {
    await Deno.remove(file);
  }
}

if (import.meta.main) await main();
