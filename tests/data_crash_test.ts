/**
 * The daemon is killed while people talk, again and again.
 *
 * @module
 */

import { assert, assertEquals } from "@std/assert";
import { crashRound, type Heard, kept, type Round } from "./support/crash_round.ts";
import { DataFolder } from "./support/data_folder.ts";

const ROUNDS = 3;

const rowOf = ({ room, seq, text }: Heard) => `${room} ${seq} ${text}`;

for (const durable of ["off", "on"]) {
  Deno.test(`kill -9 under load, --durable ${durable}: the file is sound, and numbers go on`, async () => {
    using folder = new DataFolder();
    let last = 0;
    let epochs: Round["epochs"] | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const options = ["--durable", durable];
      const seen = await crashRound(folder, { millis: 200 + 150 * round, options });
      // No number is told twice, whatever was lost.
      assert(seen.firstSeq >= last, `${seen.firstSeq} after ${last}`);
      assertEquals(seen.epochs, epochs ?? seen.epochs);
      epochs = seen.epochs;
      const written = kept(folder);
      for (const room of ["lobby", "dev"]) {
        const heard = seen.heard.filter((each) => each.room === room);
        const isThere = heard.map((each) => written.has(rowOf(each)));
        // What is lost is the end, and with --durable on nothing is.
        const firstLost = isThere.indexOf(false);
        assertEquals(firstLost < 0 || !isThere.includes(true, firstLost), true);
        if (durable === "on") assertEquals(firstLost, -1);
        if (room === "lobby") last = Math.max(last, ...heard.map(({ seq }) => seq));
      }
    }
  });
}
