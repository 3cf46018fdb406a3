/** @module */
import { assertEquals } from "@std/assert";
import type { Context } from "../../../lib/core/context.ts";
import type { Effect } from "../../../lib/core/event.ts";
import type { Answer, Question } from "../../../lib/core/questions/question.ts";
import { nameOf, NEW_FORMS } from "../../../lib/core/reading/keys.ts";
import { enter } from "../../../lib/core/rules/arriving.ts";
import { disconnect } from "../../../lib/core/rules/leaving.ts";
import { checkAnswers, takeAnswer } from "../../../lib/core/rules/answering.ts";
import { ANSWER_TIMEOUT, ask } from "../../../lib/core/rules/past/questions.ts";
import { Desk } from "../../../lib/core/state/desk.ts";
import type { Seat } from "../../../lib/core/state/seat.ts";
import { Ledger } from "../../../lib/core/state/ledger.ts";
import { clientId, LOBBY } from "../../../lib/core/units.ts";
import { SETTINGS, START } from "../../support/happenings.ts";
import { nick, STAMP } from "../../support/messages.ts";
import { originOf } from "../../support/origins.ts";

const ANN = clientId(1);
const EVENT = { ...STAMP, kind: "message", from: nick("bob"), text: "hi" } as const;
const PAGE: Answer = { kind: "page", events: [EVENT], hasMore: true };

/** Ann is here and asks. */
class Scene {
  readonly #ledger = new Ledger(SETTINGS);
  readonly #desk = new Desk();
  at = START;

  constructor() {
    const origin = originOf();
    enter(this.context(), {
      kind: "connected",
      client: ANN,
      origin,
      hearing: { detail: "every", isProgram: true },
      spare: [nameOf(nick("guest-1"))],
    });
  }

  context(): Context {
    const { at } = this;
    const [ledger, desk] = [this.#ledger, this.#desk];
    return {
      ledger,
      desk,
      settings: SETTINGS,
      effects: [],
      forms: NEW_FORMS,
      at,
      time: at,
      ration: 1e6,
    };
  }

  get seat(): Seat {
    const seat = this.#desk.seatOf(ANN);
    if (seat === undefined) throw new Error("Ann has left");
    return seat;
  }

  /** Carries out an act, and says what comes of it: questions by id, and how many events are told. */
  does(act: (context: Context) => void): (string | undefined)[] {
    const context = this.context();
    act(context);
    return context.effects.map(shown);
  }

  ask(): (string | undefined)[] {
    const question: Question = {
      kind: "page",
      room: LOBBY,
      epoch: "e1",
      from: 0,
      limit: 5,
      said: true,
    };
    const purpose = { kind: "history", room: LOBBY, shown: "page", limit: 5, remembered: [] };
    return this.does((context) => ask(context, this.seat, question, purpose as never));
  }

  answer(id: number, answer: Answer = PAGE): (string | undefined)[] {
    return this.does((context) => takeAnswer(context, { kind: "answer", client: ANN, id, answer }));
  }
}

function shown(effect: Effect): string | undefined {
  if (effect.kind === "ask") return `ask ${effect.id}`;
  if (effect.kind !== "send") return effect.kind;
  const { message } = effect;
  return message.kind === "history" ? `history of ${message.events.length}` : message.kind;
}

Deno.test("a question is asked, and its answer told once", () => {
  const scene = new Scene();
  assertEquals(scene.ask(), ["ask 1"]);
  assertEquals(scene.answer(1), ["history of 1"]);
  assertEquals(scene.answer(1), []);
});

Deno.test("a further question waits until the first is answered", () => {
  const scene = new Scene();
  assertEquals([scene.ask(), scene.ask()], [["ask 1"], []]);
  assertEquals(scene.answer(2), [], "it has not been asked");
  assertEquals(scene.answer(1), ["history of 1", "ask 2"]);
  assertEquals(scene.answer(2), ["history of 1"]);
});

Deno.test("a question is given up when its time is over, and its late answer is ignored", () => {
  const scene = new Scene();
  scene.ask();
  scene.at += ANSWER_TIMEOUT - 1;
  assertEquals(scene.does(checkAnswers), []);
  scene.ask();
  scene.at += 1;
  assertEquals(scene.does(checkAnswers).at(-1), "ask 2", "its time begins when it is asked");
  assertEquals(scene.answer(1), []);
  scene.at += ANSWER_TIMEOUT - 1;
  assertEquals(scene.does(checkAnswers), []);
  assertEquals(scene.answer(2), ["history of 1"]);
});

Deno.test("the questions of a client that leaves are forgotten", () => {
  const scene = new Scene();
  scene.ask();
  const reason = { by: "member", code: "lost" } as const;
  scene.does((context) => disconnect(context, { kind: "disconnected", client: ANN, reason }));
  assertEquals(scene.answer(1), []);
  scene.at += ANSWER_TIMEOUT;
  assertEquals(scene.does(checkAnswers), []);
});
