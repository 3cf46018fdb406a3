/**
 * What is done to a cluster while people talk, one function for each way to kill a part of it.
 *
 * @module
 */

import type { Cluster } from "./cluster.ts";
import type { Crowd } from "./crowd.ts";
import type { Engines } from "./engines.ts";

/** A cluster under talk. */
export interface Scene {
  /** The cluster. */
  readonly cluster: Cluster;
  /** Its people. */
  readonly crowd: Crowd;
  /** Lets the talk go on for some milliseconds. */
  readonly wait: (millis: number) => Promise<void>;
}

/** One kill. */
export interface Kill {
  /** A word for the command line. */
  readonly id: string;
  /** What it does, for the table. */
  readonly title: string;
  /** Servers and daemons. */
  readonly engines: number;
  /** Daemons. */
  readonly daemons: number;
  /** Whether each daemon and server needs a machine of its own. */
  readonly needsMachines?: boolean;
  /** Does it. People talk before, meanwhile and after. */
  readonly act: (scene: Scene) => Promise<void>;
}

/** All of them. */
export const KILLS: readonly Kill[] = [
  {
    id: "plain",
    title: "one plain daemon, nothing killed",
    engines: 0,
    daemons: 1,
    act: ({ wait }) => wait(5000),
  },
  {
    id: "quiet",
    title: "nothing killed",
    engines: 3,
    daemons: 3,
    act: ({ wait }) => wait(5000),
  },
  {
    id: "leader",
    title: "engine: leader killed -9",
    engines: 3,
    daemons: 3,
    act: killLeader,
  },
  {
    id: "follower",
    title: "engine: follower killed -9",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      const engines = enginesOf(scene);
      const leader = await engines.leader() ?? 0;
      await engines.stop((leader + 1) % engines.count, "SIGKILL");
      await scene.wait(5000);
    },
  },
  {
    id: "all-engines",
    title: "engine: all three killed -9, back after 2 s",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      const engines = enginesOf(scene);
      const all = [0, 1, 2];
      await Promise.all(all.map((index) => engines.stop(index, "SIGKILL")));
      await scene.wait(2000);
      await Promise.all(all.map((index) => engines.start(index)));
      await scene.wait(8000);
    },
  },
  {
    id: "majority",
    title: "engine: two of three killed -9, one back after 4 s",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      const engines = enginesOf(scene);
      const leader = await engines.leader() ?? 0;
      const next = (leader + 1) % 3;
      await Promise.all([leader, next].map((index) => engines.stop(index, "SIGKILL")));
      await scene.wait(4000);
      await engines.start(next);
      await scene.wait(11_000);
    },
  },
  {
    id: "power",
    title: "all engines and all nodes killed -9, back after 1 s",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      const engines = enginesOf(scene);
      const { daemons } = scene.cluster;
      for (const { place } of daemons) scene.crowd.mourn(place.node, "node-lost");
      await Promise.all(daemons.map((daemon) => daemon.stop("SIGKILL")));
      await Promise.all([0, 1, 2].map((index) => engines.stop(index, "SIGKILL")));
      await scene.wait(1000);
      await Promise.all([0, 1, 2].map((index) => engines.start(index)));
      await engines.untilCurrent();
      await Promise.all(daemons.map((daemon) => daemon.start()));
      await scene.wait(5000);
    },
  },
  {
    id: "rolling",
    title: "engine: rolling restart, lame duck (SIGUSR2)",
    engines: 3,
    daemons: 3,
    act: rollEngines,
  },
  {
    id: "node",
    title: "node killed -9",
    engines: 3,
    daemons: 3,
    act: (scene) => killNode(scene, 2),
  },
  {
    id: "node-back",
    title: "node killed -9, started again after 1 s",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      scene.crowd.mourn("b", "node-lost");
      await scene.cluster.daemon(1).stop("SIGKILL");
      await scene.wait(1000);
      await scene.cluster.daemon(1).start();
      await scene.wait(6000);
    },
  },
  {
    id: "node-stopped",
    title: "node stopped by SIGTERM, started again",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      scene.crowd.mourn("c", "shutdown");
      await scene.cluster.daemon(2).stop("SIGTERM");
      await scene.cluster.daemon(2).start();
      await scene.wait(5000);
    },
  },
  {
    id: "frozen",
    title: "node frozen 7 s",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      scene.crowd.mourn("c", "node-lost");
      scene.cluster.daemon(2).signal("SIGSTOP");
      await scene.wait(7000);
      scene.cluster.daemon(2).signal("SIGCONT");
      await scene.wait(6000);
    },
  },
  {
    id: "cut-leader",
    title: "machine cut off 12 s, with the leader and a node",
    engines: 3,
    daemons: 3,
    needsMachines: true,
    act: async (scene) => await cut(scene, await enginesOf(scene).leader() ?? 0, true),
  },
  {
    id: "cut-follower",
    title: "machine cut off 12 s, with a follower and a node",
    engines: 3,
    daemons: 3,
    needsMachines: true,
    act: async (scene) => await cut(scene, ((await enginesOf(scene).leader() ?? 0) + 1) % 3, false),
  },
  {
    id: "leader-and-node",
    title: "leader killed -9, then a node killed -9",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      await killLeader(scene);
      await killNode(scene, 1);
    },
  },
  {
    id: "everything",
    title: "leader killed -9, node frozen 7 s, another killed -9",
    engines: 3,
    daemons: 3,
    act: async (scene) => {
      await killLeader(scene);
      scene.crowd.mourn("a", "node-lost");
      scene.cluster.daemon(0).signal("SIGSTOP");
      await scene.wait(7000);
      scene.cluster.daemon(0).signal("SIGCONT");
      await scene.wait(5000);
      await killNode(scene, 1);
    },
  },
];

async function killLeader(scene: Scene): Promise<void> {
  const engines = enginesOf(scene);
  await engines.stop(await engines.leader() ?? 0, "SIGKILL");
  await scene.wait(11_000);
}

async function killNode({ cluster, crowd, wait }: Scene, index: number): Promise<void> {
  const daemon = cluster.daemon(index);
  crowd.mourn(daemon.place.node, "node-lost");
  await daemon.stop("SIGKILL");
  await wait(7000);
}

/** One server after the other, the leader last, each when the copies of the others are up to date. */
async function rollEngines(scene: Scene): Promise<void> {
  const engines = enginesOf(scene);
  const leader = await engines.leader() ?? 0;
  for (const index of [(leader + 1) % 3, (leader + 2) % 3, leader]) {
    await engines.stop(index, "SIGUSR2");
    await engines.start(index);
    await engines.untilCurrent();
    await scene.wait(2000);
  }
}

async function cut(
  { cluster, crowd, wait }: Scene,
  index: number,
  hadLeader: boolean,
): Promise<void> {
  const { machines } = cluster;
  if (machines === undefined) throw new TypeError("this needs machines");
  // With the leader the log may be away for so long that nobody is found dead: `SPARED_FOR` in roll.ts.
  crowd.mourn(cluster.daemon(index).place.node, "node-lost", hadLeader);
  await machines.cut(index);
  await wait(12_000);
  await machines.mend(index);
  await wait(10_000);
}

function enginesOf({ cluster: { engines } }: Scene): Engines {
  if (engines === undefined) throw new TypeError("this needs an engine");
  return engines;
}
