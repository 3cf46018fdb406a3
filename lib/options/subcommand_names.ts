/**
 * The names of the daemon's subcommands, in the order of the help. They are here alone so that a start of
 * the daemon does not load the rest.
 *
 * @module
 */

/** The names of the subcommands. */
export const SUBCOMMAND_NAMES = [
  "export",
  "import",
  "forget",
  "check",
  "backup",
  "cluster-init",
  "cluster-status",
  "cluster-forget",
  "cluster-key",
] as const;

/** The name of a subcommand. */
export type SubcommandName = typeof SUBCOMMAND_NAMES[number];

/** Whether a word is the name of a subcommand. Never throws. */
export function isSubcommandName(word: string): word is SubcommandName {
  return SUBCOMMAND_NAMES.some((name) => name === word);
}
