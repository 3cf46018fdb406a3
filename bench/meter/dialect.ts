/**
 * The dialects that the meter speaks: what it sends first, how a line is said, and how what comes back
 * ends. Pure; knows nothing of sockets.
 *
 * @module
 */

/** Lines of text, JSON over TCP, and JSON over a WebSocket. */
export type DialectName = "text" | "json" | "web";

/** How lines are said and heard. */
export interface Dialect {
  /** Its name. */
  readonly name: DialectName;
  /** The first line of a client, with its end; empty if it says nothing. */
  readonly hello: string;
  /** What stands before and behind the text of a line that is said; the end of the line included. */
  readonly said: readonly [before: string, behind: string];
  /** What stands behind the text of a line that is heard, the end of the line included. */
  readonly heardBehind: string;
  /** How the daemon's words to one client alone begin. */
  readonly notices: readonly string[];
  /** Tells that lines were skipped; its first group is how many. */
  readonly skipped: RegExp;
}

const JSON_DIALECT = {
  hello: '{"hello":1,"arrivals":"gathered"}\n',
  said: ['{"type":"say","text":"', '"}\n'],
  heardBehind: '"}\n',
  notices: ['{"type":"skipped"', '{"type":"notice"', '{"type":"crowd"'],
  skipped: /^\{"type":"skipped".*"count":(\d+)\}\n$/,
} as const;

/** All dialects by name. */
export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  text: {
    name: "text",
    hello: "",
    said: ["", "\n"],
    heardBehind: "\n",
    notices: ["-- "],
    skipped: /^-- (\d+) messages? skipped\n$/,
  },
  json: { ...JSON_DIALECT, name: "json" },
  web: { ...JSON_DIALECT, name: "web" },
};
