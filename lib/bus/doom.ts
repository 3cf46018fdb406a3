/**
 * Why a node cannot go on among the others, as data. `words/` has the sentences.
 *
 * @module
 */

import { type Fields, isFields } from "./agreed/shapes.ts";

/** Why a node cannot begin, or has to stop; the program says why and exits with 1. */
export type Doom =
  /** There is no log, or its first record is no birth: `cluster-init` was not run. */
  | { readonly code: "no-log" }
  /** The engine cannot be reached at start; the text is that of the engine. */
  | { readonly code: "unreachable"; readonly text: string }
  /**
   * The log ends before what this node has applied, at `last`; or `last` is not lower, and something else
   * stands there.
   */
  | { readonly code: "lost-log"; readonly applied: number; readonly last: number }
  /** The log has another birth than the one that this node knows. */
  | { readonly code: "another-birth" }
  /** The log no longer has what follows the newest snapshot, or what this node has applied. */
  | { readonly code: "expired"; readonly from: number; readonly first: number }
  /** Another process runs under the name of this node. */
  | { readonly code: "fenced"; readonly node: string }
  /** The cluster follows rules that this program does not know yet. */
  | { readonly code: "level"; readonly level: number; readonly known: number }
  /** A setting that all nodes must have alike differs. */
  | {
    readonly code: "settings";
    /** The name of the setting. */
    readonly setting: string;
    /** Its value here, as JSON. */
    readonly ours: string;
    /** Its value in the cluster, as JSON. */
    readonly theirs: string;
  }
  /** There are as many nodes as there can be. */
  | { readonly code: "full" }
  /** After the same record, another node has reached another state. */
  | { readonly code: "differs"; readonly position: number };

/** A node cannot begin among the others. */
export class ClusterFailure extends Error {
  /** The name in stack traces. */
  override readonly name = "ClusterFailure";
  /** Why. */
  readonly doom: Doom;

  /** For this reason. */
  constructor(doom: Doom, options?: ErrorOptions) {
    super(`The node cannot be part of the cluster: ${doom.code}`, options);
    this.doom = doom;
  }
}

/** The first setting that differs, of those of this node and of the cluster: JSON objects. Never throws. */
export function settingsDoom(ours: string, theirs: string | undefined): Doom {
  const [own, other] = [fieldsOf(ours), fieldsOf(theirs ?? "{}")];
  const names = [...Object.keys(own), ...Object.keys(other)];
  const setting = names.find((name) => JSON.stringify(own[name]) !== JSON.stringify(other[name]));
  const shown = (value: unknown) => JSON.stringify(value) ?? "null";
  return {
    code: "settings",
    setting: setting ?? "settings",
    ours: setting === undefined ? ours : shown(own[setting]),
    theirs: setting === undefined ? theirs ?? "{}" : shown(other[setting]),
  };
}

function fieldsOf(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : {};
  } catch {
    return {};
  }
}
