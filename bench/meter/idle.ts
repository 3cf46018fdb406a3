/**
 * Many clients who say nothing: how fast they get in, what their arrival costs, and how much memory
 * each takes while it is held.
 *
 * @module
 */

import { Crowd } from "./crowd.ts";
import { MIN_LINE_BYTES } from "./record.ts";
import type { Outcome, Site } from "./outcome.ts";

/** Opens so many clients and holds them for the window's time. Throws if somebody cannot connect. */
export async function idle(site: Site, clients: number): Promise<Outcome> {
  const before = site.server.state();
  using crowd = new Crowd({
    port: site.server.port,
    readers: clients,
    senders: 1,
    lineBytes: MIN_LINE_BYTES,
    wire: site.wire,
    dialect: site.command.dialect,
  });
  const gatherSeconds = await crowd.gather(Array.from({ length: clients }, (_, client) => client));
  const from = performance.now();
  await crowd.settle(site.settleMillis);
  const joined = site.server.state();
  const settledAt = performance.now();
  while (performance.now() - settledAt < site.seconds * 1000) await crowd.wire.poll(20);
  const after = site.server.state();
  const residentBytes = after?.residentBytes ?? NaN;
  return {
    figures: {
      clients: crowd.standing,
      connectsPerSecond: clients / gatherSeconds,
      connectMaxMillis: crowd.connecting.max / 1000,
      bytesPerClient: (residentBytes - (before?.residentBytes ?? NaN)) / clients,
      residentBytes,
      joinCpuSeconds: (joined?.cpuSeconds ?? NaN) - (before?.cpuSeconds ?? NaN),
      quietAfterSeconds: (settledAt - from - site.settleMillis) / 1000,
      receivedBytes: crowd.receivedBytes,
    },
    faults: crowd.disconnected > 0 ? { disconnected: crowd.disconnected } : {},
  };
}
