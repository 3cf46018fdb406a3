/**
 * `/room private`: shows who may enter a room and speak in it, or sets it.
 *
 * @module
 */

import type { RoomName } from "../units.ts";
import { usageOf } from "./usage.ts";
import type { Orders } from "./orders.ts";
import { command, type Param, ROOM_FIELD, type Spec } from "./spec.ts";

/** The password that removes a password. */
const NONE = "-";

const SETTING = /^(?<name>\S+)(?:\s+(?<value>.*))?$/s;

const USAGE = `${
  usageOf("room", [])
} private|public, password P, topic-lock on|off, moderated on|off, keep on|off`;

const SWITCH: ReadonlyMap<string, boolean> = new Map([["on", true], ["off", false]]);

const PARAMS = [
  ROOM_FIELD,
  {
    field: "text",
    shape: "rest",
    isOptional: true,
    words: ["private", "public", "password", "topic-lock", "moderated", "keep"],
    placeholder: "SETTING",
  },
] as const satisfies readonly Param[];

/** Shows the settings of a room, or changes one, such as `private`, `password P` or `moderated on`. */
export const room: Spec = command({
  params: PARAMS,
  secretIn({ text = "" }) {
    const from = /^\s*password\s+/.exec(text)?.[0].length;
    const isSecret = from !== undefined && !["", NONE].includes(text.slice(from).trim());
    return isSecret ? { field: "text", from } : undefined;
  },
  isPrivate: ({ text = "" }) => settingOf(text).name === undefined,
  needs({ text = "" }) {
    const { name } = settingOf(text);
    if (name === undefined) return undefined;
    return name === "keep" ? "keep" : "change-settings";
  },
  run(by, { room: wanted, text = "" }) {
    const place = by.orderedRoom(wanted);
    if (place === undefined) return;
    const { name, value } = settingOf(text);
    if (name === undefined) return by.orders.showSettings(place);
    const change = changeOf(by.orders, place, name, value);
    if (change === undefined) return by.notice({ code: "usage", usage: USAGE });
    change();
  },
});

/** The setting that a text names, and its value; without a name if the text is blank. */
function settingOf(text: string): { readonly name: string | undefined; readonly value: string } {
  const { name, value = "" } = SETTING.exec(text.trim())?.groups ?? {};
  return { name, value };
}

/** What a setting with this value means for a room; undefined for what is none. */
function changeOf(
  orders: Orders,
  room: RoomName,
  setting: string,
  value: string,
): (() => void) | undefined {
  const isOn = SWITCH.get(value);
  switch (setting) {
    case "private":
    case "public":
      return value === "" ? () => orders.setPrivate(room, setting === "private") : undefined;
    case "password":
      if (value === "") return undefined;
      return () => orders.setPassword(room, value === NONE ? undefined : value);
    case "topic-lock":
      return isOn === undefined ? undefined : () => orders.setTopicLock(room, isOn);
    case "moderated":
      return isOn === undefined ? undefined : () => orders.setModerated(room, isOn);
    case "keep":
      return isOn === undefined ? undefined : () => orders.setKept(room, isOn);
    default:
      return undefined;
  }
}
