/**
 * Runs work on several servers, one after the other in every round, so that what the machine does
 * meanwhile falls upon all of them alike; and draws the middle of the rounds.
 *
 * @module
 */

import type { Figures, Outcome, Site } from "./outcome.ts";
import { type ServerCommand, ServerProcess } from "./server_process.ts";
import { median } from "./stats.ts";
import type { Work } from "./works.ts";

const REST_MILLIS = 250;

/** How everything is run. */
export interface Plan {
  /** The servers; ratios are to the first. */
  readonly servers: readonly ServerCommand[];
  /** How often each is measured on each work. */
  readonly rounds: number;
  /** Short windows in place of ordinary ones. */
  readonly isQuick: boolean;
  /** How long the room must be quiet before a run begins, in milliseconds. */
  readonly settleMillis: number;
  /** A window of this length for all work that has one, in seconds. */
  readonly seconds?: number | undefined;
  /** Which wire; the cheapest there is if not given. */
  readonly wire?: "epoll" | "streams" | undefined;
  /** Says what is being done, for whoever watches. */
  readonly watch: (words: string) => void;
  /** Told of each run as it ends. */
  readonly record: (run: Run) => void;
}

/** One run of one server on one work. */
export interface Run extends Outcome {
  /** The work's id. */
  readonly work: string;
  /** The server's name, and what was run in place of the work itself to compare it with. */
  readonly server: string;
  /** Which round, from 1. */
  readonly round: number;
  /** Why there are no figures, if there are none. */
  readonly error?: string;
}

/** What several runs of one server on one work come to. */
export interface Summary {
  /** The server's name. */
  readonly server: string;
  /** The median of each figure over the rounds. */
  readonly figures: Figures;
  /** The sum of the faults over the rounds. */
  readonly faults: Record<string, number>;
  /** What went wrong in a round, if anything. */
  readonly error?: string;
}

/**
 * Runs one work in all rounds on all servers; one summary a server, in their order, and before it one of
 * what the work is compared with, if anything. Never throws for a server's fault.
 */
export async function runWork(work: Work, plan: Plan): Promise<Summary[]> {
  const runs: Run[] = [];
  for (let round = 1; round <= plan.rounds; round++) {
    for (const command of plan.servers) {
      const words = `${work.id}, round ${round} of ${plan.rounds}: ${command.name}`;
      plan.watch(words);
      for (const each of casesOf(work)) {
        const run = await runOnce(each, command, { plan, round, words });
        runs.push(run);
        plan.record(run);
      }
    }
  }
  return plan.servers.flatMap(({ name }) => casesOf(work).map(({ label }) => rowOf(name, label)))
    .map((row) => summarise(row, runs.filter(({ server }) => server === row)));
}

/** One thing to run, and what to call it beside the server's name if it is not the work itself. */
interface Case {
  readonly work: Work;
  readonly label: string | undefined;
}

/** What a work is compared with comes first, because ratios are to the first row. */
function casesOf(work: Work): Case[] {
  const { beside } = work;
  const own: Case = { work, label: undefined };
  if (beside === undefined) return [own];
  return [{ work: { ...work, run: beside.run }, label: beside.name }, own];
}

function rowOf(server: string, label: string | undefined): string {
  return label === undefined ? server : `${server}, ${label}`;
}

interface Turn {
  readonly plan: Plan;
  readonly round: number;
  readonly words: string;
}

async function runOnce(
  { work, label }: Case,
  command: ServerCommand,
  turn: Turn,
): Promise<Run> {
  const known = { work: work.id, server: rowOf(command.name, label), round: turn.round };
  try {
    await using server = await ServerProcess.start(command, work.isQuiet);
    await rest(REST_MILLIS);
    return { ...known, ...await runOn(server, work, { ...turn, command }) };
  } catch (error) {
    return { ...known, figures: {}, faults: {}, error: messageOf(error) };
  }
}

async function runOn(
  server: ServerProcess,
  work: Work,
  { plan, words, command }: Turn & { command: ServerCommand },
): Promise<Outcome> {
  const site: Site = {
    command,
    server,
    seconds: plan.seconds ?? work.seconds[plan.isQuick ? 0 : 1],
    warmUpSeconds: plan.isQuick ? work.warmUpSeconds / 2 : work.warmUpSeconds,
    settleMillis: plan.settleMillis,
    wire: plan.wire,
    watch: (more) => plan.watch(`${words}, ${more}`),
  };
  try {
    return await work.run(site);
  } catch (error) {
    // The runtime hears of the end of a process in a later turn of its event loop.
    await rest(1);
    throw server.hasEnded ? new Error(`the server ended: ${messageOf(error)}`) : error;
  }
}

function rest(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The medians of the figures and the sums of the faults of several runs of one server. */
export function summarise(server: string, runs: readonly Run[]): Summary {
  const figures: Figures = {};
  const faults: Record<string, number> = {};
  for (const key of new Set(runs.flatMap((run) => Object.keys(run.figures)))) {
    figures[key] = median(
      runs.flatMap((run) => run.figures[key] ?? []).filter((value) => !Number.isNaN(value)),
    );
  }
  for (const run of runs) {
    for (const [kind, count] of Object.entries(run.faults)) {
      faults[kind] = (faults[kind] ?? 0) + count;
    }
  }
  const error = runs.find((run) => run.error !== undefined)?.error;
  return { server, figures, faults, ...(error === undefined ? {} : { error }) };
}
