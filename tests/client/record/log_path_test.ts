import { assertEquals } from "@std/assert";
import { inHome, logPath, logPathOn } from "../../../lib/client/record/log_path.ts";

Deno.test("the path of a log takes the day in its name, and no other %", () => {
  const { read } = logPath();
  for (const path of ["talk.log", "/l/%Y-%m-%d.log", "l/work-%Y-%m-%d", "C:\\l\\a.log", "~/a"]) {
    assertEquals(read(path), path);
  }
  const refused = [
    "",
    "a\0b",
    "l/",
    "%Y.log",
    "%n.log",
    "100%",
    "%%",
    "%Y-%m-%d/a.log",
    "%d-%m-%Y",
  ];
  for (const path of refused) assertEquals(read(path), undefined, path);
});

Deno.test("the day is the local one, with two digits for month and day", () => {
  assertEquals(logPathOn(new Date(2026, 0, 2, 23, 59), "a-%Y-%m-%d.log"), "a-2026-01-02.log");
  assertEquals(logPathOn(new Date(2026, 0, 2), "a.log"), "a.log");
});

Deno.test("only a ~ with a separator behind it is the home", () => {
  assertEquals(inHome("~/a.log", "/h"), "/h/a.log");
  assertEquals(inHome("~ann/a.log", "/h"), "~ann/a.log");
  assertEquals(inHome("/x/~/a.log", "/h"), "/x/~/a.log");
  assertEquals(inHome("~/a.log", undefined), "~/a.log");
});
