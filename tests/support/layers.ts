/**
 * Who may import whom: the "direction of dependencies" of docs/architecture.md as a table.
 *
 * @module
 */

import { importsOf, type SourceFile } from "./source.ts";

/** Modules that may import the same things. Paths that end with a slash mean all below. */
interface Layer {
  readonly name: string;
  readonly holds: readonly string[];
  /** What may be imported beside the layer itself: paths, or packages by how they begin. */
  readonly uses: readonly string[];
  /** What may be imported with `import type` alone. */
  readonly usesTypesOf: readonly string[];
}

/** What rules may change. */
const STATE = ["lib/core/state/", "lib/core/units.ts"];

const LAYERS: readonly Layer[] = [
  { name: "ip", holds: ["lib/ip/"], uses: [], usesTypesOf: [] },
  { name: "text", holds: ["lib/text/"], uses: [], usesTypesOf: [] },
  {
    name: "what is known",
    holds: ["lib/core/state/"],
    // No Unicode: the strings that are compared are made outside.
    uses: ["lib/core/units.ts", "lib/ip/"],
    usesTypesOf: ["lib/core/"],
  },
  {
    // What depends on the Unicode of the runtime is done here, before an event is applied.
    name: "reading",
    holds: [
      "lib/core/reading/",
      "lib/core/commands/bind.ts",
      "lib/core/commands/durations.ts",
      "lib/core/commands/secret.ts",
    ],
    uses: ["lib/core/commands/", "lib/core/units.ts", "lib/text/"],
    usesTypesOf: ["lib/core/"],
  },
  {
    // The chat starts outside of the log, and reads what the store has kept.
    name: "starting",
    holds: ["lib/core/rules/starting.ts"],
    uses: ["lib/core/"],
    usesTypesOf: [],
  },
  {
    // No Unicode: all that these compare was read before.
    name: "rules and commands",
    holds: ["lib/core/rules/", "lib/core/commands/"],
    uses: ["lib/core/dialect.ts", "lib/core/language.ts", "lib/core/order.ts", ...STATE, "lib/ip/"],
    usesTypesOf: ["lib/core/"],
  },
  { name: "core", holds: ["lib/core/"], uses: ["lib/ip/"], usesTypesOf: [] },
  {
    name: "words",
    holds: ["lib/words/"],
    uses: ["lib/text/", "lib/core/language.ts"],
    usesTypesOf: [
      "lib/bus/doom.ts",
      "lib/core/",
      "lib/net/",
      "lib/program/short_file.ts",
      "lib/store/",
    ],
  },
  {
    name: "wire",
    holds: ["lib/wire/"],
    uses: ["lib/core/commands/", "lib/core/units.ts", "lib/text/", "lib/words/"],
    usesTypesOf: ["lib/core/"],
  },
  {
    name: "net",
    holds: ["lib/net/"],
    uses: ["lib/ip/", "lib/program/short_file.ts", "node:"],
    usesTypesOf: [],
  },
  // The page runs in browsers and shares nothing with the daemon but the protocol.
  { name: "text of the page", holds: ["lib/page/text/"], uses: [], usesTypesOf: [] },
  {
    name: "model of the page",
    holds: ["lib/page/model/"],
    uses: ["lib/page/text/"],
    usesTypesOf: [],
  },
  {
    name: "link of the page",
    holds: ["lib/page/link/"],
    uses: [],
    usesTypesOf: ["lib/page/model/"],
  },
  { name: "words of the page", holds: ["lib/page/words/"], uses: [], usesTypesOf: [] },
  {
    name: "view of the page",
    holds: ["lib/page/view/"],
    uses: ["lib/page/model/read_answer.ts", "lib/page/text/", "lib/page/words/"],
    usesTypesOf: ["lib/page/model/"],
  },
  { name: "page", holds: ["lib/page/"], uses: [], usesTypesOf: [] },
  { name: "time", holds: ["lib/time/"], uses: [], usesTypesOf: ["lib/core/"] },
  {
    name: "outbound",
    holds: ["lib/outbound/"],
    uses: [],
    usesTypesOf: ["lib/core/", "lib/time/", "lib/wire/"],
  },
  {
    name: "program",
    holds: ["lib/program/"],
    uses: ["lib/words/", "lib/text/", "lib/core/language.ts"],
    usesTypesOf: ["lib/bus/doom.ts", "lib/net/", "lib/store/"],
  },
  {
    name: "log",
    holds: ["lib/log/"],
    uses: ["lib/ip/", "lib/text/", "lib/program/", "node:crypto", "node:fs"],
    usesTypesOf: ["lib/config/config.ts", "lib/core/"],
  },
  {
    name: "options",
    holds: ["lib/options/"],
    uses: [
      "jsr:@std/cli@^1/parse-args",
      "npm:toml-eslint-parser@1.0.3",
      "lib/core/language.ts",
      "lib/ip/network.ts",
      "lib/net/address.ts",
      "lib/net/http_origin.ts",
      "lib/program/",
      "lib/text/",
      "lib/words/",
    ],
    usesTypesOf: ["lib/core/units.ts"],
  },
  {
    name: "loop",
    holds: ["lib/loop/"],
    uses: ["lib/core/", "lib/outbound/", "lib/log/bug_reports.ts"],
    usesTypesOf: ["lib/log/"],
  },
  // The engine of real clusters, and the commands that prepare it; nothing else loads its library.
  {
    name: "engine",
    holds: ["lib/bus/jetstream/"],
    uses: [
      "lib/bus/",
      "lib/core/language.ts",
      "lib/net/connect.ts",
      "lib/program/",
      "lib/text/",
      "lib/words/",
      "npm:",
    ],
    usesTypesOf: ["lib/core/", "lib/log/", "lib/options/", "lib/time/"],
  },
  // What all nodes decide alike, by the log alone.
  {
    name: "what nodes agree on",
    holds: ["lib/bus/agreed/"],
    uses: ["lib/core/reading/agreed.ts"],
    usesTypesOf: ["lib/bus/engine.ts", "lib/core/", "lib/loop/event_log.ts"],
  },
  {
    name: "bus",
    holds: ["lib/bus/"],
    uses: ["lib/core/", "lib/loop/", "lib/log/bug_reports.ts", "node:crypto"],
    usesTypesOf: ["lib/log/", "lib/time/"],
  },
  {
    name: "store",
    holds: ["lib/store/"],
    uses: [
      "lib/core/state/memory.ts",
      "lib/core/state/ring.ts",
      "lib/core/units.ts",
      "lib/text/",
      "node:sqlite",
      "node:process",
    ],
    usesTypesOf: ["lib/core/", "lib/log/", "lib/loop/", "lib/time/"],
  },
  {
    name: "web door",
    holds: ["lib/doors/web/"],
    uses: [
      "lib/core/language.ts",
      "lib/doors/",
      "lib/ip/",
      "lib/net/http_origin.ts",
      "lib/net/peer.ts",
      "lib/net/resumed_peer.ts",
      "lib/time/",
      "lib/wire/",
      "lib/words/",
      "node:crypto",
      "node:zlib",
    ],
    usesTypesOf: ["lib/core/"],
  },
  {
    name: "doors",
    holds: ["lib/doors/"],
    uses: ["lib/net/peer.ts", "lib/time/", "lib/wire/"],
    usesTypesOf: ["lib/core/"],
  },
  {
    name: "session",
    holds: ["lib/session/"],
    uses: [
      "lib/core/",
      "lib/net/peer.ts",
      "lib/outbound/",
      "lib/time/",
    ],
    usesTypesOf: ["lib/doors/door.ts", "lib/loop/", "lib/log/"],
  },
  {
    name: "admission",
    holds: ["lib/admission/"],
    uses: [
      "lib/ip/",
      "lib/log/",
      "lib/net/",
      "lib/program/",
      "lib/session/closing.ts",
      "lib/time/",
      "lib/wire/",
      "lib/words/",
    ],
    usesTypesOf: [
      "lib/config/config.ts",
      "lib/core/",
      "lib/doors/door.ts",
      "lib/doors/web/",
    ],
  },
  {
    name: "metrics",
    holds: ["lib/metrics/"],
    uses: [
      "lib/admission/accept.ts",
      "lib/log/bug_reports.ts",
      "lib/net/",
      "lib/program/",
      "lib/session/closing.ts",
      "lib/time/",
    ],
    usesTypesOf: [
      "lib/bus/cluster.ts",
      "lib/core/",
      "lib/log/",
      "lib/loop/",
      "lib/outbound/",
      "lib/store/",
    ],
  },
  {
    name: "upkeep",
    holds: ["lib/upkeep/"],
    uses: [
      "lib/core/order.ts",
      "lib/core/reading/names.ts",
      "lib/core/state/names_in.ts",
      "lib/core/units.ts",
      "lib/ip/",
      "lib/program/",
      "lib/store/",
      "lib/text/",
      "lib/time/",
      "lib/wire/",
      "lib/words/",
      "node:sqlite",
    ],
    usesTypesOf: ["lib/core/", "lib/options/"],
  },
  {
    name: "config",
    holds: ["lib/config/"],
    uses: ["lib/options/", "lib/net/address.ts", "lib/program/", "lib/text/", "lib/words/"],
    usesTypesOf: ["lib/core/", "lib/log/"],
  },
  {
    name: "server",
    holds: ["lib/server/"],
    uses: [
      "lib/admission/",
      "lib/bus/",
      "lib/core/",
      "lib/doors/",
      "lib/ip/",
      "lib/log/",
      "lib/loop/",
      "lib/metrics/",
      "lib/net/",
      "lib/outbound/",
      "lib/program/",
      "lib/session/",
      "lib/store/",
      "lib/time/",
      "lib/wire/",
    ],
    usesTypesOf: ["lib/config/", "lib/words/starting.ts"],
  },
  {
    name: "client",
    holds: ["lib/client/"],
    uses: [
      "jsr:@std/streams@^1/text-line-stream",
      "lib/core/commands/",
      "lib/core/language.ts",
      "lib/net/",
      "lib/options/",
      "lib/program/",
      "lib/text/",
      "lib/wire/",
      "lib/words/",
      "node:",
      "npm:",
    ],
    usesTypesOf: ["lib/core/"],
  },
  {
    name: "daemon program",
    holds: ["main.ts"],
    uses: [
      "lib/server/",
      "lib/config/",
      "lib/log/",
      "lib/options/",
      "lib/program/",
      "lib/bus/jetstream/program.ts",
      "lib/upkeep/program.ts",
      "lib/words/",
    ],
    usesTypesOf: [],
  },
  {
    name: "library",
    holds: ["mod.ts"],
    uses: ["lib/server/", "lib/config/config.ts", "lib/log/log.ts", "lib/program/"],
    usesTypesOf: ["lib/"],
  },
  {
    name: "client program",
    holds: ["client.ts"],
    uses: ["lib/client/", "lib/options/language.ts", "lib/program/"],
    usesTypesOf: [],
  },
];

/** A sentence for each import of the file that the table does not allow. */
export function outwardImports(file: SourceFile): string[] {
  const layer = LAYERS.find(({ holds }) => holds.some((place) => isWithin(file.path, place)));
  if (layer === undefined) return [`${file.path} is in no layer: give it one in layers.ts`];
  const always = [...layer.holds, ...layer.uses];
  return importsOf(file).filter(({ target, isTypeOnly }) => {
    const allowed = isTypeOnly ? [...always, ...layer.usesTypesOf] : always;
    return !allowed.some((place) => isWithin(target, place));
  }).map(({ target, isTypeOnly }) =>
    `${file.path} (${layer.name}) imports ${isTypeOnly ? "types of " : ""}${target}`
  );
}

function isWithin(path: string, place: string): boolean {
  return path === place || (/[/:]$/.test(place) && path.startsWith(place));
}
