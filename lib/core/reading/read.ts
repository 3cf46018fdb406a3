/**
 * Reading: turns an event as a client sent it into one whose strings need no further work. All that
 * depends on the runtime's Unicode tables is done here, by the process that serves the client.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { Command, ReadCommand } from "../command.ts";
import type { ChatEvent, Connected, Heard, ReadConnected, ReadEvent, ReadLine } from "../event.ts";
import type { Form, Forms } from "./form.ts";
import { KeptForms, nameOf, NEW_FORMS } from "./keys.ts";
import { addressNick, guestNick } from "./names.ts";
import { readCommand, tokenOf } from "./read_command.ts";
import { FullReader, QUICK_READER, type Reader } from "./reader.ts";

/** The most of the name of a program that is remembered, in characters. */
export const MAX_PROGRAM = 64;

/** The most rooms of an entry that are read, and the most points to resume from; see `--max-rooms-per-person`. */
export const MAX_WANTED = 1001;

/** A client opens the JSON dialect. */
type Hello = Extract<Command, { kind: "hello" }>;

/**
 * The event, read, with the forms of all names in it: plain data, which may be written as JSON and applied
 * by another process. The same object if it is read already. Never throws.
 */
export function readEvent(event: ChatEvent): ReadEvent {
  switch (event.kind) {
    case "connected": {
      if (event.forms !== undefined && hasSpare(event)) return event;
      const reader = new FullReader();
      return { ...readConnected(event, reader), forms: reader.forms };
    }
    case "command": {
      if (isRead(event)) return event;
      const reader = new FullReader();
      const command = readLine(event.command, reader);
      const hasForms = command.kind === "bound" || command.kind === "hello";
      return { ...event, command: hasForms ? { ...command, forms: reader.forms } : command };
    }
    default:
      return event;
  }
}

/**
 * The event, read as far as this process needs it to apply it at once: it has no forms, which are made when
 * they are needed. The same object if it is read already. Never throws.
 */
export function readHere(event: ChatEvent): ReadEvent {
  switch (event.kind) {
    case "connected":
      return hasSpare(event) ? event : readConnected(event, QUICK_READER);
    case "command": {
      if (isRead(event)) return event;
      const { kind, client, command } = event;
      return { kind, client, command: readLine(command, QUICK_READER) };
    }
    default:
      return event;
  }
}

/** Where the rules find the forms of an event that was read. Never throws. */
export function formsOf(event: ReadEvent): Forms {
  let forms: readonly Form[] | undefined;
  if (event.kind === "connected") forms = event.forms;
  else if (event.kind === "command" && "forms" in event.command) forms = event.command.forms;
  return forms === undefined ? NEW_FORMS : new KeptForms(forms);
}

function hasSpare(event: Connected): event is ReadConnected {
  return event.spare !== undefined;
}

function isRead(event: Heard): event is ReadLine {
  const { command } = event;
  switch (command.kind) {
    case "ask":
      return false;
    case "overlong":
      return command.asked === undefined;
    case "hello":
      return command.forms !== undefined;
    case "bound":
    case "refused":
    case "malformed":
    case "blank":
      return true;
    default:
      return command satisfies never;
  }
}

function readLine(command: Command, reader: Reader): ReadCommand {
  switch (command.kind) {
    case "ask":
      return readCommand(command, reader);
    case "overlong": {
      const { asked, ...line } = command;
      const token = asked && tokenOf(asked);
      return token === undefined ? line : { ...line, token };
    }
    case "hello":
      return readHello(command, reader);
    default:
      return command;
  }
}

function readHello(hello: Hello, reader: Reader): Hello {
  return { ...hello, ...readEntry(hello, reader) };
}

function readConnected(event: Connected, reader: Reader): ReadConnected {
  const { client, origin: { address, isNamedByAddress } } = event;
  const spare = [nameOf(guestNick(client))];
  if (isNamedByAddress && address !== undefined) spare.unshift(nameOf(addressNick(address)));
  return { ...event, ...readEntry(event, reader), spare };
}

/** What a client asks for on entry, and how it calls its program. */
function readEntry(
  { nick, wanted, program }: Pick<Connected, "nick" | "wanted" | "program">,
  reader: Reader,
): Pick<Connected, "wanted" | "program"> {
  if (nick !== undefined) reader.name(nick);
  const read = wanted && {
    ...wanted,
    rooms: wanted.rooms.slice(0, MAX_WANTED),
    resume: wanted.resume?.slice(0, MAX_WANTED),
  };
  for (const room of read?.rooms ?? []) reader.room(room);
  for (const { room } of read?.resume ?? []) reader.room(room);
  return { wanted: read, program: programOf(program) };
}

/** What is remembered of the program of a client; undefined if it does not say. */
function programOf(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  return [...sanitize(given).trim()].slice(0, MAX_PROGRAM).join("") || undefined;
}
