/**
 * Reads the fields of the daemon's objects. What is missing or of another type becomes a harmless value.
 * PURE.
 *
 * @module
 */

import type { Wire } from "./change.ts";
import type { Rank } from "./talk.ts";

/** A text; empty if it is none. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A whole number from 0 up, or the other value. */
export function count(value: unknown, otherwise = 0): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

/** The texts of a list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

/** The objects of a list. */
export function objects(value: unknown): Wire[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether it is an object with fields. */
export function isObject(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A moment of the dialect in milliseconds since 1970, or the other value. */
export function moment(value: unknown, otherwise: number): number {
  const at = Date.parse(text(value));
  return Number.isNaN(at) ? otherwise : at;
}

/** A rank as the daemon spells it. */
export function readRank(value: unknown): Rank {
  return value === "owner" || value === "moderator" ? value : "member";
}
