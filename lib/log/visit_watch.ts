/**
 * What the log of visits reports, for counting them.
 *
 * @module
 */

/** Told of connections, as they come. Must not throw, and must return at once. */
export interface VisitWatch {
  /** A connection was let in over this transport. */
  connected(transport: string): void;
  /** A connection was refused or dropped, for the reason with this code. */
  refused(code: string): void;
  /** A TLS handshake failed. */
  handshakeFailed(): void;
  /** An accept failed; it is tried again. */
  acceptFailed(): void;
}
