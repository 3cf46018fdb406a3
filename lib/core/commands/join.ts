/**
 * `/join ROOM`: enters a room, or turns to one that the client is in.
 *
 * @module
 */

import { command, type CostFactors, type Spec } from "./spec.ts";

/** Each so many people cost a program one line of the budget, because it is told all their names. */
const PEOPLE_PER_LINE = 1000;

/** Enters a room, which is made if it does not exist. People speak there from then on. */
export const join: Spec = command({
  params: [
    { field: "history", shape: "word", isOptional: true, isFieldOnly: true, isNumber: true },
    { field: "room", shape: "room" },
    { field: "password", shape: "word", isOptional: true },
  ],
  canWait: true,
  cost: ({ population, hearing }: CostFactors) =>
    hearing.isProgram ? Math.ceil(population / PEOPLE_PER_LINE) : 1,
  secretIn: ({ password }) => password?.trim() ? { field: "password", from: 0 } : undefined,
  run(by, { room, password, history }) {
    if (history !== undefined && !/^\d+$/.test(history)) {
      return by.notice({ code: "bad-field", why: "number", command: "join", field: "history" });
    }
    by.join({
      room,
      password: password?.trim() || undefined,
      history: history === undefined ? undefined : Number(history),
    });
  },
});
