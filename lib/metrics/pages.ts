/**
 * What is served at the address of the metrics: `/metrics`, `/healthz` and `/readyz`.
 *
 * @module
 */

import type { Millis } from "../core/units.ts";
import { expose, EXPOSITION_TYPE } from "./exposition.ts";
import type { Family } from "./family.ts";
import { type Condition, isStuck, unreadyReasons } from "./health.ts";
import { type Answer, canRead, type Request } from "./http.ts";

/** The parts of the pages. */
export interface PagesParts {
  /** Reads all metrics. */
  readonly families: () => readonly Family[];
  /** Reads the condition of the daemon. */
  readonly condition: () => Condition;
  /** A monotonic clock. */
  readonly now: () => Millis;
}

/** Metrics are read at most so often, however many scrapers there are: with many clients that takes milliseconds. */
const KEPT_FOR: Millis = 100;

/** Answers requests. */
export class Pages {
  readonly #parts: PagesParts;
  #metrics: { readonly at: Millis; readonly text: string } | undefined;

  /** Nothing has been read yet. */
  constructor(parts: PagesParts) {
    this.#parts = parts;
  }

  /** The answer to a request. Throws only if a part does, which is a bug. */
  answer(request: Request): Answer {
    const page = this.#pageOf(request.path);
    if (page === undefined) return { status: 404, body: "see /metrics, /healthz and /readyz\n" };
    return canRead(request) ? page() : { status: 405, body: "GET and HEAD only\n" };
  }

  #pageOf(path: string): (() => Answer) | undefined {
    if (path === "/metrics") return () => this.#exposition();
    if (path === "/healthz") return () => healthOf(this.#parts.condition());
    if (path === "/readyz") return () => readinessOf(this.#parts.condition());
    return undefined;
  }

  #exposition(): Answer {
    const { families, now } = this.#parts;
    const at = now();
    if (this.#metrics === undefined || at - this.#metrics.at >= KEPT_FOR) {
      this.#metrics = { at, text: expose(families()) };
    }
    return { status: 200, body: this.#metrics.text, type: EXPOSITION_TYPE };
  }
}

function healthOf(condition: Condition): Answer {
  return isStuck(condition) ? { status: 503, body: "loop-stuck\n" } : { status: 200, body: "ok\n" };
}

function readinessOf(condition: Condition): Answer {
  const reasons = unreadyReasons(condition);
  if (reasons.length === 0) return { status: 200, body: "ready\n" };
  return { status: 503, body: reasons.map((reason) => `${reason}\n`).join("") };
}
