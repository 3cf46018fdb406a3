/**
 * Why the daemon cannot start, in words for whoever started it.
 *
 * @module
 */

/** The environment does not allow a start; the message is one sentence to show as it is. */
export class CannotStart extends Error {
  /** The name in stack traces. */
  override readonly name: string = "CannotStart";
}

/** Makes a sentence of what the runtime says about a listener that cannot be opened. */
export function cannotListen(address: string, error: unknown): CannotStart {
  return new CannotStart(`cannot listen on ${address}: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "the address is taken by another program";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  if (error instanceof Deno.errors.NotCapable) return "this program was built without permission";
  if (error instanceof Deno.errors.NotFound) return "there is no such folder";
  return error instanceof Error ? error.message.split("\n", 1)[0] ?? error.name : String(error);
}
