/**
 * Makes lines of the daemon's events. PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import { count, moment, text } from "./fields.ts";
import type { LineContent } from "./line.ts";

/** What has to be known to read an event. */
export interface EventReader {
  /** The time now, for an event without one. */
  readonly at: number;
  /** Whether the name is the user's. */
  isOwn(name: string): boolean;
  /** Whether the text is a mention. */
  isCall(text: string): boolean;
}

/** The line of an event of a room; undefined for an event that is unknown. Never throws. */
export function contentOf(event: Wire, reader: EventReader): LineContent | undefined {
  const stamp = { at: moment(event.time, reader.at), seq: count(event.seq) };
  const [from, name, said] = [text(event.from), text(event.name), text(event.text)];
  switch (event.type) {
    case "message":
    case "action": {
      const isOwn = reader.isOwn(from);
      const isMention = !isOwn && reader.isCall(said);
      return { kind: event.type, ...stamp, from, text: said, isOwn, isMention };
    }
    case "joined":
      return { kind: "joined", ...stamp, name, isOwn: reader.isOwn(name) };
    case "left": {
      const by = event.by === "member" ? "member" : "daemon";
      const reason = { by, code: text(event.code), text: text(event.reason) } as const;
      return { kind: "left", ...stamp, name, isOwn: reader.isOwn(name), reason };
    }
    case "renamed":
      return { kind: "renamed", ...stamp, from, to: text(event.to) };
    case "topic":
      return { kind: "topic", ...stamp, from, text: said };
    case "room": {
      const setting = text(event.setting);
      return { kind: "setting", ...stamp, from, setting, name, value: String(event.value) };
    }
    default:
      return undefined;
  }
}
