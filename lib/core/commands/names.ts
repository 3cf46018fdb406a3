/**
 * What the commands are called. It imports nothing: what is said about commands needs their names and
 * not what they do.
 *
 * @module
 */

/** The name of a command. */
export type CommandName = "nick" | "who" | "me" | "say" | "ping" | "lang" | "help" | "quit";
