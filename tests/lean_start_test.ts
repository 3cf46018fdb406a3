/**
 * What a daemon does not load at its start: parts that its configuration does not ask for.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { projectRoot } from "./support/source.ts";

/** What `deno info --json` says of a module. */
interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
    readonly isDynamic?: boolean;
  }[];
}

/** Parts that are loaded when the page is served, and never else. */
const PAGE =
  /\/lib\/(?:doors\/web|net\/websocket|server\/web\.ts|words\/web|words\/..\/web\.ts|admission\/(?:page_reception|file_rate))/;

/** Parts that are loaded with --cluster, and never else; the doom is but data with its sentences. */
const CLUSTER = /\/lib\/(?:bus\/|server\/cluster_node\.ts)|@nats-io|\/npm:/;

/** The modules that are loaded with the entry, without those that are loaded when they are needed. */
async function loadedWith(entry: string): Promise<string[]> {
  const root = projectRoot();
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", `${root}${entry}`],
  }).output();
  const { modules, roots } = JSON.parse(new TextDecoder().decode(stdout));
  const all = new Map((modules as Module[]).map((module) => [module.specifier, module]));
  const loaded = new Set<string>(roots);
  for (const specifier of loaded) {
    for (const { code, isDynamic = false } of all.get(specifier)?.dependencies ?? []) {
      if (!isDynamic && code?.specifier !== undefined) loaded.add(code.specifier);
    }
  }
  return [...loaded];
}

Deno.test("a daemon that serves no page loads nothing of it", async () => {
  const loaded = await loadedWith("main.ts");
  assert(loaded.some((specifier) => specifier.endsWith("/lib/admission/gate.ts")));
  assertEquals(loaded.filter((specifier) => PAGE.test(specifier)), []);
});

Deno.test("a daemon that is alone loads nothing of the log of several nodes", async () => {
  const loaded = await loadedWith("main.ts");
  assert(loaded.some((specifier) => specifier.endsWith("/lib/server/running.ts")));
  assertEquals(loaded.filter((specifier) => CLUSTER.test(specifier)), []);
});
