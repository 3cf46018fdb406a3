/**
 * What the client asks of the machine it runs on beside its streams: the environment, and who is
 * logged in. What it may not know is as good as not there.
 *
 * @module
 */

import { userInfo } from "node:os";

/** An environment variable; undefined if it is not set or may not be read. Never throws. */
export function environment(name: string): string | undefined {
  try {
    return Deno.env.get(name);
  } catch {
    // An executable may be given less to read than the client asks for.
    return undefined;
  }
}

/** The login name, or undefined where there is none or it may not be known. Never throws. */
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
