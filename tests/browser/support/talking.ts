/**
 * Much that is said at once by somebody on the line listener.
 *
 * @module
 */

import { heardBefore } from "../../support/house.ts";
import type { LineClient } from "../../support/line_client.ts";

/** Says lines `PREFIX 1` to `PREFIX count`, and resolves when the chat has told the last. */
export async function sayMany(client: LineClient, count: number, prefix = "line"): Promise<void> {
  const texts = Array.from({ length: count }, (_, index) => `${prefix} ${index + 1}`);
  await client.send(texts.join("\n"));
  await heardBefore(client, (line) => line.endsWith(`: ${prefix} ${count}`));
}
