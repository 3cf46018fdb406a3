/**
 * Mistakes in the daemon's configuration that one option alone cannot tell.
 *
 * @module
 */

import { DAEMON_OPTIONS } from "./daemon.ts";
import { type Mistake, mistake, mistakeAt, type Parsed } from "./startup.ts";

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
  return tlsMistakeIn(settings) ?? webMistakeIn(settings);
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

/** Where the page may come from says nothing without a page. */
function webMistakeIn(settings: Settings): Mistake | undefined {
  const { values } = settings;
  if (values["web-listen"].length > 0 || values["web-tls-listen"].length > 0) return undefined;
  const idle = (["web-host", "web-origin"] as const).find((name) => values[name].length > 0);
  return idle && missing(settings, idle, "--web-listen ADDR");
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
