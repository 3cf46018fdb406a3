/**
 * JSON of a large value, made in pieces, so that the event loop has its turn between them.
 *
 * @module
 */

/** So many elements of a list are encoded at once: a few milliseconds for those of a chat. */
const AT_ONCE = 100;

/** Lists are looked for so deep. */
const DEPTH = 4;

/**
 * The value as JSON, the same text as that of `JSON.stringify`. It is plain data that nobody changes
 * meanwhile. `breathe` resolves when the loop had its turn.
 */
export async function encodeSlowly(value: unknown, breathe: () => Promise<void>): Promise<string> {
  const pieces: string[] = [];
  await encode(value, { pieces, breathe, depth: DEPTH });
  return pieces.join("");
}

interface Encoding {
  readonly pieces: string[];
  readonly breathe: () => Promise<void>;
  readonly depth: number;
}

async function encode(value: unknown, encoding: Encoding): Promise<void> {
  const { pieces, depth } = encoding;
  if (Array.isArray(value) && value.length > AT_ONCE) return await encodeList(value, encoding);
  if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value)) {
    pieces.push(JSON.stringify(value));
    return;
  }
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  pieces.push("{");
  for (const [index, [key, field]] of fields.entries()) {
    pieces.push(`${index === 0 ? "" : ","}${JSON.stringify(key)}:`);
    await encode(field, { ...encoding, depth: depth - 1 });
  }
  pieces.push("}");
}

async function encodeList(list: readonly unknown[], { pieces, breathe }: Encoding): Promise<void> {
  for (let start = 0; start < list.length; start += AT_ONCE) {
    const part = JSON.stringify(list.slice(start, start + AT_ONCE));
    pieces.push(start === 0 ? "[" : ",", part.slice(1, -1));
    await breathe();
  }
  pieces.push("]");
}
