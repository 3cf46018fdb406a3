/**
 * The little that has to be known of ELF, the format of Linux executables, to find where one ends.
 *
 * @module
 */

const ELF_MAGIC = 0x7f454c46;
const CLASS_64 = 2;
const LITTLE_ENDIAN = 1;

/**
 * The offset just past the section header table, in bytes: the length that the linker gave the
 * file, whatever was appended since.
 *
 * @throws {RangeError} if the bytes are not a 64-bit little-endian ELF file that long.
 */
export function endOfSectionHeaders(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isElf = view.byteLength >= 64 && view.getUint32(0) === ELF_MAGIC &&
    view.getUint8(4) === CLASS_64 && view.getUint8(5) === LITTLE_ENDIAN;
  if (!isElf) throw new RangeError("not a 64-bit little-endian ELF file");
  const tableStart = Number(view.getBigUint64(0x28, true));
  const entryBytes = view.getUint16(0x3a, true);
  const entryCount = view.getUint16(0x3c, true);
  const end = tableStart + entryBytes * entryCount;
  if (end > view.byteLength) {
    throw new RangeError(`the section header table ends at ${end}, past the file's end`);
  }
  return end;
}
