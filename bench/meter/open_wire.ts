/**
 * Chooses what drives the meter's connections.
 *
 * @module
 */

import { type Dialect, DIALECTS } from "./dialect.ts";
import { EpollWire, hasEpoll } from "./epoll_wire.ts";
import { SpokenWire } from "./spoken_wire.ts";
import { StreamWire } from "./stream_wire.ts";
import type { Wire, WireOptions } from "./wire.ts";

/**
 * Opens the cheapest wire there is, or the one that is named; throws where that one cannot be had. Its
 * clients say the hello of the dialect first, after the handshake that it needs.
 */
export function openWire(
  options: WireOptions,
  kind?: "epoll" | "streams",
  dialect: Dialect = DIALECTS.text,
): Wire {
  const open = (bare: WireOptions) =>
    (kind ?? (hasEpoll() ? "epoll" : "streams")) === "epoll"
      ? new EpollWire(bare)
      : new StreamWire(bare);
  return dialect.name === "text" ? open(options) : new SpokenWire(options, dialect, open);
}
