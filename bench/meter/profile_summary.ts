/**
 * What a V8 processor profile says in a page of text: which functions the time was spent in, and which
 * folders they belong to. Pure.
 *
 * @module
 */

import { formatTable } from "./table.ts";

const ROWS = 30;

interface ProfileNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
  };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Functions by the time spent in themselves, and the files those functions are in; throws TypeError if it is no profile. */
export function summariseProfile(raw: unknown): string {
  const profile = checked(raw);
  const own = ownMicros(profile);
  const total = [...own.values()].reduce((sum, micros) => sum + micros, 0);
  const functions = grouped(profile, own, nameOf);
  const places = grouped(profile, own, placeOf);
  return [
    `${
      (total / 1e6).toFixed(2)
    } s sampled; (idle) and (program) are the runtime outside of JavaScript, reading and waiting included`,
    "",
    formatTable([["own %", "ms", "function"].reverse(), ...rows(functions, total)]),
    "",
    formatTable([["own %", "ms", "file"].reverse(), ...rows(places, total)]),
  ].join("\n");
}

function checked(raw: unknown): Profile {
  if (typeof raw !== "object" || raw === null || !("nodes" in raw) || !("samples" in raw)) {
    throw new TypeError("cannot summarise what is not a processor profile");
  }
  return raw as Profile;
}

// Each delta is the time from the previous sample to this one: it belongs to what ran at this one's start.
function ownMicros(profile: Profile): Map<number, number> {
  const own = new Map<number, number>();
  profile.samples.forEach((node, i) => {
    const micros = Math.max(0, profile.timeDeltas[i + 1] ?? 0);
    own.set(node, (own.get(node) ?? 0) + micros);
  });
  return own;
}

function grouped(
  profile: Profile,
  own: ReadonlyMap<number, number>,
  key: (node: ProfileNode) => string,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const node of profile.nodes) {
    const micros = own.get(node.id) ?? 0;
    if (micros > 0) sums.set(key(node), (sums.get(key(node)) ?? 0) + micros);
  }
  return sums;
}

function nameOf(node: ProfileNode): string {
  const { functionName, lineNumber } = node.callFrame;
  const name = functionName === "" ? "(anonymous)" : functionName;
  const place = placeOf(node);
  return place === "" ? name : `${name}  ${place}:${lineNumber + 1}`;
}

function placeOf(node: ProfileNode): string {
  const { url } = node.callFrame;
  return url.startsWith("file:") ? url.split("/").slice(-2).join("/") : url;
}

function rows(sums: ReadonlyMap<string, number>, total: number): string[][] {
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, ROWS)
    .map(([name, micros]) => [name, (micros / 1000).toFixed(0), (micros / total * 100).toFixed(1)]);
}
