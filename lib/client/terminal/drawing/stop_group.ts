/**
 * Stops the process with those that were started with it, as Ctrl-Z usually does, until the shell continues them.
 *
 * @module
 */

import { onSignal } from "../../signals.ts";

/**
 * Stops the process group; settles when it goes on. Rejects if the process may not, or if the system has no
 * `/bin/kill`. The caller restores the terminal before, and takes it again after.
 */
export async function stopGroup(): Promise<void> {
  // Stops the whole process group, so that a parent such as `deno task` stops as well and the shell
  // continues. SIGSTOP, because it cannot be caught: `deno task` would forward SIGTSTP and wait for ever.
  // `kill` may end before the signal has arrived, so SIGCONT tells when the stop is over.
  // Another program sends it, because `Deno.kill` needs the permission to run every program.
  const kill = new Deno.Command("/bin/kill", {
    args: ["-s", "STOP", "0"],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  });
  await untilContinued(kill.spawn());
}

/**
 * Resolves when the program that stops the group has ended, or when the client is continued. If only the client
 * is continued, as by `kill -CONT PID`, the program stays stopped, so it is ended here.
 */
export async function untilContinued(stopping: Deno.ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = onSignal("SIGCONT", resolve);
  try {
    await Promise.race([stopping.status, promise]);
  } finally {
    stop();
    endProgram(stopping);
  }
  await stopping.status;
}

function endProgram(program: Deno.ChildProcess): void {
  try {
    program.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
