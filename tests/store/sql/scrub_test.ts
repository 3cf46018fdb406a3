/** @module */

import { assertEquals } from "@std/assert";
import { DatabaseSync } from "node:sqlite";
import { scrub } from "../../../lib/store/sql/scrub.ts";

/** Scrubs a file, a few pages at a time. */
function scrubAll(path: string): void {
  using file = Deno.openSync(path, { read: true, write: true });
  for (let page: number | undefined = 1; page !== undefined;) page = scrub(file, page, 7);
}

function contentsOf(path: string): unknown[] {
  using db = new DatabaseSync(path);
  assertEquals(db.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
  return [...db.prepare("SELECT * FROM row ORDER BY id").all()];
}

for (const pageSize of [512, 4096, 65_536]) {
  for (const vacuum of ["NONE", "INCREMENTAL"]) {
    Deno.test(`scrub changes nothing that is used: pages of ${pageSize}, vacuum ${vacuum}`, () => {
      const path = Deno.makeTempFileSync();
      try {
        {
          using db = new DatabaseSync(path);
          db.exec(`PRAGMA page_size = ${pageSize}; PRAGMA auto_vacuum = ${vacuum}`);
          db.exec("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT, other TEXT UNIQUE)");
          const insert = db.prepare("INSERT INTO row VALUES (?, ?, ?)");
          db.exec("BEGIN");
          for (let id = 1; id <= 3000; id++) {
            const spread = (id * 7919) % 3001;
            insert.run(spread, "text ".repeat(spread % 300), `other ${id}`);
          }
          db.exec("COMMIT; DELETE FROM row WHERE id % 5 = 2");
        }
        const before = contentsOf(path);
        scrubAll(path);
        assertEquals(contentsOf(path), before);
        scrubAll(path);
        assertEquals(contentsOf(path).length, 2400);
      } finally {
        Deno.removeSync(path);
      }
    });
  }
}

Deno.test("scrub leaves a file alone that is no database", () => {
  const path = Deno.makeTempFileSync();
  try {
    for (const bytes of [0, 50, 5000]) {
      Deno.writeFileSync(path, new Uint8Array(bytes).fill(13));
      scrubAll(path);
      assertEquals(Deno.readFileSync(path).every((byte) => byte === 13), true);
    }
  } finally {
    Deno.removeSync(path);
  }
});
