/**
 * The name of the lobby, which stands for the whole daemon in many sentences. `words/` takes only types from
 * `core/`, which has it too.
 *
 * @module
 */

/** The name of the lobby. */
export const LOBBY = "lobby";
