/**
 * The lines of a peer, read strictly: the daemon's bytes are UTF-8 and end each line with LF, but for
 * the refusals that a telnet program has asked for.
 *
 * @module
 */

import { isDisconnect, type Peer } from "../../lib/net/peer.ts";
import { Finding } from "./finding.ts";

/** Far more than the daemon has to say in one line to so few. */
const MAX_LINE = 1 << 20;

/** The lines that a peer sends, until its end or a disconnect. What follows the last LF is lost. */
export async function* linesOf(peer: Peer): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const telnet = new TelnetAnswers();
  let rest = "";
  for (let chunk = await read(peer); chunk !== null; chunk = await read(peer)) {
    rest += decode(decoder, telnet.strip(chunk));
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE) throw new Finding("a line of the daemon's has no end");
    yield* lines;
  }
}

/** Takes WONT and DONT out of what the daemon sends; anything else of telnet is a finding. */
class TelnetAnswers {
  #commandBytes = 0;

  strip(chunk: Uint8Array): Uint8Array {
    return chunk.filter((byte) => {
      if (this.#commandBytes === 0 && byte !== 255) return true;
      if (this.#commandBytes === 1 && byte !== 252 && byte !== 254) {
        throw new Finding(`the daemon sent the telnet command ${byte}`);
      }
      this.#commandBytes = (this.#commandBytes + 1) % 3;
      return false;
    });
  }
}

async function read(peer: Peer): Promise<Uint8Array | null> {
  try {
    return await peer.read();
  } catch (error) {
    if (!isDisconnect(error)) throw error;
    return null;
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new Finding("the daemon sent bytes that are not UTF-8");
  }
}
