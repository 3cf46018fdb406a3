/**
 * The client as tests start it: from its sources, and as the executable that is made of them, so
 * that whatever holds for one is known to hold for the other.
 *
 * @module
 */

import { findExecutables } from "./executables.ts";
import { projectRoot } from "./source.ts";

/** One way to start the client. */
export interface ClientProgram {
  /** Stands behind the names of tests; empty for the sources. */
  readonly label: string;
  /** The program and its first arguments. */
  readonly command: readonly string[];
}

/**
 * The sources, and the executable where one can be made; or only the executable that `HUBBUB_CLIENT`
 * names.
 */
export async function clientPrograms(): Promise<ClientProgram[]> {
  const given = Deno.env.get("HUBBUB_CLIENT");
  if (given !== undefined) return [{ label: ` (${given})`, command: [Deno.realPathSync(given)] }];
  const run = ["run", "--quiet", "--no-lock", "--no-prompt", "-A", `${projectRoot()}client.ts`];
  const sources = { label: "", command: [Deno.execPath(), ...run] };
  const executables = await findExecutables();
  // That there are none in CI is the complaint of tests/binary_test.ts.
  if (executables.kind === "missing") return [sources];
  return [sources, { label: " (executable)", command: [executables.client] }];
}
