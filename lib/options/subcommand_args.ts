/**
 * Reads the arguments of the daemon's subcommands by their table.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import { quote } from "../text/printable.ts";
import { optionWording } from "../words/catalogue/options.ts";
import { languageFor } from "./language.ts";
import {
  type ClusterTask,
  clusterTaskOf,
  type ClusterValues,
  isClusterTaskName,
} from "./cluster_task.ts";
import { nearest } from "./nearest.ts";
import type { Environment, Values } from "./option.ts";
import { parseOptions } from "./parse.ts";
import {
  isMistake,
  type Mistake,
  mistake,
  problem,
  refusal,
  type Request,
  type Startup,
} from "./startup.ts";
import { SUBCOMMAND_NAMES, type SubcommandName } from "./subcommand_names.ts";
import { type EXPORT_OPTIONS, type Subcommand, SUBCOMMANDS } from "./subcommands.ts";

/** What a subcommand is to do. */
export type Task = FolderTask | ClusterTask;

/** What a subcommand is to do with what a daemon keeps. */
export type FolderTask =
  & {
    /** The folder of the daemon's `--data`. */
    readonly data: string;
    /** The language of what it says. */
    readonly language: Language;
  }
  & (
    | {
      readonly name: "export";
      /** The room as typed; undefined for all. */
      readonly room: string | undefined;
      readonly format: "jsonl" | "text";
    }
    | { readonly name: "import" }
    | { readonly name: "check" }
    | {
      readonly name: "forget";
      /** The name of the person as typed. */
      readonly person: string;
    }
    | {
      readonly name: "backup";
      /** The path of the copy. */
      readonly file: string;
    }
  );

/** Only `export` has more options than the others. */
type FolderValues = Partial<Values<typeof EXPORT_OPTIONS>>;

/**
 * Reads the arguments of a subcommand, whose name is the first of them. A mistake comes back as a problem:
 * say it on stderr and exit with 2. Never throws.
 */
export function parseSubcommand(args: readonly string[], env: Environment): Startup<Task> {
  const language = languageFor(args, env);
  const [name = "", ...rest] = args;
  const wording = optionWording(language);
  const row = SUBCOMMANDS.find((each) => each.name === name);
  if (row === undefined) return problem(noSubcommand(name).say(wording));
  const parsed = parseOptions(row.options, rest, env);
  if (parsed.kind === "problem") return parsed;
  if (parsed.kind === "request") {
    return { kind: "show", text: () => textOf(row.name, parsed, language) };
  }
  const operand = operandOf(row, parsed.positionals);
  if (typeof operand === "object") return problem(operand.say(wording));
  // The table of the row says which of them there are.
  const values = parsed.values as FolderValues & ClusterValues;
  const task = taskOf(row.name, language, { values, operand });
  return isMistake(task) ? problem(task.say(wording)) : { kind: "run", config: task };
}

function noSubcommand(name: string): Mistake {
  const meant = nearest(name, SUBCOMMAND_NAMES);
  return mistake((wording) =>
    meant === undefined
      ? wording.unexpectedArgument(quote(name))
      : wording.unknownSubcommand(quote(name), meant)
  );
}

/** The one operand; empty where there is none to give. */
function operandOf(row: Subcommand, positionals: readonly string[]): string | Mistake {
  const isTaken = row.operand !== undefined;
  const extra = positionals[isTaken ? 1 : 0];
  if (extra !== undefined) return mistake((wording) => wording.unexpectedArgument(quote(extra)));
  if (row.operand === undefined) return "";
  const { kind } = row.operand;
  const label = kind.placeholder ?? "";
  const [given = ""] = positionals;
  if (given === "") return mistake((wording) => wording.needsOther(row.name, label));
  return kind.read(given) ?? refusal(kind, label, given);
}

function taskOf(
  name: SubcommandName,
  language: Language,
  given: { readonly values: FolderValues & ClusterValues; readonly operand: string },
): Task | Mistake {
  const { values, operand } = given;
  if (isClusterTaskName(name)) return clusterTaskOf(name, language, given);
  const { data } = values;
  if (data === undefined) return mistake((wording) => wording.needsOther(name, "--data DIR"));
  const common = { data, language };
  switch (name) {
    case "export":
      return { ...common, name, room: values.room, format: values.format ?? "jsonl" };
    case "import":
      return { ...common, name };
    case "check":
      return { ...common, name };
    case "forget":
      return { ...common, name, person: operand };
    case "backup":
      return { ...common, name, file: operand };
    default:
      return name satisfies never;
  }
}

/** The help of the subcommand; the other texts are those of the daemon. */
async function textOf(
  name: SubcommandName,
  request: Request,
  language: Language,
): Promise<string> {
  const { DAEMON } = await import("./daemon_program.ts");
  if (request.request === "help") {
    const { subcommandHelp } = await import("./help.ts");
    return subcommandHelp(DAEMON, name, language);
  }
  const { showText } = await import("./show.ts");
  return showText(DAEMON, request, language);
}
