/**
 * The names by which the engine knows what is hubbub's: streams, subjects, and which of them a key may use.
 * One account of the engine belongs to one cluster, so the names are always the same.
 *
 * @module
 */

/** The stream that is the log. */
export const LOG_STREAM = "HUB";

/** Where a record is sent, so that it gets into the log. */
export const LOG_SUBJECT = "hub.log";

/** Where a record is heard once it stands in the log; nobody may send there. */
export const LIVE_SUBJECT = "live.log";

/** How the engine sends on what stands in the log: `hub.log` becomes `live.log`. */
export const REPUBLISH = { src: "hub.>", dest: "live.>" } as const;

/** The stream of the snapshots. */
export const SNAPSHOT_STREAM = "HUBSNAP";

/** The subject of what is kept of a snapshot: `hubsnap.0` is the head of a slot, `hubsnap.0.7` a chunk. */
export function snapshotSubject(slot: number, chunk?: number): string {
  return chunk === undefined ? `hubsnap.${slot}` : `hubsnap.${slot}.${chunk}`;
}

/** What fills the files in which the engine has old snapshots. */
export const SNAPSHOT_FILL = "hubsnap.fill";

/** All subjects of snapshots. */
export const SNAPSHOT_SUBJECTS = "hubsnap.>";

/** Where an epoch of a node is asked something. */
export function questionSubject(epoch: string): string {
  return `hubask.${epoch}`;
}

/** Where a node hears answers. Other nodes may not listen there: some answers are private. */
export function inboxOfNode(node: string): string {
  return `_HUB.${node}`;
}

/** Where an administrator's command hears answers. */
export const ADMIN_INBOX = "_HUBADMIN";

/** What a key may do: the subjects that it may send to and listen to. */
export interface Rights {
  /** Where it may send. */
  readonly publish: readonly string[];
  /** Where it may listen. */
  readonly subscribe: readonly string[];
}

/** All that the key of a node needs. It cannot delete, purge or change a stream. */
export function rightsOfNode(node: string): Rights {
  return {
    publish: [
      LOG_SUBJECT,
      "hubask.>",
      SNAPSHOT_SUBJECTS,
      `$JS.API.STREAM.INFO.${LOG_STREAM}`,
      `$JS.API.DIRECT.GET.${LOG_STREAM}`,
      `$JS.API.DIRECT.GET.${SNAPSHOT_STREAM}.>`,
    ],
    subscribe: [LIVE_SUBJECT, `hubask.${node}.>`, `${inboxOfNode(node)}.>`],
  };
}

/** All that the key of an administrator needs: it makes the streams, looks at them, and removes what is old. */
export const RIGHTS_OF_ADMIN: Rights = {
  publish: [
    LOG_SUBJECT,
    SNAPSHOT_SUBJECTS,
    ...[LOG_STREAM, SNAPSHOT_STREAM].flatMap((stream) =>
      ["CREATE", "INFO", "DELETE", "PURGE"].map((act) => `$JS.API.STREAM.${act}.${stream}`)
    ),
    `$JS.API.DIRECT.GET.${LOG_STREAM}`,
    `$JS.API.DIRECT.GET.${SNAPSHOT_STREAM}.>`,
  ],
  subscribe: [`${ADMIN_INBOX}.>`],
};
