/**
 * The page: joins model, link and view.
 *
 * @module
 */

document.body.append("hello");
