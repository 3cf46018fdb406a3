/** @module */
import { assertEquals } from "@std/assert";
import { Chat } from "../../lib/core/chat.ts";
import type { ChatEvent } from "../../lib/core/event.ts";
import { isAgreed } from "../../lib/core/reading/agreed.ts";
import { Intake } from "../../lib/loop/intake.ts";
import { asks, says, SETTINGS, START } from "../support/happenings.ts";
import { BuggyChat, LoopScene } from "../support/loop_scene.ts";

/** Only the node of the client applies it. */
const PRIVATE_BUG = asks(1, "who");

/** Two nodes as this one sees them: it serves ann alone; and the chat of the other, which applies what is agreed. */
function twoNodes(isBug: (event: ChatEvent) => boolean) {
  const settings = { ...SETTINGS, isShared: true };
  const other = new Chat(settings);
  const chat = new BuggyChat(isBug, settings);
  const intake = new Intake({ now: () => START, time: () => START });
  const post = intake.post.bind(intake);
  intake.post = (event) => {
    if (isAgreed(event)) other.apply(event, START, START);
    return post(event);
  };
  const nothing = () => {};
  const peers = { isOwn: isAnn, applied: nothing, ask: nothing, answer: nothing };
  return { other, chat, scene: new LoopScene({ chat, events: intake, peers }) };
}

function isAnn(client: number): boolean {
  return client === 1;
}

Deno.test("Broadcaster of a node: a bug at what it alone applies ends the author's stay by the log", async () => {
  const { other, chat, scene } = twoNodes((event) => event === PRIVATE_BUG);
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  await scene.post(PRIVATE_BUG);
  await scene.post(says(2, "still here"));
  await scene.flush();
  assertEquals((await scene.ann.outbox.over).code, "fault");
  assertEquals(scene.errors, ["bug on command: RangeError: a bug"]);
  assertEquals(chat.population, 1);
  assertEquals(chat.agreed().ledger, other.agreed().ledger);
  scene.broadcaster.close();
  await running;
});

Deno.test("Broadcaster of a node: an effect that throws here alone ends no stay at another node", async () => {
  const { other, chat, scene } = twoNodes(() => false);
  const running = scene.broadcaster.run();
  await scene.enterBoth();
  const { carryOut } = scene.fanout;
  scene.fanout.carryOut = (effect) => {
    if (effect.kind === "publish" && effect.message.kind === "renamed") throw new Error("a bug");
    carryOut.call(scene.fanout, effect);
  };
  await scene.post(asks(2, "nick", "eve"));
  assertEquals(chat.population, 2);
  assertEquals(chat.agreed().ledger, other.agreed().ledger);
  await scene.post(asks(1, "nick", "amy"));
  await scene.post(says(2, "still here"));
  assertEquals((await scene.ann.outbox.over).code, "fault");
  assertEquals(chat.population, 1);
  assertEquals(chat.agreed().ledger, other.agreed().ledger);
  scene.broadcaster.close();
  await running;
});
