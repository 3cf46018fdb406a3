/**
 * The rows of a list. An element stays as long as its key is listed, so that neither the focus nor a press
 * that has begun is lost when others come and go.
 *
 * @module
 */

/** One row. */
export interface Row<Data> {
  /** Its element. */
  readonly root: HTMLElement;
  /** Draws it anew. */
  readonly show: (data: Data) => void;
}

/** Makes a function that shows these rows in `list`, in this order. Of two with one key the last is shown. */
export function makeRows<Data>(
  list: HTMLElement,
  keyOf: (data: Data) => string,
  make: (key: string) => Row<Data>,
): (rows: readonly Data[]) => void {
  let shown = new Map<string, Row<Data>>();
  return (rows) => {
    const next = new Map<string, Row<Data>>();
    for (const data of rows) {
      const key = keyOf(data);
      const row = shown.get(key) ?? make(key);
      row.show(data);
      next.set(key, row);
    }
    for (const [key, { root }] of shown) if (!next.has(key)) root.remove();
    let place = list.firstElementChild;
    for (const { root } of next.values()) {
      if (root === place) place = place.nextElementSibling;
      else list.insertBefore(root, place);
    }
    shown = next;
  };
}
