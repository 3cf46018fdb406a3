/**
 * Whether the people of each dead node were told to have left: once in each of their rooms, and how long
 * after the death.
 *
 * @module
 */

import type { Findings } from "./findings.ts";
import type { Death } from "./run_record.ts";
import type { Walk } from "./walk.ts";
import type { HeardEvent, Whole } from "./whole.ts";

/** A death is told within this time, or is not; engines may be down in it. */
const LATEST_MILLIS = 60_000;
/** Departures that need a death. */
const CODES: readonly (string | undefined)[] = ["node-lost", "shutdown"];

/** Checks all deaths; returns how long after its death each departure was heard. */
export function checkDepartures(
  deaths: readonly Death[],
  walks: readonly Walk[],
  { whole, findings }: { readonly whole: Whole; readonly findings: Findings },
): number[] {
  const left = [...whole.events.values()].filter(({ event }) =>
    event.type === "left" && CODES.includes(event.code)
  );
  const delays: number[] = [];
  const excused = new Set<string>();
  for (const death of deaths) {
    const told: number[] = [];
    const missing: string[] = [];
    for (const walk of walks) {
      const place = placeAt(walk, death);
      if (place === undefined) continue;
      if (!place.isCertain) excused.add(place.name);
      else {
        for (const room of walk.rooms.keys()) {
          const at = claim(left, { death, name: place.name, room });
          if (at !== undefined) told.push(at - death.at);
          else missing.push(`${place.name} has not left ${room} (${death.node} died)`);
        }
      }
    }
    delays.push(...told);
    const isSpared = death.mayBeSpared === true && told.length === 0;
    if (!isSpared) { for (const each of missing) findings.add("departure", each); }
  }
  for (const { event } of left) {
    if (!excused.has(event.name ?? "")) findings.add("departure", `without need: ${event.line}`);
  }
  return delays;
}

/** Where a person was when a node died: its name, if it was there; not certain while it was about to enter. */
function placeAt(
  walk: Walk,
  { node, at }: Death,
): { readonly name: string; readonly isCertain: boolean } | undefined {
  const index = walk.person.stays.findLastIndex(({ from, to }) => from <= at && (to ?? at) >= at);
  if (walk.person.stays[index]?.node !== node) return undefined;
  const welcome = walk.welcomes[index];
  const isCertain = welcome !== undefined && welcome <= at;
  return { name: walk.nameAt(at) ?? walk.person.name, isCertain };
}

/** Takes the first departure that fits out of the list; when it was heard, or undefined. */
function claim(
  left: HeardEvent[],
  { death, name, room }: { readonly death: Death; readonly name: string; readonly room: string },
): number | undefined {
  const index = left.findIndex(({ event, first }) =>
    event.name === name && event.room === room && event.code === death.code &&
    first >= death.at && first <= death.at + LATEST_MILLIS
  );
  return index < 0 ? undefined : left.splice(index, 1)[0]?.first;
}
