/**
 * Limits the files that one network fetches in a minute, also behind a proxy, which opens few connections
 * for many browsers.
 *
 * @module
 */

import type { Overload } from "../doors/web/front_parts.ts";
import { isLoopback } from "../ip/ip.ts";
import { networkOf } from "../ip/network.ts";
import type { PeerOrigin } from "../net/peer.ts";
import { ConnectRate } from "./connect_rate.ts";

/** More than the files that a browser fetches to show one page. */
export const FILES_OF_A_PAGE: number = 30;

const TOO_MANY: Overload = { status: 429, retryAfter: 60_000 };

/** Counts the files that each network fetches. Bounded as `ConnectRate` is. */
export class FileRate {
  readonly #rate: ConnectRate;
  readonly #now: () => number;

  /** `connectRate` is how often one network may connect in a minute, 0 without limit; `now` never goes back. */
  constructor(connectRate: number, now: () => number) {
    this.#rate = new ConnectRate(connectRate * FILES_OF_A_PAGE);
    this.#now = now;
  }

  /** Another limit holds from here on; the files of the last minute count. */
  adjust(connectRate: number): void {
    this.#rate.adjust(connectRate * FILES_OF_A_PAGE);
  }

  /** Counts a file; says why it is not served, or undefined if it is. Never throws. */
  admit({ hostname }: PeerOrigin): Overload | undefined {
    if (hostname === undefined || isLoopback(hostname)) return undefined;
    return this.#rate.take(networkOf(hostname), this.#now()) ? undefined : TOO_MANY;
  }
}
