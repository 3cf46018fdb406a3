/**
 * `/whois bob`: who a person is.
 *
 * @module
 */

import { command, type Spec } from "./spec.ts";

/** Tells who a person is: since when it is here, its rooms and its ranks. */
export const whois: Spec = command({
  isPrivate: true,
  canWait: true,
  params: [{ field: "name", shape: "nick" }],
  run(by, { name }) {
    by.describe(name);
  },
});
