/**
 * Mistakes in the daemon's configuration that one option alone cannot tell.
 *
 * @module
 */

import { quote } from "../text/printable.ts";
import { DAEMON_OPTIONS } from "./daemon.ts";
import { type Mistake, mistake, mistakeAt, type Parsed } from "./startup.ts";

/** The most servers of the engine that a node is told of. */
const MAX_SERVERS = 16;

/** The values of the daemon's options, and where they come from. */
export type Settings = Pick<Parsed<typeof DAEMON_OPTIONS>, "values" | "sources">;

/** The first mistake in values that are right by themselves; undefined if there is none. Never throws. */
export function mistakeIn(settings: Settings): Mistake | undefined {
  const { values } = settings;
  const queue = values["send-queue"];
  const queueMax = values["send-queue-max"];
  if (queueMax < queue) {
    const [less, least] = [labelOf(settings, "send-queue-max"), labelOf(settings, "send-queue")];
    return placed(
      settings,
      ["send-queue-max", "send-queue"],
      (wording) => wording.isLess(`${less} "${queueMax}"`, `${least} "${queue}"`),
    );
  }
  const hasSocket = values.listen.some(({ transport }) => transport === "unix");
  if (values["socket-mode"] !== undefined && !hasSocket) {
    return missing(settings, "socket-mode", "--listen unix:PATH");
  }
  if (values.durable === "on" && values.data === undefined) {
    return missing(settings, "durable", "--data DIR");
  }
  return tlsMistakeIn(settings) ?? webMistakeIn(settings) ?? clusterMistakeIn(settings);
}

/** A listener over TLS needs a certificate and a key, and neither is of use without one. */
function tlsMistakeIn(settings: Settings): Mistake | undefined {
  const { values } = settings;
  const listeners = ["tls-listen", "web-tls-listen"] as const;
  const wanting = listeners.find((name) => values[name].length > 0);
  for (const name of ["tls-cert", "tls-key"] as const) {
    const isGiven = values[name] !== undefined;
    if ((wanting !== undefined) === isGiven) continue;
    return wanting !== undefined
      ? missing(settings, wanting, `--${name} FILE`)
      : missing(settings, name, "--tls-listen ADDR");
  }
  return undefined;
}

/** The most other nodes: each makes the document longer, and the search for one that lives. */
const MAX_NODES = 16;

/** Where the page may come from, or go on, says nothing without a page. */
function webMistakeIn(settings: Settings): Mistake | undefined {
  const { values } = settings;
  if (values["web-listen"].length > 0 || values["web-tls-listen"].length > 0) {
    return nodeMistakeIn(settings);
  }
  const idle = (["web-host", "web-origin", "web-node"] as const).find((name) =>
    values[name].length > 0
  );
  return idle && missing(settings, idle, "--web-listen ADDR");
}

/**
 * What belongs to an engine is of no use without one, its list of servers has a bound, and addresses, which
 * never leave their node, cannot be names for all.
 */
function clusterMistakeIn(settings: Settings): Mistake | undefined {
  const { values } = settings;
  const count = values.cluster.flat().length;
  if (count > MAX_SERVERS) {
    const label = labelOf(settings, "cluster");
    return placed(settings, ["cluster"], (wording) => wording.tooMany(label, MAX_SERVERS));
  }
  if (count > 0 && values.names === "address") {
    return placed(
      settings,
      ["names", "cluster"],
      (wording) =>
        wording.excludes(`${labelOf(settings, "names")} address`, labelOf(settings, "cluster")),
    );
  }
  if (count > 0) return undefined;
  const idle = (["cluster-key", "cluster-ca", "node"] as const).find((name) =>
    values[name] !== undefined
  );
  return idle && missing(settings, idle, "--cluster URL");
}

function nodeMistakeIn(settings: Settings): Mistake | undefined {
  const nodes = settings.values["web-node"];
  const label = labelOf(settings, "web-node");
  if (nodes.length > MAX_NODES) {
    return placed(settings, ["web-node"], (wording) => wording.tooMany(label, MAX_NODES));
  }
  const double = nodes.find((node, index) => nodes.indexOf(node) !== index);
  return double === undefined
    ? undefined
    : placed(settings, ["web-node"], (wording) => wording.givenTwice(quote(double)));
}

type Name = keyof typeof DAEMON_OPTIONS;

/** The mistake of an option without the one that it belongs to. */
function missing(settings: Settings, name: Name, other: string): Mistake {
  const label = labelOf(settings, name);
  return placed(settings, [name], (wording) => wording.needsOther(label, other));
}

/** A mistake with the place in the file where the first of these options is given, if one is. */
function placed(
  { sources }: Settings,
  names: readonly Name[],
  say: Mistake["say"],
): Mistake {
  const places = names.flatMap((name) => sources[name]?.place ?? []);
  return mistakeAt(places[0], mistake(say));
}

function labelOf({ sources }: Settings, name: Name): string {
  return sources[name]?.label ?? `--${name}`;
}
