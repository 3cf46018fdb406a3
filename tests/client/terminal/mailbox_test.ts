import { assertEquals } from "@std/assert";
import { Mailbox } from "../../../lib/client/terminal/mailbox.ts";

Deno.test("what was posted is taken together and in order", async () => {
  const mailbox = new Mailbox<number>();
  await mailbox.post(1);
  await mailbox.post(2);
  assertEquals(await mailbox.take(), [1, 2]);
  const next = mailbox.take();
  await mailbox.post(3);
  assertEquals(await next, [3]);
});

Deno.test("who posts too much waits for the reader", async () => {
  const mailbox = new Mailbox<number>();
  for (let i = 1; i < 256; i++) await mailbox.post(i);
  let hasGoneOn = false;
  const last = mailbox.post(256).then(() => hasGoneOn = true);
  await Promise.resolve();
  assertEquals(hasGoneOn, false);
  assertEquals((await mailbox.take()).length, 256);
  await last;
});
