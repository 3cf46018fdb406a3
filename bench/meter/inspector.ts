/**
 * A conversation with V8's inspector in another process on this machine.
 *
 * @module
 */

const OPEN_TRIES = 100;
const TRY_MILLIS = 50;

/** An open conversation. */
export interface Inspector {
  /** Calls a method of the protocol; resolves to its result, rejects with what the inspector objects to. */
  call(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Ends the conversation. */
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Opens a conversation with the inspector at this port of 127.0.0.1; rejects if there is none within 5 s. */
export async function openInspector(port: number): Promise<Inspector> {
  const socket = new WebSocket(await findTarget(port));
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id === undefined) return;
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  };
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`cannot open the inspector at port ${port}`));
  });
  let last = 0;
  return {
    async call(method, params = {}) {
      const id = ++last;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params }));
      const { result, error } = await answered;
      if (error !== undefined) throw new Error(`the inspector refused ${method}: ${error.message}`);
      return result ?? {};
    },
    close: () => socket.close(),
  };
}

async function findTarget(port: number): Promise<string> {
  for (let tries = 1;; tries++) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      const targets = await response.json() as { webSocketDebuggerUrl: string }[];
      const url = targets[0]?.webSocketDebuggerUrl;
      if (url !== undefined) return url;
    } catch (error) {
      if (tries >= OPEN_TRIES) throw error;
    }
    if (tries >= OPEN_TRIES) {
      throw new Error(`the inspector at port ${port} has nothing to inspect`);
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_MILLIS));
  }
}
