/**
 * English: what the daemon's subcommands say.
 *
 * @module
 */

import { escapeUnprintable, quote } from "../../text/printable.ts";
import { sayStartProblem, sayStoreProblem } from "../starting.ts";
import {
  sayFinding,
  sayLineFault,
  sizeShown,
  type UpkeepStep,
  type UpkeepWords,
} from "../upkeep.ts";
import { ENGLISH_STARTING } from "./starting.ts";

const STEPS: Readonly<Record<UpkeepStep, string>> = {
  exporting: "exporting",
  importing: "importing",
  checking: "checking",
  copying: "copying",
};

/** What the subcommands say, in English. */
export const ENGLISH_UPKEEP: UpkeepWords = {
  problems: {
    "no-file": ({ path }) => `there is no file ${quote(path)}`,
    "not-empty": ({ folder }) =>
      `the folder ${quote(folder)} is not empty; import needs an empty or a new one`,
    "nothing-to-import": () => "standard input has nothing to import",
    "bad-line": ({ line, fault }) =>
      `line ${line} of standard input: ${sayLineFault(ENGLISH_UPKEEP, fault)}; nothing is imported`,
    "no-such-room": ({ room }) => `no room ${quote(room)} is kept`,
    "file-exists": ({ path }) => `the file ${quote(path)} is there already`,
    "cannot-store": (problem) => sayStartProblem(ENGLISH_STARTING, problem),
    "cannot-copy": ({ path, problem }) =>
      `cannot write the copy ${quote(path)}: ${sayStoreProblem(ENGLISH_STARTING, problem)}`,
    "damaged": ({ path, findings, more }) =>
      [
        `the file ${quote(path)} is damaged:`,
        ...findings.map((each) => `  ${sayFinding(ENGLISH_UPKEEP, each)}`),
        ...(more > 0 ? [`  and ${more} more`] : []),
      ].join("\n"),
  },
  faults: {
    "too-long": ({ limit }) => `it is longer than ${limit} bytes`,
    "not-utf8": () => "it is not UTF-8",
    "not-object": () => "it is not one JSON object",
    "unknown-type": ({ type }) =>
      type === "" ? "it has no type" : `its type ${quote(type)} is not one of an export`,
    "bad-field": ({ field }) => `its field ${quote(field)} is missing or wrong`,
    "room-twice": ({ room }) => `the room ${quote(room)} has a line with this epoch before`,
    "room-late": ({ room }) => `the line of the room ${quote(room)} comes after the first event`,
    "too-many-rooms": ({ limit }) => `there are more than ${limit} rooms`,
    "no-room": ({ room }) => `the room ${quote(room)} of this epoch has no line`,
    "needs-epoch": ({ room }) => `several rooms are called ${quote(room)}, and it says no epoch`,
    "seq-order": ({ seq, before }) => `its seq ${seq} is not above ${before}, the one before`,
    "seq-beyond": ({ seq, last }) => `its seq ${seq} is above ${last}, the last of its room`,
  },
  findings: {
    "sqlite": ({ text }) => escapeUnprintable(text),
    "unreadable": ({ room, seq }) => `event ${seq} of ${quote(room)} has no meaning`,
    "seq-beyond": ({ room, seq, last }) =>
      `event ${seq} of ${quote(room)} is above ${last}, the last of its room`,
    "miscounted": ({ room, counted, found }) =>
      `${quote(room)} counts ${counted} messages, and has ${found}`,
    "not-indexed": ({ room, seq }) => `event ${seq} of ${quote(room)} is not in the index`,
    "homeless": ({ count }) => `${counted(count, "event")} of rooms that are not in the file`,
    "bad-sentence": ({ room, network }) =>
      `the ban or mute of ${quote(network)} in ${quote(room)} has no meaning`,
    "bad-kept-room": ({ room }) => `the settings of ${quote(room)} have no meaning`,
  },
  results: {
    "imported": ({ rooms, events, decisions }) =>
      `imported ${counted(events, "event")} of ${counted(rooms, "room")}` +
      (decisions === 0 ? "" : `, and ${counted(decisions, "decision")} of operators`),
    "forgotten": ({ name, events, copies, isShared }) =>
      `forgot ${counted(events, "event")} of ${quote(name)}` +
      (copies.length === 0
        ? ""
        : `; older copies in the folder may have them: ${
          copies.map((each) => quote(each)).join(", ")
        }`) +
      (isShared
        ? "; the other nodes have them too: forget on each node. What the log of the cluster has is " +
          'removed by "hubbubd cluster-forget"'
        : ""),
    "sound": ({ path, rooms, events, bytes }) =>
      `${quote(path)} is sound: ${counted(events, "event")} of ${counted(rooms, "room")}, ` +
      sizeShown(bytes),
    "copied": ({ path, bytes }) => `copied to ${quote(path)}: ${sizeShown(bytes)}`,
  },
  interrupted: {
    export: "stopped; the output is not complete",
    import: "stopped; nothing is imported",
    forget: "stopped; nothing is forgotten",
    check: "stopped before the end; nothing is known",
    backup: "stopped; no copy is left",
  },
  progress: ({ step, done, total, unit }) => {
    const show = (count: number) => unit === "bytes" ? sizeShown(count) : String(count);
    const most = total === undefined ? "" : ` of ${show(total)}`;
    const counts = unit === "bytes" ? "" : unit === "seconds" ? " s" : " events";
    return `${STEPS[step]}: ${show(done)}${most}${counts}`;
  },
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
