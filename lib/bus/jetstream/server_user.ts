/**
 * The lines with which the configuration of a NATS server lets a key in, with no more rights than it needs.
 *
 * @module
 */

import type { Rights } from "./names.ts";

/**
 * One entry of `users`. A node answers questions, so it may send once where a question that it has heard
 * wants the answer. Never throws.
 */
export function serverUser(user: string, { publish, subscribe }: Rights, answers: boolean): string {
  return [
    `{ nkey: ${user}, permissions: {`,
    `    publish: [${listed(publish)}]`,
    `    subscribe: [${listed(subscribe)}]`,
    ...answers ? ["    allow_responses: true"] : [],
    "} }",
  ].join("\n");
}

function listed(subjects: readonly string[]): string {
  return subjects.map((subject) => `"${subject}"`).join(", ");
}
