/**
 * Parses the raw arguments of a command, from the rest of a typed line or from the fields of a JSON
 * object. No other code parses them. The client parses typed lines with it as well.
 *
 * @module
 */

import { sanitize } from "../../text/sanitize.ts";
import type { RawArgs } from "../command.ts";
import type { Notice } from "../notice.ts";
import { durationOf } from "./durations.ts";
import type { Param, Spec } from "./spec.ts";
import { canBeLeftOut, usageOf } from "./usage.ts";

/** Arguments that match the parameters, or the notice that refuses them. */
export type Binding =
  | { readonly kind: "bound"; readonly args: Readonly<Record<string, string>> }
  | { readonly kind: "refused"; readonly notice: Notice };

/**
 * Parses the arguments of a command by its parameters; does not sanitise them. Never throws.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bind } from "./bind.ts";
 *
 * const params = [{ field: "to", shape: "nick" }, { field: "text", shape: "rest" }] as const;
 * const bound = { kind: "bound", args: { to: "bob", text: "see you" } };
 * assertEquals<unknown>(bind("msg", params, "bob  see you "), bound);
 * assertEquals<unknown>(bind("msg", params, { to: "bob", text: "see you" }), bound);
 * ```
 */
export function bind(name: string, params: Spec["params"], raw: RawArgs): Binding {
  return typeof raw === "string" ? bindLine(name, params, raw) : bindFields(name, params, raw);
}

function bindLine(name: string, params: Spec["params"], line: string): Binding {
  const args: Record<string, string> = {};
  let rest = line;
  for (const [index, param] of params.entries()) {
    if (param.isFieldOnly) continue;
    const hasKeyword = param.keyword !== undefined;
    const isLast = index === params.length - 1;
    if (hasKeyword) {
      const [word, after] = firstWord(rest);
      if (word.toLowerCase() !== param.keyword) {
        // To ignore it would make `/mute bob 10m` a mute without an end.
        if (isLast && word !== "") return refusedWithUsage(name, params);
        continue;
      }
      rest = after;
    }
    const [value, after] = isLast ? [lastOf(rest, param), ""] : firstWord(rest);
    rest = after;
    if (value !== "") {
      const refusal = refusalOf(param, value);
      if (refusal !== undefined) return refusal;
      args[param.field] = value;
    } else if (hasKeyword || !canBeLeftOut(param)) {
      return refusedWithUsage(name, params);
    }
  }
  return { kind: "bound", args };
}

function refusedWithUsage(name: string, params: Spec["params"]): Binding {
  return { kind: "refused", notice: { code: "usage", usage: usageOf(name, params) } };
}

function bindFields(
  command: string,
  params: Spec["params"],
  fields: Readonly<Record<string, unknown>>,
): Binding {
  const args: Record<string, string> = {};
  for (const param of params) {
    const { field } = param;
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const text = textOf(param, value);
    if (text !== undefined) {
      const refusal = refusalOf(param, text);
      if (refusal !== undefined) return refusal;
      args[field] = text;
    } else if (value !== undefined || !param.isOptional) {
      const why = param.isNumber ? "number" : param.isFlag ? "flag" : "argument";
      return { kind: "refused", notice: { code: "bad-field", why, command, field } };
    }
  }
  return { kind: "bound", args };
}

/** The refusal of a value that should be a duration and is none; undefined for any other. */
function refusalOf({ shape }: Param, value: string): Binding | undefined {
  if (shape !== "duration" || durationOf(value) !== undefined) return undefined;
  return { kind: "refused", notice: { code: "bad-duration", value: sanitize(value) } };
}

/** The text of a field; undefined if the parameter cannot have the value. */
function textOf({ isNumber, isFlag }: Param, value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (isFlag && typeof value === "boolean") return String(value);
  const isCount = Number.isSafeInteger(value) && Number(value) >= 0;
  return isNumber && isCount ? String(value) : undefined;
}

function lastOf(rest: string, { shape }: Param): string {
  return shape === "text" ? rest : rest.trim();
}

/** The first word, and the text after the blank that follows it. */
function firstWord(text: string): [word: string, rest: string] {
  const trimmed = text.trimStart();
  const end = trimmed.search(/\s/);
  return end < 0 ? [trimmed, ""] : [trimmed.slice(0, end), trimmed.slice(end + 1)];
}
