/**
 * The check of a configuration without a start: reads the files that it names, as a start would.
 *
 * @module
 */

import { loadFronts } from "../admission/listener_setup.ts";
import type { Config } from "../config/config.ts";
import { createLog } from "../log/log.ts";
import { motdOf } from "./parts.ts";
import { SYSTEM_CLOCK, systemPacer } from "../time/system_pacer.ts";

/**
 * Resolves if the files can be used; opens no socket and no data. A certificate that is not valid now is
 * logged on stderr. Rejects with `CannotStart`.
 */
export async function checkFiles(config: Config): Promise<void> {
  const { logFormat: format } = config;
  const log = createLog({ format, level: "warn" });
  const { wall: time } = SYSTEM_CLOCK;
  const pacer = systemPacer(SYSTEM_CLOCK, 1000);
  await loadFronts(config, { log, pacer, time });
  await motdOf(config);
  if (config.cluster !== undefined) {
    const { checkEngineFiles } = await import("../bus/jetstream/open.ts");
    await checkEngineFiles(config.cluster);
  }
  await log.flush();
}
