/**
 * The other tabs of this browser with the page: what is read in one is read in all.
 *
 * @module
 */

/** Everything up to an event of a room was read. */
export interface ReadMark {
  /** The name of the room. */
  readonly room: string;
  /** The epoch of the room's numbers. */
  readonly epoch: string;
  /** The number of the last event that was read. */
  readonly seq: number;
}

/** A line to the other tabs. */
export interface Tabs {
  /** Tells them what was read here. */
  readonly tell: (reading: ReadMark) => void;
}

const CHANNEL = "hubbub.read";

/** Opens the line; `heard` is told what was read elsewhere. A browser without such channels has one tab. */
export function openTabs(heard: (reading: ReadMark) => void): Tabs {
  if (!("BroadcastChannel" in globalThis)) return { tell: () => {} };
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }) => {
    // Another tab may have a page of another version.
    if (isReadMark(data)) heard(data);
  });
  return { tell: (reading) => channel.postMessage(reading) };
}

function isReadMark(value: unknown): value is ReadMark {
  if (typeof value !== "object" || value === null) return false;
  const { room, epoch, seq } = value as Partial<Record<keyof ReadMark, unknown>>;
  return typeof room === "string" && typeof epoch === "string" && typeof seq === "number";
}
