/**
 * The client's configuration file: options with their names of the command line, for every server or for one
 * profile. They have priority over the defaults, but not over the environment. Pure: the text is passed in.
 *
 * @module
 */

import { clientAddress } from "../../options/kinds.ts";
import { nearest } from "../../options/nearest.ts";
import { type Environment, type OptionTable, variableOf } from "../../options/option.ts";
import { type Mistake, mistake, refusal } from "../../options/startup.ts";
import { escapeUnprintable, quote } from "../../text/printable.ts";
import { clientFolder } from "./base_folder.ts";

/** The contents of a configuration file. */
export interface ConfigFile {
  /** Tells it from a mistake. */
  readonly kind: "file";
  /** The names of the profiles, in order. */
  readonly profiles: readonly string[];
  /** The address of a profile: its own name unless it says another; undefined if there is none. */
  addressOf(profile: string): string | undefined;
  /**
   * Looks up what the file says of an option by the name of its environment variable: what the
   * profile says, if one is given, over what holds for all.
   */
  valuesFor(profile: string | undefined): Environment;
}

/** A place in the file, both from 1, for the sentence about a mistake. */
interface Place {
  readonly line: number;
  readonly column: number;
}

interface Entry extends Place {
  readonly key: string;
  readonly value: string;
  readonly valueColumn: number;
}

/** The key of a profile that is no option. */
const ADDRESS = "address";
/** Options that take several values, by what they are called in a file. */
const LISTS: ReadonlyMap<string, string> = new Map([["rooms", "room"]]);
/** Section of what holds for every server. */
const EVERYWHERE = "";

/** The path of the configuration file on this platform; undefined if the environment does not name a folder. */
export function configPath(env: Environment, os: typeof Deno.build.os): string | undefined {
  const folder = clientFolder("config", env, os);
  return folder === undefined ? undefined : `${folder}${os === "windows" ? "\\" : "/"}config`;
}

/**
 * Reads a file: `key = value` lines, `[profile]` headings, `#` comments; a value may stand in double
 * quotes, and the name of a profile is any text without `]`. The first mistake comes back as one
 * sentence that begins with `PATH:LINE:COLUMN`. Never throws.
 */
export function parseConfigFile(
  text: string,
  path: string,
  options: OptionTable,
): ConfigFile | Mistake {
  const sections = new Map<string, Map<string, string>>([[EVERYWHERE, new Map()]]);
  let section = EVERYWHERE;
  for (const [index, raw] of text.split(/\r\n|\n/).entries()) {
    const line = raw.replace(/^\ufeff/, "");
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const heading = profileName(/^\s*\[([^\]]*)\]\s*(?:#.*)?$/.exec(line)?.[1] ?? "");
    const entry = heading === EVERYWHERE ? readEntry(line, index + 1) : undefined;
    if (heading !== EVERYWHERE) {
      section = heading;
      if (!sections.has(section)) sections.set(section, new Map());
      continue;
    }
    if (entry === undefined) {
      const place = { line: index + 1, column: line.search(/\S/) + 1 };
      return placed(path, place, mistake((wording) => wording.notAnEntry));
    }
    const wrong = check(entry, section, options);
    if (wrong !== undefined) return placed(path, wrong.place, wrong.mistake);
    sections.get(section)?.set(optionCalled(entry.key), entry.value);
  }
  return toFile(sections);
}

function toFile(sections: ReadonlyMap<string, ReadonlyMap<string, string>>): ConfigFile {
  return {
    kind: "file",
    profiles: [...sections.keys()].filter((name) => name !== EVERYWHERE),
    addressOf(profile) {
      const name = profileName(profile);
      const section = name === EVERYWHERE ? undefined : sections.get(name);
      return section === undefined ? undefined : section.get(ADDRESS) ?? name;
    },
    valuesFor(profile) {
      const said = new Map([
        ...sections.get(EVERYWHERE) ?? [],
        ...profile === undefined ? [] : sections.get(profileName(profile)) ?? [],
      ].map(([key, value]) => [variableOf(key), value]));
      return (name) => said.get(name);
    },
  };
}

/** The same name however it was typed: a system may write `é` as one character or as two. */
function profileName(text: string): string {
  return text.trim().normalize("NFC");
}

function readEntry(line: string, number: number): Entry | undefined {
  const match = /^(\s*)([^\s=#[\]]+)(\s*=\s*)(?:"([^"]*)"|([^"#]*?))\s*(?:#.*)?$/.exec(line);
  if (match === null) return undefined;
  const [, indent = "", key = "", equals = "", quoted, bare] = match;
  const column = indent.length + 1;
  return {
    key,
    value: quoted ?? bare ?? "",
    line: number,
    column,
    valueColumn: column + key.length + equals.length,
  };
}

function check(
  entry: Entry,
  section: string,
  options: OptionTable,
): { place: Place; mistake: Mistake } | undefined {
  const { key, value, line, valueColumn } = entry;
  const isAddress = key === ADDRESS && section !== EVERYWHERE;
  const name = optionCalled(key);
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  const kind = isAddress ? clientAddress() : option?.kind;
  if (kind === undefined) {
    const meant = nearest(key, [...Object.keys(options), ...LISTS.keys()]);
    return { place: entry, mistake: mistake((wording) => wording.noSuchKey(quote(key), meant)) };
  }
  const parts = option?.isRepeatable ? value.split(",").map((part) => part.trim()) : [value];
  const wrong = parts.find((part) => kind.read(part) === undefined);
  if (wrong === undefined) return undefined;
  return { place: { line, column: valueColumn }, mistake: refusal(kind, key, wrong) };
}

function optionCalled(key: string): string {
  return LISTS.get(key) ?? key;
}

function placed(path: string, { line, column }: Place, { say }: Mistake): Mistake {
  const shown = escapeUnprintable(path);
  return mistake((wording) => `${shown}:${line}:${column}: ${say(wording)}`);
}
