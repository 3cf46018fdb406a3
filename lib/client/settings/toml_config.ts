/**
 * The client's configuration file in TOML, as entries. It loads the reader of TOML, so it is itself loaded only
 * when there is a file. Pure.
 *
 * @module
 */

import type { OptionTable } from "../../options/option.ts";
import { mistake } from "../../options/startup.ts";
import { type Place, readToml, type TomlEntry, type TomlValue } from "../../options/toml.ts";
import type { TomlFault } from "../../words/options.ts";
import {
  type Entry,
  EVERYWHERE,
  kindOf,
  type PlacedMistake,
  profileName,
  type Reading,
  type Value,
} from "./entry.ts";
import { listed } from "./old_config.ts";

/** Reads a file as far as it is TOML that a configuration may be. Never throws. */
export function readTomlConfig(text: string, options: OptionTable): Reading {
  const file = readToml(text);
  if (file.kind === "fault") return { profiles: [], entries: [], fault: placed(file.fault, file) };
  const profiles = new Set<string>();
  const entries: Entry[] = [];
  for (const { name, entries: inSection, ...at } of file.sections) {
    const section = name === undefined ? EVERYWHERE : profileName(name);
    const isNew = name === undefined || (section !== EVERYWHERE && !profiles.has(section));
    const fault = section === EVERYWHERE ? "bad-heading" : "given-before";
    if (!isNew) return { profiles: [...profiles], entries, fault: placed(fault, at) };
    if (name !== undefined) profiles.add(section);
    for (const each of inSection) {
      const isList = kindOf(each, options)?.isList ?? each.isList;
      if (each.isList && !isList) {
        const fault = placed("no-list", each.values[0] ?? each);
        return { profiles: [...profiles], entries, fault };
      }
      entries.push(entryOf(each, section, isList));
    }
  }
  return { profiles: [...profiles], entries };
}

/** A text with commas stands for a list, as in the environment. */
function entryOf(entry: TomlEntry, section: string, isList: boolean): Entry {
  const values = entry.values.flatMap((value) => listed(valueOf(value), isList && !entry.isList));
  return { section, key: entry.key, at: placeOf(entry), values };
}

function valueOf(value: TomlValue): Value {
  return { text: value.text, at: placeOf(value) };
}

function placed(fault: TomlFault, at: Place): PlacedMistake {
  return { at: placeOf(at), mistake: mistake((wording) => wording.toml[fault]) };
}

function placeOf({ line, column }: Place): Place {
  return { line, column };
}
