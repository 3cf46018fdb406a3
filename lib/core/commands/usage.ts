/**
 * The usage text of a command, which is derived from its parameters.
 *
 * @module
 */

import type { Param, Spec } from "./spec.ts";

/** The usage text of a command: `/quit [REASON]`. Never throws. */
export function usageOf(name: string, params: Spec["params"]): string {
  const typed = params.filter(({ isFieldOnly }) => !isFieldOnly);
  return [`/${name}`, ...typed.map(placeholderOf)].join(" ");
}

/** Whether a typed line need not have the parameter. */
export function canBeLeftOut({ isOptional, isNeededTyped }: Param): boolean {
  return isOptional === true && !isNeededTyped;
}

function placeholderOf(param: Param): string {
  const { field, words, placeholder, keyword } = param;
  const name = placeholder ?? words?.join("|") ?? field.toUpperCase();
  const whole = keyword === undefined ? name : `${keyword} ${name}`;
  return canBeLeftOut(param) ? `[${whole}]` : whole;
}
