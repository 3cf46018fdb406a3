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

/** Functions of core that only turn values into words or clean them, with nothing behind them. */
const WORDING = [
  "lib/core/duration.ts",
  "lib/core/language.ts",
  "lib/core/text.ts",
];
/** Every sentence of both programs. */
const WORDS = ["lib/words/"];
/** What both programs know and say of themselves; it imports nothing but words. */
const LEAVES = [
  "lib/printable.ts",
  "lib/version.ts",
  "lib/cannot_start.ts",
  "lib/environment.ts",
  "lib/stop_signals.ts",
  "lib/standard_streams.ts",
];

const LAYERS: readonly Layer[] = [
  { name: "core", holds: ["lib/core/"], uses: [], usesTypesOf: [] },
  {
    name: "words",
    holds: WORDS,
    uses: ["lib/printable.ts", ...WORDING],
    usesTypesOf: ["lib/core/", "lib/net/"],
  },
  {
    name: "wire",
    holds: ["lib/wire/"],
    uses: [...WORDS, ...WORDING],
    usesTypesOf: ["lib/core/"],
  },
  { name: "net", holds: ["lib/net/"], uses: ["node:"], usesTypesOf: [] },
  { name: "time", holds: ["lib/time/"], uses: [], usesTypesOf: ["lib/core/"] },
  {
    name: "outbound",
    holds: ["lib/outbound/"],
    uses: [],
    usesTypesOf: ["lib/core/", "lib/time/", "lib/wire/"],
  },
  {
    name: "leaves",
    holds: LEAVES,
    uses: [...WORDS, ...WORDING],
    usesTypesOf: ["lib/net/"],
  },
  {
    name: "log",
    holds: ["lib/log.ts", "lib/log/", "lib/metrics.ts"],
    uses: ["lib/printable.ts", "lib/version.ts", "node:fs"],
    usesTypesOf: ["lib/config.ts"],
  },
  {
    name: "options",
    holds: ["lib/options/"],
    uses: ["jsr:@std/cli@^1/parse-args", "lib/net/address.ts", ...LEAVES, ...WORDS, ...WORDING],
    usesTypesOf: ["lib/core/units.ts"],
  },
  {
    name: "broadcaster",
    holds: ["lib/broadcaster.ts", "lib/intake.ts", "lib/tap.ts"],
    uses: ["lib/core/", "lib/outbound/", "lib/log/bug_reports.ts"],
    usesTypesOf: ["lib/log.ts"],
  },
  {
    name: "session",
    holds: ["lib/session.ts", "lib/inbound/"],
    uses: ["lib/wire/", "lib/core/", "lib/outbound/", "lib/time/", "lib/net/peer.ts"],
    usesTypesOf: ["lib/broadcaster.ts", "lib/log.ts", "lib/log/"],
  },
  {
    name: "config",
    holds: ["lib/config.ts"],
    uses: ["lib/options/", "lib/net/address.ts", ...LEAVES, ...WORDS, ...WORDING],
    usesTypesOf: ["lib/core/units.ts", "lib/log.ts"],
  },
  {
    name: "server",
    holds: [
      "lib/server.ts",
      "lib/entrance.ts",
      "lib/listening.ts",
      "lib/stays.ts",
      "lib/visits.ts",
      "lib/whence.ts",
    ],
    uses: [
      "lib/broadcaster.ts",
      "lib/core/",
      "lib/log.ts",
      "lib/log/",
      "lib/net/",
      "lib/outbound/",
      "lib/session.ts",
      "lib/tap.ts",
      "lib/time/",
      "lib/wire/",
      ...LEAVES,
      ...WORDS,
    ],
    usesTypesOf: ["lib/config.ts"],
  },
  {
    name: "client",
    holds: ["lib/client/"],
    uses: [
      "jsr:@std/streams@^1/text-line-stream",
      "lib/net/",
      "lib/options/",
      "lib/wire/",
      "node:",
      "npm:",
      ...LEAVES,
      ...WORDS,
      ...WORDING,
    ],
    usesTypesOf: ["lib/core/"],
  },
  {
    name: "daemon program",
    holds: ["main.ts"],
    uses: [
      "lib/server.ts",
      "lib/config.ts",
      "lib/log.ts",
      "lib/log/",
      "lib/options/language.ts",
      ...LEAVES,
      ...WORDS,
    ],
    usesTypesOf: [],
  },
  {
    name: "library",
    holds: ["mod.ts"],
    uses: ["lib/server.ts", "lib/config.ts", "lib/log.ts", ...LEAVES],
    usesTypesOf: ["lib/"],
  },
  {
    name: "client program",
    holds: ["client.ts"],
    uses: ["lib/client/", "lib/options/language.ts", ...LEAVES],
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
