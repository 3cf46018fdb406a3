/**
 * What carries a connection.
 *
 * @module
 */

/**
 * What carries a connection; `admin` is a listener for operators, `pipe` is within the process, `web` and
 * `web-tls` carry WebSockets.
 */
export type Transport = "tcp" | "tls" | "unix" | "admin" | "pipe" | "web" | "web-tls";
