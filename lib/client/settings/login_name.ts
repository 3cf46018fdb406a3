/**
 * The login name, which is the default name in the chat.
 *
 * @module
 */

import { environment } from "../../program/environment.ts";

/**
 * The login name; undefined if there is none or it may not be read. Never rejects. The system is asked only
 * where the environment has no name: what asks it takes time to load.
 */
export async function findLoginName(): Promise<string | undefined> {
  const named = environment("LOGNAME") ?? environment("USER") ?? environment("USERNAME");
  if (named !== undefined && named !== "") return named;
  try {
    const { userInfo } = await import("node:os");
    return userInfo().username;
  } catch {
    // No entry for this user, or no permission to ask: the daemon gives a name.
    return undefined;
  }
}
