/**
 * How a person joins a daemon from the machine that it runs on. Pure.
 *
 * @module
 */

/** Addresses that mean every address of the machine, and one by which it can be reached. */
const WILDCARDS: ReadonlyMap<string, string> = new Map([["0.0.0.0", "127.0.0.1"], ["::", "::1"]]);

/**
 * The command that joins at a listener for lines: `HOST:PORT`, `[IPV6]:PORT` or `unix:PATH`. `isTls` if it speaks TLS,
 * for which a host name is needed that the certificate has. Never throws.
 */
export function joinCommand(address: string, isTls: boolean): string {
  if (address.startsWith("unix:")) return `nc -U ${inShell(address.slice("unix:".length))}`;
  const [, bracketed, plain, port = ""] = /^(?:\[(.*)\]|(.*)):(\d+)$/s.exec(address) ?? [];
  const host = bracketed ?? plain ?? "";
  return isTls ? `hubbub tls://HOST:${port}` : `nc ${WILDCARDS.get(host) ?? host} ${port}`;
}

function inShell(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
