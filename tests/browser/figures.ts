/**
 * Measures the page in Chromium: `deno task figures`. How soon it is painted, what one more line and a
 * thousand at once cost its main thread after many lines, and the memory of its process. The times are
 * those of the tasks of the main thread (script, style, layout, painting), by Chromium's own counters.
 *
 * @module
 */

import type { Browser, CDPSession } from "npm:playwright-core@1.65.1";
import { launchChromium } from "./support/browser.ts";
import { sayMany } from "./support/talking.ts";
import { Visitor } from "./support/visitor.ts";
import { WebHouse } from "./support/web_house.ts";

/** After how many lines it is measured. */
const MARKS = [1_000, 10_000, 50_000];
/** Lines that are said one by one at each mark; the figure is their mean. */
const SINGLES = 30;
const AT_ONCE = 1_000;
const LOADS = 5;
const MIB = 1 << 20;

if (import.meta.main) await main();

async function main(): Promise<void> {
  const browser = await launchChromium();
  try {
    print(`Chromium ${browser.version()}`);
    await measureLoads(browser);
    await measureLines(browser);
  } finally {
    await browser.close();
  }
}

async function measureLoads(browser: Browser): Promise<void> {
  await using house = await WebHouse.open();
  const paints: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    await using visitor = await Visitor.open(browser, house.url);
    await visitor.nameDialog.waitFor();
    paints.push(
      await visitor.page.evaluate(() =>
        performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN
      ),
    );
  }
  paints.sort((a, b) => a - b);
  print(`first paint: ${paints.map((paint) => paint.toFixed(0)).join(", ")} ms`);
}

async function measureLines(browser: Browser): Promise<void> {
  const queues = ["--send-queue", "16777216", "--send-queue-max", "33554432"];
  await using house = await WebHouse.open(queues);
  using bob = await house.enter("bob");
  await using ann = await Visitor.open(browser, house.url, { name: "ann" });
  const session = await ann.context.newCDPSession(ann.page);
  await session.send("Performance.enable");
  print(`0 lines: ${await memoryOf(browser, session)}`);
  let lines = 0;
  for (const mark of MARKS) {
    while (lines < mark) {
      await sayMany(bob, AT_ONCE, `to ${lines + AT_ONCE}, line`);
      lines += AT_ONCE;
      await isLast(ann, `to ${lines}, line ${AT_ONCE}`);
    }
    const one = await costOf(session, async () => {
      for (let single = 1; single <= SINGLES; single++) {
        await bob.send(`single ${single} at ${mark}`);
        await isLast(ann, `single ${single} at ${mark}`);
      }
    });
    const many = await costOf(session, async () => {
      await sayMany(bob, AT_ONCE, `many at ${mark}`);
      await isLast(ann, `many at ${mark} ${AT_ONCE}`);
    });
    const inPage = await ann.lines.count();
    const times = `one more ${(one / SINGLES).toFixed(1)} ms, ${AT_ONCE} at once ${
      many.toFixed(0)
    } ms`;
    print(`${mark} lines (${inPage} in the page): ${times}, ${await memoryOf(browser, session)}`);
  }
}

/** Waits, at little cost to the page, until this is its last line and drawn. */
async function isLast(visitor: Visitor, text: string): Promise<void> {
  await visitor.page.evaluate((text) =>
    new Promise<void>((resolve) => {
      const look = () => {
        const blocks = document.querySelectorAll("#log .block:nth-last-child(-n + 2) .line");
        if (blocks.item(blocks.length - 1)?.textContent?.endsWith(text)) resolve();
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }), text);
}

/** How long the main thread was busy during an act, in milliseconds. */
async function costOf(session: CDPSession, act: () => Promise<void>): Promise<number> {
  const before = await busySeconds(session);
  await act();
  return (await busySeconds(session) - before) * 1000;
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN;
}

/** The resident memory of the largest renderer, and the heap of the page's scripts. */
async function memoryOf(browser: Browser, page: CDPSession): Promise<string> {
  await page.send("HeapProfiler.collectGarbage");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const sizes = await Promise.all(renderers.map(({ id }) => residentBytes(id)));
  const { metrics } = await page.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? NaN;
  return `renderer ${(Math.max(...sizes) / MIB).toFixed(0)} MiB, heap ${
    (heap / MIB).toFixed(1)
  } MiB`;
}

async function residentBytes(process: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${process}/status`);
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) * 1024;
}

function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}
