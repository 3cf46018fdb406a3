import { assertEquals } from "@std/assert";
import { commandsWith } from "../../../lib/client/typed/command_list.ts";
import { Recall } from "../../../lib/client/typed/recall.ts";
import { RecallQueue } from "../../../lib/client/typed/recall_queue.ts";
import { ENGLISH } from "../../../lib/words/en/phrases.ts";
import { Actions, type Stage } from "../../../lib/client/terminal/actions.ts";
import { History } from "../../../lib/client/terminal/history.ts";
import { Rooms } from "../../../lib/client/rooms/rooms.ts";
import type { Uplink } from "../../../lib/client/connection/uplink.ts";

Deno.test("a daemon that never answers a farewell does not hold up the keys", async () => {
  const asked: string[] = [];
  const uplink = {
    state: { kind: "online" },
    leave: () => new Promise<void>(() => void asked.push("leave")),
  } as unknown as Uplink;
  const stage = { exit: (code: number) => void asked.push(`exit ${code}`) } as unknown as Stage;
  const actions = new Actions({
    rooms: new Rooms(),
    uplink,
    questions: new RecallQueue(new Recall()),
    commands: commandsWith,
    history: new History(),
    remember: () => Promise.resolve(),
    phrases: ENGLISH,
    stage,
  });
  await actions.carryOut([{ kind: "leave" }, { kind: "interrupt" }]);
  assertEquals(asked, ["leave", "exit 130"]);
});
