/**
 * Which events may stand in the log, by their shape: of clients, read (`lib/core/reading/`), and without an
 * address. What a command is given is checked where it is carried out, as for clients of one process. PURE.
 *
 * @module
 */

import type { ChatEvent } from "../../core/event.ts";
import { type Fields, isCount, isFields, isPlace, isShallow, isText } from "./shapes.ts";

/** An event that may stand in the log. */
export type LoggedEvent = Extract<
  ChatEvent,
  { readonly kind: "connected" | "command" | "disconnected" | "barred" }
>;

/** How deep the fields of an event may be nested. */
const MAX_DEPTH = 8;
/** The longest word that selects one of few: a kind, a code, a transport. */
const MAX_WORD = 64;
/** What stands in the log in place of a network. */
const MARK = /^#[0-9a-f]{16}$/;
const DETAILS: readonly unknown[] = ["every", "gathered", "summed"];

/** Whether it has the shape of an event that a node may put into the log. Never throws. */
export function isLoggedEvent(value: unknown): value is LoggedEvent {
  if (!isFields(value) || !isShallow(value, MAX_DEPTH)) return false;
  if (!isCount(value.client, 1, Number.MAX_SAFE_INTEGER)) return false;
  switch (value.kind) {
    case "connected":
      return isConnected(value);
    case "command":
      return isFields(value.command) && isCommand(value.command);
    case "disconnected":
      return isFields(value.reason) && isWord(value.reason.by) && isWord(value.reason.code);
    case "barred":
      return isString(value.room) && isString(value.network);
    default:
      return false;
  }
}

function isConnected(event: Fields): boolean {
  // What each node says to itself must not come from others.
  if ("isForeign" in event || "realOrigin" in event) return false;
  const { origin, hearing, spare } = event;
  return isFields(origin) && isOrigin(origin) && isFields(hearing) &&
    DETAILS.includes(hearing.detail) && isFlag(hearing.isProgram) &&
    isOptional(isString, event.nick) &&
    isOptional(isString, event.program) && isOptional(isWanted, event.wanted) &&
    isOptional(isPlace, event.history) && (event.isBack === undefined || event.isBack === true) &&
    isOptional(isStay, event.stay) && Array.isArray(spare) && spare.length > 0 &&
    spare.every((name) => isCompared(name, "nick")) && isForms(event.forms);
}

/** Whether it is an origin without an address: those are never in the log. */
function isOrigin({ address, ip, network, ...rest }: Fields): boolean {
  return address === undefined && ip === undefined &&
    (network === undefined || (isText(network, MAX_WORD) && MARK.test(network))) &&
    isFlag(rest.isNamedByAddress) && isFlag(rest.isLoopback) && isFlag(rest.isOperator) &&
    isWord(rest.transport);
}

function isWanted(value: unknown): boolean {
  return isFields(value) && isFlag(value.hasLobby) && isListOf(isString, value.rooms) &&
    isOptional((resume) => isListOf(isResumePoint, resume), value.resume);
}

function isResumePoint(value: unknown): boolean {
  return isFields(value) && isString(value.room) && isString(value.epoch) && isPlace(value.seq);
}

function isStay(value: unknown): boolean {
  return isFields(value) && isString(value.room) && isListOf(isString, value.before) &&
    isListOf((each) => isFields(each) && isString(each.room) && isString(each.epoch), value.rooms);
}

/** Whether it is a command that was read: none that any node would read in its own way. */
function isCommand(command: Fields): boolean {
  if (!isForms(command.forms)) return false;
  switch (command.kind) {
    case "bound":
      return isWord(command.name) && isFields(command.args) && isOptional(isString, command.token);
    case "hello":
      return isFields(command.dialect) && isWord(command.dialect.kind) &&
        isOptional(isString, command.nick) && isOptional(isString, command.program) &&
        isOptional(isWanted, command.wanted) && isOptional(isPlace, command.history);
    default:
      return false;
  }
}

/** Whether it is what the names in an event are compared by. */
function isForms(value: unknown): boolean {
  return isListOf(isForm, value);
}

function isForm(value: unknown): boolean {
  if (!isFields(value) || !isString(value.text)) return false;
  switch (value.as) {
    case "person":
      return isString(value.fold);
    case "room":
      return isFields(value.problem) || isCompared(value.title, "room");
    case "name":
      return isFields(value.problem) || isCompared(value.name, "nick");
    default:
      return false;
  }
}

/** Whether it is a name, in this field, with the strings that it is compared by. */
function isCompared(value: unknown, field: "nick" | "room"): boolean {
  return isFields(value) && isString(value[field]) && isString(value.fold) &&
    isString(value.skeleton);
}

function isWord(value: unknown): boolean {
  return isText(value, MAX_WORD);
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}

function isFlag(value: unknown): boolean {
  return typeof value === "boolean";
}

function isOptional(is: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || is(value);
}

function isListOf(is: (value: unknown) => boolean, value: unknown): boolean {
  return Array.isArray(value) && value.every(is);
}
