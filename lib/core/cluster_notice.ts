/**
 * Notices about the line between the nodes of a chat.
 *
 * @module
 */

/** What people are told of the line to the other nodes. */
export type ClusterNotice =
  /** The line is down: what the client says is told to nobody before it is back. */
  | { readonly code: "cluster-waiting" }
  /** The line is back, and what waited is told. */
  | { readonly code: "cluster-back" }
  /** The line has been down for long: newcomers are not let in. */
  | { readonly code: "cluster-shut"; readonly why: "refused" };
