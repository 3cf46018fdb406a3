/**
 * `/room private`: shows who may enter a room, or sets it.
 *
 * @module
 */

import { usageOf } from "./bind.ts";
import { command, type Param, type Spec } from "./spec.ts";

/** The password that removes a password. */
const NONE = "-";

const SETTING = /^(?<name>\S+)(?:\s+(?<value>.*))?$/s;

const PARAMS = [
  { field: "room", shape: "room", isOptional: true, isFieldOnly: true },
  {
    field: "text",
    shape: "rest",
    isOptional: true,
    words: ["private", "public", "password"],
    placeholder: "SETTING",
  },
] as const satisfies readonly Param[];

/** Shows the settings of a room, or changes one: `private`, `public`, `password P`, `password -`. */
export const room: Spec = command({
  params: PARAMS,
  secretIn({ text = "" }) {
    const from = /^\s*password\s+/.exec(text)?.[0].length;
    const isSecret = from !== undefined && !["", NONE].includes(text.slice(from).trim());
    return isSecret ? { field: "text", from } : undefined;
  },
  needs: ({ text = "" }) => text.trim() === "" ? undefined : "change-settings",
  run(by, { room: wanted, text = "" }) {
    const place = by.orderedRoom(wanted);
    if (place === undefined) return;
    const { name, value = "" } = SETTING.exec(text.trim())?.groups ?? {};
    if (name === undefined) by.orders.showSettings(place);
    else if (name === "private" && value === "") by.orders.setPrivate(place, true);
    else if (name === "public" && value === "") by.orders.setPrivate(place, false);
    else if (name === "password" && value === NONE) by.orders.setPassword(place, undefined);
    else if (name === "password" && value !== "") by.orders.setPassword(place, value);
    else by.notice({ code: "usage", usage: `${usageOf("room", [])} private|public|password P` });
  },
});
