/**
 * Converts a configuration file of the format before TOML into TOML. It keeps the order, the comments and the
 * blank lines. Pure.
 *
 * @module
 */

import type { OptionTable } from "../../options/option.ts";
import { EVERYWHERE, kindOf, optionCalled } from "./entry.ts";
import { linesOf, listed, type OldLine, readOldLine } from "./old_config.ts";

type OldEntry = OldLine & { readonly kind: "entry" };

/** A line of the result, and the option that it sets, if it sets one. */
interface Line {
  readonly text: string;
  readonly option?: string;
}

/** A key that TOML takes without quotes. */
const BARE_KEY = /^[A-Za-z0-9_-]+$/;

/**
 * The file as TOML, with LF at the ends of its lines. The text must be without mistakes as
 * `readOldConfig` reads it. TOML has each profile and each option once: profiles that stood in several
 * places are joined, and of an option that was given twice the earlier line, which had no effect, becomes a
 * comment. Never throws.
 */
export function convertConfig(text: string, options: OptionTable): string {
  const blocks = new Map<string, Line[]>([[EVERYWHERE, []]]);
  let section = EVERYWHERE;
  for (const raw of linesOf(text.replace(/[\r\n]+$/, ""))) {
    const line = readOldLine(raw);
    if (line.kind === "heading") section = line.profile;
    const block = blocks.get(section);
    if (block === undefined) blocks.set(section, [{ text: heading(line) }]);
    else block.push(...linesFor(line, options));
  }
  const lines = [...blocks.values()].flatMap(withoutDoubles).map(({ text }) => text);
  return `${lines.join("\n").trimEnd()}\n`;
}

/** An option that is given twice counts as it stands last. */
function withoutDoubles(lines: readonly Line[]): readonly Line[] {
  return lines.map((line, index) => {
    const isLast = !lines.slice(index + 1).some(({ option }) => option === line.option);
    return line.option === undefined || isLast ? line : { text: `# ${line.text}` };
  });
}

function linesFor(line: OldLine, options: OptionTable): readonly Line[] {
  switch (line.kind) {
    case "blank":
      return [{ text: shown(line.comment) }];
    case "heading":
      // The profile has begun before: of the second heading only the comment is left.
      return line.comment.trim() === "" ? [] : [{ text: shown(line.comment.trim()) }];
    case "entry":
      return [{ text: assignment(line, options), option: optionCalled(line.key) }];
    case "unknown":
      return [];
    default:
      return line satisfies never;
  }
}

function heading(line: OldLine): string {
  if (line.kind !== "heading") return "";
  const { profile, comment } = line;
  const name = BARE_KEY.test(profile) ? profile : quotedText(profile);
  return `[${name}]${shown(comment.trimEnd())}`;
}

function assignment(entry: OldEntry, options: OptionTable): string {
  const { key, comment } = entry;
  const isList = kindOf({ key }, options)?.isList ?? false;
  const name = isList ? listName(key) : key;
  return `${name} = ${valueOf(entry, options)}${shown(comment.trimEnd())}`;
}

/** A list is called by its plural. */
function listName(key: string): string {
  return key === "room" ? "rooms" : key;
}

function valueOf({ key, value }: OldEntry, options: OptionTable): string {
  const { kind, isList } = kindOf({ key }, options) ?? {};
  if (isList) {
    const texts = listed({ text: value, at: { line: 0, column: 0 } }, true);
    return `[${texts.map(({ text }) => quotedText(text)).join(", ")}]`;
  }
  const read = kind?.read(value);
  return typeof read === "boolean" || typeof read === "number" ? String(read) : quotedText(value);
}

/** A basic string. TOML takes no control characters in one. */
function quotedText(text: string): string {
  const escaped = text.replace(/[\\"]/g, "\\$&").replace(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u001f\u007f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `"${escaped}"`;
}

/** A comment, in which TOML takes no control character but the tab. */
function shown(comment: string): string {
  // deno-lint-ignore no-control-regex
  return comment.replace(/[\u0000-\u0008\u000a-\u001f\u007f]/g, "\ufffd");
}
