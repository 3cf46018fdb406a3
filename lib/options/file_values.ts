/**
 * What a configuration file in TOML says of the options of a program: its keys are their names. Pure:
 * the text is passed in. Loaded only when there is a file.
 *
 * @module
 */

import { quote } from "../text/printable.ts";
import type { TomlFault } from "../words/options.ts";
import { nearest } from "./nearest.ts";
import { type FileValues, isFlag, type Option, type OptionTable, type Source } from "./option.ts";
import { isMistake, type Mistake, mistake, mistakeAt, placeIn, refusal } from "./startup.ts";
import { type Place, readToml, type TomlEntry, type TomlValue } from "./toml.ts";

/** The file that is read, and what it may speak of. */
export interface FileScope {
  /** Its path, for sentences. */
  readonly path: string;
  /** The options that it may name. */
  readonly options: OptionTable;
}

/**
 * Reads a file without headings. The first mistake comes back as one sentence that begins with
 * `PATH:LINE:COLUMN`. Never throws.
 */
export function readFileValues(text: string, scope: FileScope): FileValues | Mistake {
  const file = readToml(text);
  if (file.kind === "fault") return tomlMistake(scope.path, file);
  const [top, heading] = file.sections;
  if (heading !== undefined) return tomlMistake(scope.path, { ...heading, fault: "no-heading" });
  return checkEntries(top?.entries ?? [], scope);
}

/** Checks the keys and values of one section by the options. Never throws. */
export function checkEntries(
  entries: readonly TomlEntry[],
  { path, options }: FileScope,
): FileValues | Mistake {
  const values = new Map<string, Source>();
  for (const entry of entries) {
    const texts = textsOf(entry, { path, options });
    if (isMistake(texts)) return texts;
    values.set(entry.key, { label: entry.key, texts, place: placeIn(path, entry) });
  }
  return values;
}

/** The mistake of something in a file that is no TOML, or is not meant for it. Never throws. */
export function tomlMistake(
  path: string,
  { fault, ...place }: Place & { readonly fault: TomlFault },
): Mistake {
  return mistakeAt(placeIn(path, place), mistake((wording) => wording.toml[fault]));
}

function textsOf(entry: TomlEntry, { path, options }: FileScope): readonly string[] | Mistake {
  const { key, values, isList } = entry;
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (option === undefined) {
    const meant = nearest(key, Object.keys(options));
    const wrong = mistake((wording) => wording.noSuchKey(quote(key), meant));
    return mistakeAt(placeIn(path, entry), wrong);
  }
  const [first = entry] = values;
  if (isList && !option.isRepeatable) return tomlMistake(path, { ...first, fault: "no-list" });
  for (const value of values) {
    const wrong = mistakeIn(value, key, option);
    if (wrong !== undefined) return mistakeAt(placeIn(path, value), wrong);
  }
  return values.map((value) => textOf(value, option));
}

function mistakeIn(value: TomlValue, key: string, option: Option): Mistake | undefined {
  const { kind } = option;
  if (value.text === "") {
    return mistake((wording) => wording.needsValue(key, kind.allowed(wording)));
  }
  return kind.read(textOf(value, option)) === undefined
    ? refusal(kind, key, value.text)
    : undefined;
}

/** `true` and `false` may stand for `on` and `off`, and for `yes` and `no`. */
function textOf({ text, isBoolean }: TomlValue, option: Option): string {
  if (!isBoolean || isFlag(option) || !option.kind.words?.includes("on")) return text;
  return text === "true" ? "on" : "off";
}
