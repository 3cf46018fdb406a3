/**
 * The declaration of an option of the daemon, which runs for long and reads its configuration again.
 *
 * @module
 */

import type { Option } from "./option.ts";

/** An option of the daemon. */
export interface DaemonOption<T = unknown> extends Option<T> {
  /** What becomes of a new value when the configuration is read again: it is applied, or needs a restart. */
  readonly atReload: "applied" | "restart";
}
