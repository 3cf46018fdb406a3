/**
 * What a browser may do with what it is sent, as one table of fields. Every answer has them. Pure.
 *
 * @module
 */

/** What the page may load, and from where: its own files, its own socket, and nothing else. */
export const CONTENT_SECURITY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // No other page can show this one in a frame and have people press what they do not see.
  "frame-ancestors 'none'",
  // No text becomes markup or script, whatever the page's own code does with it.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** The security fields of every answer, by name. */
export const SECURITY_FIELDS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY.join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // The address of the page may name a room; what people follow from it need not know.
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
};

/**
 * The field that cuts a page off from the page that opened it. A browser ignores it, and says so as an error,
 * for a page that came without TLS from another machine.
 */
export const OPENER_FIELDS: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
};
