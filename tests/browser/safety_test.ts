/**
 * What the page must not do: run what others wrote, ask other places, keep secrets.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { browserTest } from "./support/browser.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

browserTest(
  "the policy stops scripts, styles, frames, evaluated code and made-up markup",
  async (browser) => {
    await using house = await WebHouse.open();
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    const done = await ann.page.evaluate(() => {
      const attempts: Record<string, () => unknown> = {
        innerHTML: () => document.createElement("p").innerHTML = "<b>x</b>",
        write: () => document.write("x"),
        policy: () => {
          const { trustedTypes } = globalThis as unknown as {
            trustedTypes: { createPolicy(name: string, rules: object): unknown };
          };
          return trustedTypes.createPolicy("x", {});
        },
        script: () => {
          const script = document.createElement("script");
          script.textContent = "globalThis.ran = true";
          document.body.append(script);
          if (!Reflect.get(globalThis, "ran")) throw new Error("did not run");
        },
      };
      return Object.entries(attempts).filter(([, attempt]) => {
        try {
          attempt();
          return true;
        } catch {
          return false;
        }
      }).map(([name]) => name);
    });
    assertEquals(done, []);
    assert(ann.complaints.length > 0, "the browser said nothing of it");
  },
);

browserTest(
  "nothing outside is asked in a whole conversation, and nothing is complained of",
  async (browser) => {
    await using house = await WebHouse.open();
    using bob = await house.enter("bob");
    await using ann = await Visitor.open(browser, house.url, { name: "ann" });
    await bob.send("see https://example.org/a.png and <img src=https://example.org/b.png>");
    await bob.send("/topic https://example.org/topic\n/me https://example.org/me\n/msg ann psst");
    await ann.hears("psst").catch(() => {});
    await ann.join("dev");
    await ann.say("in dev");
    await ann.talk("#lobby").click();
    await ann.page.reload();
    await ann.isIn();
    ann.assertQuiet();
  },
);

browserTest("other origins can neither frame the page nor open its socket", async (browser) => {
  await using house = await WebHouse.open();
  await using mallory = await Visitor.open(browser, house.url);
  const elsewhere = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () =>
      new Response(`<!doctype html><title>elsewhere</title><iframe src="${house.url}"></iframe>`, {
        headers: { "content-type": "text/html" },
      }),
  );
  try {
    const page = await mallory.context.newPage();
    // The same host with another port is another origin.
    await page.goto(`http://127.0.0.1:${elsewhere.addr.port}/`);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    assertEquals(await frame?.locator("#composer").count().catch(() => 0), 0);
    const opened = await page.evaluate((url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url, "hubbub.json.1");
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }), new URL("socket", house.url).href.replace("http", "ws"));
    assertEquals(opened, false);
  } finally {
    await elsewhere.shutdown();
  }
});

browserTest("no cookie is set, and a password is kept nowhere", async (browser) => {
  await using house = await WebHouse.open();
  using bob = await house.enter("bob");
  await bob.send("/join vault secret-word");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  await ann.send("/join vault secret-word");
  await ann.page.getByRole("heading", { level: 1, name: "#vault" }).waitFor();
  await ann.settled();
  const kept = await ann.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, history.state])
  );
  assertEquals(kept.includes("secret-word"), false);
  assertEquals(await ann.context.cookies(), []);
  assertEquals((await ann.page.content()).includes("secret-word"), false);
});
