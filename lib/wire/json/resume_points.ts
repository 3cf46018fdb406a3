/**
 * The field `resume` of a hello: an object with a key for each room, whose value says which event of the
 * room the client has last been told.
 *
 * @module
 */

import type { ResumePoint } from "../../core/command.ts";
import { isFields } from "./object.ts";

/**
 * Parses the field. Undefined if one of its values is not `{"seq":N,"epoch":"..."}` with a whole number
 * that is not negative; further keys are ignored. Never throws.
 */
export function readResumePoints(value: unknown): readonly ResumePoint[] | undefined {
  if (!isFields(value)) return undefined;
  const points: ResumePoint[] = [];
  for (const [room, point] of Object.entries(value)) {
    if (!isFields(point)) return undefined;
    const { seq, epoch } = point;
    if (!isCount(seq) || typeof epoch !== "string") return undefined;
    points.push({ room, seq, epoch });
  }
  return points;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
