/**
 * Chooses what drives the meter's connections.
 *
 * @module
 */

import { EpollWire, hasEpoll } from "./epoll_wire.ts";
import { StreamWire } from "./stream_wire.ts";
import type { Wire, WireOptions } from "./wire.ts";

/** Opens the cheapest wire there is, or the one that is named; throws where that one cannot be had. */
export function openWire(options: WireOptions, kind?: "epoll" | "streams"): Wire {
  return (kind ?? (hasEpoll() ? "epoll" : "streams")) === "epoll"
    ? new EpollWire(options)
    : new StreamWire(options);
}
