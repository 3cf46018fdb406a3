/**
 * What the subcommands for the engine of several daemons are to do.
 *
 * @module
 */

import type { Language } from "../core/language.ts";
import type { Millis } from "../core/units.ts";
import { type Mistake, mistake } from "./startup.ts";
import type { CLUSTER_INIT_OPTIONS, CLUSTER_KEY_OPTIONS } from "./cluster_subcommands.ts";
import type { Values } from "./option.ts";

/** Where the servers are, and with what key an administrator logs in. */
export interface ClusterAccess {
  /** `nats://HOST:PORT` or `tls://HOST:PORT`; at least one. */
  readonly servers: readonly string[];
  /** The path of the key; undefined if the servers want none. */
  readonly keyFile: string | undefined;
  /** The path of certificates to trust; undefined for those of the system alone. */
  readonly caFile: string | undefined;
}

/** What a subcommand is to do. */
export type ClusterTask =
  & {
    /** The language of what it says. */
    readonly language: Language;
  }
  & (
    | {
      readonly name: "cluster-init";
      readonly access: ClusterAccess;
      readonly replicas: number;
      readonly maxAge: Millis;
      readonly isNewEpoch: boolean;
    }
    | { readonly name: "cluster-status"; readonly access: ClusterAccess }
    | {
      readonly name: "cluster-forget";
      readonly access: ClusterAccess;
      /** The name of the person as typed. */
      readonly person: string;
    }
    | {
      readonly name: "cluster-key";
      /** The path of the key's file, which must not exist. */
      readonly file: string;
      /** The node that the key is for; undefined for an administrator. */
      readonly node: string | undefined;
    }
  );

/** The names of these subcommands. */
export type ClusterTaskName = ClusterTask["name"];

/** Whether a subcommand is for the engine. Never throws. */
export function isClusterTaskName(name: string): name is ClusterTaskName {
  return name.startsWith("cluster-");
}

/** The values that any of them may have. */
export type ClusterValues = Partial<
  Values<typeof CLUSTER_INIT_OPTIONS> & Values<typeof CLUSTER_KEY_OPTIONS>
>;

/** The most servers; a daemon takes no more. */
const MAX_SERVERS = 16;

/** What the subcommand of this name is to do, or what is missing. Never throws. */
export function clusterTaskOf(
  name: ClusterTaskName,
  language: Language,
  { values, operand }: { readonly values: ClusterValues; readonly operand: string },
): ClusterTask | Mistake {
  if (name === "cluster-key") return { name, language, file: operand, node: values.node };
  const servers = values.cluster?.flat() ?? [];
  if (servers.length === 0) {
    return mistake((wording) => wording.needsOther(name, "--cluster URL[,URL...]"));
  }
  if (servers.length > MAX_SERVERS) {
    return mistake((wording) => wording.tooMany("--cluster", MAX_SERVERS));
  }
  const access = { servers, keyFile: values["cluster-key"], caFile: values["cluster-ca"] };
  if (name === "cluster-status") return { name, language, access };
  if (name === "cluster-forget") return { name, language, access, person: operand };
  const { replicas = 1, "max-age": maxAge = 0, "new-epoch": isNewEpoch = false } = values;
  return { name, language, access, replicas, maxAge, isNewEpoch };
}
