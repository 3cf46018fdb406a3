/**
 * The rows of a list. An element stays as long as its key is listed, so that neither the focus nor a press
 * that has begun is lost when others come and go. Needs no document: what it needs of elements is said here.
 *
 * @module
 */

/** What is needed of the element of a row. */
export interface RowElement<Root> {
  /** Puts another element before it in the list; one that is in the list already is moved. */
  before(other: Root): void;
  /** Takes it out of the list. */
  remove(): void;
}

/** What is needed of a list. */
export interface RowList<Root> {
  /** Puts an element at the end; one that is in the list already is moved. */
  append(root: Root): void;
}

/** One row. */
export interface Row<Data, Root extends RowElement<Root>> {
  /** Its element. */
  readonly root: Root;
  /** Draws it anew. */
  readonly show: (data: Data) => void;
}

/** Makes a function that shows these rows in `list`, in this order. Of two with one key the last is shown. */
export function makeRows<Data, Root extends RowElement<Root>>(
  list: RowList<Root>,
  keyOf: (data: Data) => string,
  make: (key: string) => Row<Data, Root>,
): (rows: readonly Data[]) => void {
  let shown = new Map<string, Row<Data, Root>>();
  return (rows) => {
    const next = new Map<string, Row<Data, Root>>();
    for (const data of rows) {
      const key = keyOf(data);
      const row = shown.get(key) ?? make(key);
      row.show(data);
      next.set(key, row);
    }
    for (const [key, { root }] of shown) if (!next.has(key)) root.remove();
    order(
      list,
      [...shown].filter(([key]) => next.has(key)).map(([, { root }]) => root),
      [...next.values()].map(({ root }) => root),
    );
    shown = next;
  };
}

/** Brings elements from one order into another; those that are new are put in. What keeps its place is not moved. */
function order<Root extends RowElement<Root>>(
  list: RowList<Root>,
  from: readonly Root[],
  to: readonly Root[],
): void {
  const placed = new Set<Root>();
  let at = 0;
  for (const root of to) {
    for (let each = from[at]; each !== undefined && placed.has(each); each = from[at]) at += 1;
    const place = from[at];
    if (place === undefined) list.append(root);
    else if (place !== root) place.before(root);
    placed.add(root);
  }
}
