/**
 * A stage with the server in this process, on a port that the system picks, and real sockets. Time
 * passes by moving the server's clock.
 *
 * @module
 */

import type { Config } from "../../lib/config/config.ts";
import { createLog } from "../../lib/log/log.ts";
import type { Server } from "../../lib/server/server.ts";
import { startServer } from "../../lib/server/start.ts";
import type { Clock } from "../../lib/time/system_pacer.ts";
import { SocketStage } from "./socket_stage.ts";

/** Starts a daemon in this process, silent, where a bug ends the test. */
export function startTestServer(config: Config, clock?: Clock): Promise<Server> {
  const log = createLog({ format: "text", level: "error", write: (bytes) => bytes.length });
  return startServer({ ...config, listen: [ANY_PORT] }, { log, clock, rethrows: true });
}

const LONGEST_STEP = 200;
const ANY_PORT = { transport: "tcp", hostname: "127.0.0.1", port: 0 } as const;

/** Starts a server in this process, and sets up a stage there whose time is moved by hand. */
export async function serverStage(config: Config): Promise<SocketStage> {
  let ahead = 0;
  const server = await startTestServer(config, {
    wall: () => Date.now() + ahead,
    steady: () => performance.now() + ahead,
  });
  return new SocketStage({
    address: server.addresses[0] ?? "",
    addresses: server.addresses,
    async passTime(millis) {
      // A longer step is a standstill, which is no time that passed for anybody.
      for (let rest = millis; rest > 0; rest -= LONGEST_STEP) {
        ahead += Math.min(rest, LONGEST_STEP);
        await server.tick();
      }
    },
    [Symbol.asyncDispose]: () => server.stop(),
  });
}
