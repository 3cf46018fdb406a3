/**
 * The shape of the files of the page.
 *
 * @module
 */

/** One file of the page. */
export interface SiteFile {
  /** Its path as a browser asks for it, without a query: `/` for the document, `/app.js`. */
  readonly path: string;
  /** Its media type, with the charset where it is text: `text/html; charset=utf-8`. */
  readonly type: string;
  /** What is in it. */
  readonly text: string;
}
