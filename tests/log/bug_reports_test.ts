import { assertEquals } from "@std/assert";
import { BugReports } from "../../lib/log/bug_reports.ts";

class Scene {
  now = 0;
  readonly told: string[] = [];
  readonly bugs = new BugReports({
    error: (event, fields) => {
      this.told.push(
        `${event} ${fields?.on} ${fields?.more} ${fields?.stack}`.split("\n")[0] ?? "",
      );
    },
  }, () => this.now);
}

Deno.test("BugReports tells at most ten a second of each kind, and counts the others", () => {
  const scene = new Scene();
  for (let i = 0; i < 15; i++) scene.bugs.report({ on: "command", bug: new TypeError("no") });
  scene.bugs.report({ on: "tick", bug: new TypeError("no") });
  assertEquals(scene.told.length, 11);
  assertEquals(scene.told.at(-1), "bug tick undefined TypeError: no");
  scene.now = 999;
  scene.bugs.report({ on: "command", bug: new TypeError("no") });
  assertEquals(scene.told.length, 11);
  scene.now = 1000;
  scene.bugs.report({ on: "command", bug: new TypeError("no") });
  scene.bugs.report({ on: "command", bug: new TypeError("no") });
  assertEquals(scene.told.slice(11), [
    "bug command 6 TypeError: no",
    "bug command undefined TypeError: no",
  ]);
});

Deno.test("BugReports takes whatever is thrown, and a log that throws", () => {
  const scene = new Scene();
  const hostile = { toString: () => hostile };
  for (const bug of [undefined, null, "words", Symbol("s"), hostile, Object.create(null)]) {
    scene.bugs.report({ on: `${scene.told.length}`, bug });
  }
  assertEquals(scene.told.map((line) => line.replace(/^bug \d /, "")), [
    "undefined undefined",
    "undefined null",
    "undefined words",
    "undefined Symbol(s)",
    "undefined something that cannot be written",
    "undefined something that cannot be written",
  ]);
  const broken = () => {
    throw new Error("the log has a bug");
  };
  new BugReports({ error: broken }, () => 0).report({ on: "tick", bug: 1 });
});
