/**
 * Reads the text of a configuration file, up to a limit.
 *
 * @module
 */

/** The most bytes of a configuration file. */
export const MAX_CONFIG_BYTES = 262_144;

/** The file is longer than {@linkcode MAX_CONFIG_BYTES}. */
export class ConfigTooLong extends Error {}

/**
 * The text of a file; what is not UTF-8 in it is read as U+FFFD. A pipe, such as a shell makes of `<(...)`, is read to
 * its end. Rejects with {@linkcode ConfigTooLong}, or as `Deno.open` does.
 */
export async function readConfigText(path: string): Promise<string> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(MAX_CONFIG_BYTES + 1);
  let length = 0;
  while (length < buffer.length) {
    const count = await file.read(buffer.subarray(length));
    if (count === null) return new TextDecoder().decode(buffer.subarray(0, length));
    length += count;
  }
  throw new ConfigTooLong();
}
