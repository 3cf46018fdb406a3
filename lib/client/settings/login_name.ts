/**
 * The login name, which is the default name in the chat.
 *
 * @module
 */

import { userInfo } from "node:os";
import { environment } from "../../program/environment.ts";

/** The login name; undefined if there is none or it may not be read. Never throws. */
export function loginName(): string | undefined {
  const named = environment("LOGNAME") ?? environment("USER") ?? environment("USERNAME");
  if (named !== undefined && named !== "") return named;
  try {
    return userInfo().username;
  } catch {
    // No entry for this user, or no permission to ask: the daemon gives a name.
    return undefined;
  }
}
