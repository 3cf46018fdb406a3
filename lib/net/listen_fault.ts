/**
 * Why a listener cannot be opened, in as much detail as the operator needs to fix it.
 *
 * @module
 */

import { type Obstacle, PathOccupied } from "./unix.ts";

/** Why a listener cannot be opened. */
export type ListenFault =
  /** Another listener of the same daemon has the address; `owner` is its address as configured. */
  | { readonly code: "own"; readonly owner: string }
  /** Another program has the address. */
  | { readonly code: "taken" }
  /** Its path exists and is not a socket. */
  | { readonly code: "occupied"; readonly obstacle: Obstacle }
  /** A folder of the path does not exist, or is a file. */
  | { readonly code: "no-folder" | "not-a-folder" }
  | { readonly code: "read-only" | "denied" | "not-capable" }
  /** The machine does not have this address, or no addresses of its family. */
  | { readonly code: "no-such-address" | "no-such-family" }
  /** The host is unknown, or another error; `text` is the system's message. */
  | { readonly code: "no-host" | "other"; readonly text: string };

/** Classifies an error of the system for a listener. Never throws. */
export function listenFaultOf(error: unknown): ListenFault {
  if (error instanceof PathOccupied) return { code: "occupied", obstacle: error.obstacle };
  if (error instanceof Deno.errors.AddrInUse) return { code: "taken" };
  if (error instanceof Deno.errors.AddrNotAvailable) return { code: "no-such-address" };
  if (error instanceof Deno.errors.PermissionDenied) return { code: "denied" };
  if (error instanceof Deno.errors.NotCapable) return { code: "not-capable" };
  if (error instanceof Deno.errors.NotFound) return { code: "no-folder" };
  if (error instanceof Deno.errors.NotADirectory) return { code: "not-a-folder" };
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EROFS") return { code: "read-only" };
  if (code === "EAFNOSUPPORT") return { code: "no-such-family" };
  const text = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
  const isLookup = text.startsWith("failed to lookup address information");
  return { code: isLookup ? "no-host" : "other", text };
}
