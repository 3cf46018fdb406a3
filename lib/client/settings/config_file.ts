/**
 * The client's configuration file: options with their names of the command line, for every server or for one
 * profile. They have priority over the defaults, but not over the environment. The file is TOML, or of the
 * format that was used before. Pure: the text is passed in. Loaded only when there is a file.
 *
 * @module
 */

import { type Environment, type OptionTable, variableOf } from "../../options/option.ts";
import { type Mistake, mistake } from "../../options/startup.ts";
import { escapeUnprintable } from "../../text/printable.ts";
import {
  ADDRESS,
  EVERYWHERE,
  firstMistake,
  optionCalled,
  type PlacedMistake,
  profileName,
  type Reading,
  SERVER,
} from "./entry.ts";
import { readOldConfig } from "./old_config.ts";
import { readTomlConfig } from "./toml_config.ts";

/** The contents of a configuration file. */
export interface ConfigFile {
  /** Tells it from a mistake. */
  readonly kind: "file";
  /** Its format. */
  readonly format: "toml" | "old";
  /** The names of the profiles, in order. */
  readonly profiles: readonly string[];
  /**
   * The addresses of a profile, in order: its own name unless it says others. Without a profile, those that hold then.
   * None if there is no such profile, or no address.
   */
  addressesOf(profile: string | undefined): readonly string[];
  /**
   * Looks up what the file says of an option by the name of its environment variable: what the
   * profile says, if one is given, over what holds for all. Addresses are not among it.
   */
  valuesFor(profile: string | undefined): Environment;
}

/** A file as the client is given it. */
export interface ConfigText {
  /** Its path, for sentences about mistakes. A file whose name ends in `.toml` is never of the old format. */
  readonly path: string;
  /** Its contents. */
  readonly text: string;
}

/**
 * Reads a file. If it is without mistakes as TOML, it is that; otherwise, if it is without mistakes in the old
 * format, it is that. If it has mistakes as both, the format that understands more lines is taken as meant. The
 * mistake comes back as one sentence that begins with `PATH:LINE:COLUMN`. Never throws.
 */
export function parseConfigFile(file: ConfigText, options: OptionTable): ConfigFile | Mistake {
  const { path, text } = file;
  const toml = readTomlConfig(text, options);
  const tomlMistake = firstMistake(toml, options);
  const isCalledToml = /\.toml$/i.test(path);
  if (tomlMistake === undefined && (isCalledToml || !hasEscapedControl(toml))) {
    return toFile("toml", toml);
  }
  if (tomlMistake !== undefined && isCalledToml) return sentence(path, tomlMistake);
  const old = readOldConfig(text, options);
  const oldMistake = firstMistake(old, options);
  if (oldMistake === undefined) return toFile("old", old);
  if (tomlMistake === undefined) return toFile("toml", toml);
  const isToml = tomlMistake.at.line > oldMistake.at.line ||
    (tomlMistake.at.line === oldMistake.at.line && oldMistake === old.fault);
  return sentence(path, isToml ? tomlMistake : oldMistake);
}

/**
 * Whether a value has a control character, which can only come from an escape sequence: the old format has
 * none, and there `"C:\new"` is a path.
 */
function hasEscapedControl({ entries }: Reading): boolean {
  return entries.some(({ values }) => values.some(({ text }) => /\p{Cc}/u.test(text)));
}

function toFile(format: ConfigFile["format"], { profiles, entries }: Reading): ConfigFile {
  const sections = new Map<string, Map<string, readonly string[]>>();
  for (const section of [EVERYWHERE, ...profiles]) sections.set(section, new Map());
  for (const { section, key, values } of entries) {
    sections.get(section)?.set(optionCalled(key), values.map(({ text }) => text));
  }
  return {
    kind: "file",
    format,
    profiles,
    addressesOf(profile) {
      if (profile === undefined) return addressesIn(sections.get(EVERYWHERE));
      const name = profileName(profile);
      const section = name === EVERYWHERE ? undefined : sections.get(name);
      if (section === undefined) return [];
      const own = addressesIn(section);
      return own.length > 0 ? own : [name];
    },
    valuesFor(profile) {
      const said = new Map(
        [
          ...sections.get(EVERYWHERE) ?? [],
          ...profile === undefined ? [] : sections.get(profileName(profile)) ?? [],
        ].filter(([key]) => key !== ADDRESS && key !== SERVER).map(([key, values]) =>
          [variableOf(key), values.join(",")] as const
        ),
      );
      return (name) => said.get(name);
    },
  };
}

function addressesIn(section: ReadonlyMap<string, readonly string[]> | undefined): string[] {
  return [ADDRESS, SERVER].flatMap((key) => section?.get(key) ?? []);
}

function sentence(
  path: string,
  { at: { line, column }, mistake: { say } }: PlacedMistake,
): Mistake {
  const place = `${escapeUnprintable(path)}:${line}:${column}`;
  return mistake((wording) => `${place}: ${say(wording)}`);
}
