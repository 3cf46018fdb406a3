/**
 * Finds what index.html has.
 *
 * @module
 */

/** An element of index.html. Throws an `Error` if it is not there: the page is not whole then. */
export function byId(id: string): HTMLElement {
  return byIdOf(id, HTMLElement);
}

/** An element of this class. Throws an `Error` if it is not there, or another. */
export function byIdOf<Made extends HTMLElement>(id: string, made: new () => Made): Made {
  const found = document.getElementById(id);
  if (!(found instanceof made)) throw new Error(`the page has no element ${id}`);
  return found;
}

/** Whether a dialog stands above the page: keys are its own then. */
export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}
