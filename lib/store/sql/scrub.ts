/**
 * Overwrites the unused parts of the pages of a database file. When SQLite divides the contents of a page
 * it leaves copies of rows in the part that becomes unused, also with `secure_delete`, and a row that is
 * deleted later is only overwritten where it stands. `VACUUM` would remove them, but needs a permission that
 * the executables do not have.
 *
 * The layout of pages is that of https://sqlite.org/fileformat2.html, which does not change.
 *
 * @module
 */

/** Where the parts of the header of a file are. */
const PAGE_SIZE_AT = 16;
const RESERVED_AT = 20;
const LARGEST_ROOT_AT = 52;
const FILE_HEADER = 100;

/** The first byte of a page of a B-tree, and the size of its header; inner pages have more. */
const PAGE_HEADERS: ReadonlyMap<number, number> = new Map([[2, 12], [5, 12], [10, 8], [13, 8]]);

/** Of a file with more pages, the number of a page could be taken for the first byte of one. */
const MAX_PAGES = 2 ** 25;
/** SQLite never uses the page in which this byte is. */
const PENDING_BYTE = 2 ** 30;
/** Each page that can be moved has an entry of so many bytes in a map. */
const MAP_ENTRY = 5;

/** How pages of a file are laid out. */
interface Layout {
  readonly pageSize: number;
  /** The bytes of a page that SQLite uses. */
  readonly usable: number;
  /** Whether there are pages that map others. */
  readonly hasMaps: boolean;
}

/**
 * Overwrites the unused parts of `count` pages from the page `from`, the first being 1. Returns the next
 * page, or undefined at the end of the file.
 *
 * The caller sees to it that nobody writes to the file meanwhile, that its write-ahead log is empty, and
 * that no connection keeps pages in memory after this. Throws what the file system throws.
 */
export function scrub(file: Deno.FsFile, from: number, count: number): number | undefined {
  const layout = layoutOf(file);
  const pages = layout === undefined ? 0 : Math.floor(file.statSync().size / layout.pageSize);
  if (layout === undefined || pages >= MAX_PAGES) return undefined;
  const { pageSize } = layout;
  const end = Math.min(pages, from + count - 1);
  const page = new Uint8Array(pageSize);
  for (let number = from; number <= end; number++) {
    const start = (number - 1) * pageSize;
    if (!readAt(file, start, page)) return undefined;
    const [first, last] = unusedOf(page, number, layout);
    const unused = page.subarray(first, last);
    if (unused.every((byte) => byte === 0)) continue;
    writeAt(file, start + first, unused.fill(0));
  }
  return end < pages ? end + 1 : undefined;
}

function layoutOf(file: Deno.FsFile): Layout | undefined {
  const head = new Uint8Array(FILE_HEADER);
  if (!readAt(file, 0, head)) return undefined;
  const view = new DataView(head.buffer);
  const size = view.getUint16(PAGE_SIZE_AT);
  const pageSize = size === 1 ? 65_536 : size;
  if (pageSize < 512) return undefined;
  const usable = pageSize - view.getUint8(RESERVED_AT);
  return { pageSize, usable, hasMaps: view.getUint32(LARGEST_ROOT_AT) !== 0 };
}

/** Where the unused part of a page begins and ends; equal if there is none, or if it is of another kind. */
function unusedOf(page: Uint8Array, number: number, layout: Layout): readonly [number, number] {
  const view = new DataView(page.buffer);
  const at = number === 1 ? FILE_HEADER : 0;
  const header = PAGE_HEADERS.get(view.getUint8(at));
  if (header === undefined || isMap(number, layout)) return [0, 0];
  // Behind the header are two bytes for each cell, and then nothing until the first cell.
  const first = at + header + 2 * view.getUint16(at + 3);
  const last = view.getUint16(at + 5) || 65_536;
  return first <= last && last <= layout.usable ? [first, last] : [0, 0];
}

/** Whether a page is a map of the pages behind it, up to the next map. */
function isMap(number: number, { hasMaps, usable, pageSize }: Layout): boolean {
  if (!hasMaps || number < 2) return false;
  const group = Math.floor(usable / MAP_ENTRY) + 1;
  const map = Math.floor((number - 2) / group) * group + 2;
  const pending = Math.floor(PENDING_BYTE / pageSize) + 1;
  return number === (map === pending ? map + 1 : map) || number === pending;
}

/** Fills the bytes from this offset; returns whether there were enough. */
function readAt(file: Deno.FsFile, offset: number, bytes: Uint8Array): boolean {
  file.seekSync(offset, Deno.SeekMode.Start);
  for (let done = 0; done < bytes.length;) {
    const count = file.readSync(bytes.subarray(done));
    if (count === null) return false;
    done += count;
  }
  return true;
}

function writeAt(file: Deno.FsFile, offset: number, bytes: Uint8Array): void {
  file.seekSync(offset, Deno.SeekMode.Start);
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
}
