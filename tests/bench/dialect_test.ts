import { assertEquals } from "@std/assert";
import fc from "npm:fast-check@4.10.2";
import { DIALECTS } from "../../bench/meter/dialect.ts";
import { FrameStripper } from "../../bench/meter/frame_stripper.ts";
import { RecordFormat } from "../../bench/meter/record.ts";
import { Framer } from "../../lib/net/websocket/framer.ts";

const RECORD = { sender: 3, number: 4, sentAt: 5 };

Deno.test("RecordFormat says a line as a JSON object, and finds it in one that is heard", () => {
  const format = new RecordFormat(40, 0xabc123, DIALECTS.json);
  const into = new Uint8Array(200);
  const said = new TextDecoder().decode(into.subarray(0, format.write(into, RECORD)));
  const { type, text } = JSON.parse(said);
  assertEquals([type, text.length, said.at(-1)], ["say", 40, "\n"]);
  const heard = new TextEncoder().encode(`${JSON.stringify({ type: "message", seq: 1, text })}\n`);
  assertEquals(format.read(heard, 0, heard.length), RECORD);
});

Deno.test("a dialect knows how many lines were skipped", () => {
  const line = '{"type":"skipped","room":"lobby","count":12}\n';
  assertEquals(DIALECTS.web.skipped.exec(line)?.[1], "12");
  assertEquals(DIALECTS.text.skipped.exec("-- 1 message skipped\n")?.[1], "1");
});

Deno.test("FrameStripper leaves the payloads of messages, however the bytes are cut", () => {
  const sizes = fc.array(fc.constantFrom(0, 1, 125, 126, 127, 300, 65_535, 65_536), {
    maxLength: 5,
  });
  const cuts = fc.array(fc.nat({ max: 70_000 }), { maxLength: 20 });
  fc.assert(
    fc.property(sizes, cuts, (messages, at) => {
      const framer = new Framer();
      const payloads = messages.map((size, index) => new Uint8Array(size).fill(65 + index));
      const sent = payloads.flatMap((payload) => [framer.frame(payload).bytes, PING]);
      const bytes = new Uint8Array(sent.flatMap((piece) => [...piece]));
      const ends = [...at.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
      const stripper = new FrameStripper();
      const came = ends.map((end, index) => {
        const chunk = bytes.slice(ends[index - 1] ?? 0, end);
        return chunk.slice(0, stripper.strip(chunk, chunk.length));
      });
      assertEquals(joined(came), joined(payloads));
      assertEquals(stripper.takePongs().length, messages.length);
    }),
    { numRuns: 50 },
  );
});

const PING = Uint8Array.of(0x89, 0);

function joined(pieces: readonly Uint8Array[]): string {
  return pieces.map((piece) => new TextDecoder().decode(piece)).join("");
}
