/**
 * `cluster-init` and `cluster-key`: what is made before the first node starts.
 *
 * @module
 */

import type { ClusterAccess } from "../../options/cluster_task.ts";
import { fileFaultOf } from "../../program/short_file.ts";
import type { Birth } from "../agreed/record.ts";
import { connectEngine } from "./connection.ts";
import { makeKey } from "./key_file.ts";
import { ADMIN_INBOX, RIGHTS_OF_ADMIN, rightsOfNode } from "./names.ts";
import { serverUser } from "./server_user.ts";
import { LOG_BYTES, LogExists, makeStreams, type StreamPlan } from "./streams.ts";
import { TaskFailure, taskFailureOf } from "./task_failure.ts";

/** How the servers list an administrator's command. */
const CALLER = { name: "hubbubd cluster-init", inbox: ADMIN_INBOX } as const;

/**
 * Makes the streams and the birth of a new chat; resolves with the birth.
 *
 * @throws {TaskFailure} if the engine cannot be used, or there is a log that is not to be replaced.
 */
export async function initialize(access: ClusterAccess, plan: StreamPlan): Promise<Birth> {
  try {
    const connection = await connectEngine(access, CALLER);
    try {
      return await makeStreams(connection, plan);
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof LogExists) {
      throw new TaskFailure({ code: "log-exists" }, { cause: error });
    }
    throw taskFailureOf(error, { replicas: plan.replicas, bytes: LOG_BYTES });
  }
}

/**
 * Writes a new key into a file; resolves with the lines for the configuration of the servers.
 *
 * @param node the node that it is for; undefined for an administrator.
 * @throws {TaskFailure} if the file is there already, or cannot be written.
 */
export async function writeNewKey(path: string, node: string | undefined): Promise<string> {
  const { text, user } = makeKey();
  try {
    await Deno.writeTextFile(path, text, { createNew: true, mode: 0o600 });
  } catch (error) {
    const problem = error instanceof Deno.errors.AlreadyExists
      ? { code: "key-exists", path } as const
      : { code: "unwritable-key", path, fault: fileFaultOf(error) } as const;
    throw new TaskFailure(problem, { cause: error });
  }
  return node === undefined
    ? serverUser(user, RIGHTS_OF_ADMIN, false)
    : serverUser(user, rightsOfNode(node), true);
}
