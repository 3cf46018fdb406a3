/**
 * How the page and the daemon are connected. The link makes it, the model keeps it, the view shows it. PURE.
 *
 * @module
 */

/** How things stand with the connection. */
export type Status =
  /** Nothing was tried yet: the user has not chosen a name. */
  | { readonly kind: "idle" }
  /** A connection is being made. */
  | { readonly kind: "connecting" }
  /** The daemon hears the user, and the user hears the daemon. `host` is empty, or that of another node than the page's. */
  | { readonly kind: "open"; readonly host: string }
  /** The computer has slept, or the network has changed: the daemon has 5 s to answer. */
  | { readonly kind: "checking" }
  /**
   * The connection is lost, or the daemon refused it for now. The next attempt is at `until`, in milliseconds
   * since 1970. `reason` is the daemon's, empty if it gave none.
   */
  | { readonly kind: "waiting"; readonly until: number; readonly reason: string }
  /** Over; the page connects again only if the user wants it. `reason` is the daemon's, possibly empty. */
  | { readonly kind: "ended"; readonly code: string; readonly reason: string };
