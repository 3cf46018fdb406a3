/**
 * The daemon as a library: read a configuration, start a server in this process, be offered what is
 * said, and take part without a socket. `docs/embedding.md` shows it in use.
 *
 * @example
 * ```ts
 * import { createLog, parseConfig, startServer } from "@hubbub/hubbub";
 *
 * const startup = parseConfig(["--listen", "127.0.0.1:0"], () => undefined);
 * if (startup.kind === "run") {
 *   const log = createLog({ format: "text", level: "warn" });
 *   await using server = await startServer(startup.config, { log });
 *   using bot = server.connect();
 *   await bot.writable.getWriter().write(new TextEncoder().encode("/nick bot\n"));
 * }
 * ```
 *
 * @module
 */

export type { Tap } from "./lib/loop/tap.ts";
export { CannotStart } from "./lib/program/cannot_start.ts";
export { type Config, type NamePolicy, parseConfig, type TlsConfig } from "./lib/config/config.ts";
export type { Detail } from "./lib/core/dialect.ts";
export type { Publish } from "./lib/core/event.ts";
export type { Language } from "./lib/core/language.ts";
export type {
  Announcement,
  Crowd,
  DaemonReason,
  LeaveReason,
  RoomMessage,
  Stamp,
} from "./lib/core/message.ts";
export type { Nick } from "./lib/core/reading/names.ts";
export type { Bytes, ClientId, Millis, RoomName } from "./lib/core/units.ts";
export { createLog, type Log, type LogFields, type LogOptions } from "./lib/log/log.ts";
export type { LogFormat, LogLevel } from "./lib/log/log.ts";
export type { ListenAddress, TcpAddress, UnixAddress } from "./lib/net/address.ts";
export type { Connection } from "./lib/net/connection.ts";
export type { Environment } from "./lib/options/option.ts";
export type { Problem, Startup } from "./lib/options/startup.ts";
export type { Server, ServerParts } from "./lib/server/server.ts";
export { startServer } from "./lib/server/start.ts";
export type { Clock } from "./lib/time/system_pacer.ts";
export { VERSION } from "./lib/program/version.ts";
export type { StartProblem } from "./lib/words/starting.ts";
