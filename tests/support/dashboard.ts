/**
 * The dashboard for Grafana, and the queries in it.
 *
 * @module
 */

import { projectRoot } from "./source.ts";

/** A panel, as far as tests look at it. */
export interface Panel {
  readonly id: number;
  readonly title: string;
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly targets?: readonly { readonly expr: string }[];
}

/** The dashboard as it is in packaging/. */
export function dashboard(): { readonly panels: readonly Panel[] } {
  return JSON.parse(Deno.readTextFileSync(`${projectRoot()}packaging/grafana/hubbub.json`));
}

/** All its queries, with the variables that Grafana puts in. */
export function expressions(): string[] {
  return dashboard().panels.flatMap(({ targets }) => targets ?? []).map(({ expr }) => expr);
}
