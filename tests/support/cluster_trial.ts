/**
 * A trial: three nodes whose people talk while everything goes wrong that can, by a schedule that looks random.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { ClusterScene, type SceneNode } from "./cluster_scene.ts";
import type { ClientId } from "../../lib/core/units.ts";

/** Numbers from 0 to 1 that look random, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** A person, and what she has said. */
interface Person {
  readonly name: string;
  readonly node: SceneNode;
  readonly client: ClientId;
  readonly said: string[];
  /** Those of her lines whose post has resolved. */
  readonly heard: string[];
}

/** Three nodes with two people each, which talk while everything goes wrong. */
export class Trial {
  readonly #scene = new ClusterScene();
  readonly #people: Person[] = [];
  readonly #random: () => number;
  #nodes: SceneNode[] = [];
  #lines = 0;

  /** Not run yet. */
  constructor(seed: number) {
    this.#random = generator(seed);
  }

  /** Runs it to the end, when everything works again. */
  async run(): Promise<void> {
    for (const name of ["a", "b", "c"]) {
      this.#nodes.push(await this.#scene.node(name, { snapshotEvery: 20 }));
    }
    for (const node of this.#nodes) await this.#enter(node);
    await this.#scene.pass(200);
    for (let step = 0; step < 60; step++) {
      this.#goWrong();
      for (let i = this.#below(4); i > 0; i--) this.#talk();
      await this.#scene.pass(50 * this.#below(30));
    }
    this.#mend();
    await this.#scene.pass(15_000);
  }

  /** Every line once on every node, each person's in the order of saying; the same bytes everywhere. */
  check(label: string): void {
    const [first, ...others] = this.#nodes;
    if (first === undefined) throw new Error("no node");
    assertEquals(this.#nodes.flatMap(({ dooms }) => dooms), [], label);
    for (const { told } of others) {
      assertEquals([...told].toSorted(), [...first.told].toSorted(), label);
    }
    for (const { name, said, heard, node, client } of this.#people) {
      const lines = first.lines.filter((line) => line.startsWith(`${name} `));
      assertEquals(lines, said, label);
      assertEquals(heard, said, label);
      const ends = node.effects.filter((effect) =>
        effect.kind === "drop" && effect.client === client
      );
      assertEquals(ends, [], label);
      assertEquals(node.log.isOwn(client), true, label);
    }
    for (const node of this.#nodes) {
      assertEquals(node.chat.population, this.#people.length, label);
      assertEquals(node.chat.agreed().ledger, first.chat.agreed().ledger, label);
      assertEquals(node.log.figures.waiting <= 1, true, label);
    }
  }

  /** How often a node was given up and came back. */
  get reentries(): number {
    return this.#nodes.reduce((sum, { log }) => sum + log.figures.reentries, 0);
  }

  async #enter(node: SceneNode): Promise<void> {
    for (const number of [1, 2]) {
      const name = `${node.name}${number}`;
      const client = await node.enter(name, number === 2 ? ["dev"] : undefined);
      this.#people.push({ name, node, client, said: [], heard: [] });
    }
  }

  #talk(): void {
    const person = this.#people[this.#below(this.#people.length)];
    if (person === undefined || person.node.isFrozen) return;
    const line = `${person.name} ${++this.#lines}`;
    person.said.push(line);
    void person.node.say(person.client, line).then(() => person.heard.push(line));
    if (this.#random() < 0.3) void person.node.ask(person.client, "who");
  }

  #goWrong(): void {
    const node = this.#nodes[this.#below(3)];
    if (node === undefined) return;
    const { link } = node;
    const faults: readonly (() => void)[] = [
      () => link.refuse = this.#below(4),
      () => link.loseAcks = this.#below(4),
      () => link.double = this.#below(4),
      () => link.miss = this.#below(8),
      () => link.keepBack = this.#below(8),
      () => link.repeat = this.#below(8),
      () => link.lag = this.#below(3),
      () => link.slowness = this.#below(5) * 50,
      () => link.lateness = this.#below(5) * 50,
      () => link.cut({ silently: this.#random() < 0.5 }),
      () => link.mend(),
      () => link.mend(),
      () => link.release(),
      () => node.freeze(),
      () => node.thaw(),
      () => node.thaw(),
      () => this.#scene.engine.goAway(),
      () => this.#scene.engine.comeBack(),
      () => this.#scene.engine.comeBack(),
      () => this.#scene.now += this.#below(3) * 1000,
      () => this.#scene.now -= this.#below(3) * 1000,
    ];
    faults[this.#below(faults.length)]?.();
  }

  #mend(): void {
    this.#scene.engine.comeBack();
    for (const node of this.#nodes) {
      node.thaw();
      const { link } = node;
      link.mend();
      link.refuse =
        link.loseAcks =
        link.double =
        link.miss =
        link.keepBack =
        link.repeat =
          0;
      link.lag = link.slowness = link.lateness = 0;
      link.release();
    }
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}
