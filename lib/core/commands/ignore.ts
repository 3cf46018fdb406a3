/**
 * `/ignore bob`, `/unignore bob`: what a person says no longer reaches the client, in rooms and in
 * private, until the client wants it again or one of the two leaves.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Ignores a person; without a name, lists the people that the client ignores. */
export const ignore: Spec = command({
  isPrivate: true,
  params: [{ field: "name", shape: "nick", isOptional: true }],
  run(by, { name }) {
    if (name === undefined || name === "") by.answer({ kind: "ignored", names: by.ignored() });
    else by.ignore(name);
  },
});

/** Ignores a person no longer. */
export const unignore: Spec = command({
  isPrivate: true,
  params: [{ field: "name", shape: "nick" }],
  run(by, { name }) {
    by.unignore(name);
  },
});
