/**
 * Three nodes with one person each, and what tests ask of them.
 *
 * @module
 */

import { assertEquals } from "@std/assert";
import type { ClientId } from "../../lib/core/units.ts";
import { ClusterScene, type SceneNode } from "./cluster_scene.ts";

/** Three nodes with one person each: ann at a, bob at b, cid at c. */
export async function three() {
  const scene = new ClusterScene();
  const nodes = [await scene.node("a"), await scene.node("b"), await scene.node("c")];
  const [a, b, c] = nodes as [SceneNode, SceneNode, SceneNode];
  const [ann, bob, cid] = [await a.enter("ann"), await b.enter("bob"), await c.enter("cid")];
  await scene.pass(2000);
  return { scene, a, b, c, ann, bob, cid };
}

/** What a client of a node was told when its connection ended; empty if it did not. */
export function endings({ effects }: SceneNode, client: ClientId): string[] {
  return effects.flatMap((effect) =>
    effect.kind === "drop" && effect.client === client ? [effect.reason.code] : []
  );
}

/** Whether these nodes have told the same, byte for byte. */
export function assertAlike(...nodes: SceneNode[]): void {
  const [first, ...others] = nodes.map(({ told }) => [...told].toSorted());
  for (const other of others) assertEquals(other, first);
}
