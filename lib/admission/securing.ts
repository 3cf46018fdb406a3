/**
 * The TLS front of a daemon and its certificate, which can be renewed while the daemon runs. At the start
 * a failure is one sentence, later a log record. Only a daemon with listeners over TLS loads this.
 *
 * @module
 */

import type { TlsConfig } from "../config/config.ts";
import type { Log } from "../log/log.ts";
import { type Credentials, readCredentials, UnusableCredentials } from "../net/credentials.ts";
import { TlsFront } from "../net/tls_front.ts";
import { invalidityOf } from "../net/validity.ts";
import { cannotUse } from "../program/cannot_start.ts";
import { deadline } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";

/** The log for the operator, and the time since the epoch. */
export interface Reporting {
  /** The log. */
  readonly log: Log;
  /** The time, by the system clock. */
  time(): number;
}

/** Reads the certificate and makes the TLS front that uses it. Rejects with `CannotStart`. */
export async function openFront(
  tls: TlsConfig,
  { pacer, ...reporting }: Reporting & { readonly pacer: Pacer },
): Promise<TlsFront> {
  try {
    const credentials = await readCredentials(tls);
    const front = new TlsFront({
      credentials,
      later: (after, call) => deadline(pacer, after, call),
    });
    await warnIfInvalid(credentials, reporting);
    return front;
  } catch (error) {
    if (!(error instanceof UnusableCredentials)) throw error;
    throw cannotUse(error);
  }
}

/** Reads the certificate again, for new connections. If unusable, returns false. Never rejects. */
export async function renewCertificate(
  front: TlsFront,
  tls: TlsConfig,
  reporting: Reporting,
): Promise<boolean> {
  const { log } = reporting;
  try {
    const credentials = await readCredentials(tls);
    front.replaceCredentials(credentials);
    log.info("certificate-reloaded", { file: tls.certFile });
    await warnIfInvalid(credentials, reporting);
    return true;
  } catch (error) {
    const cause = error instanceof UnusableCredentials ? cannotUse(error) : error;
    const words = cause instanceof Error ? cause.message : String(cause);
    log.error("certificate-not-reloaded", { error: words });
    return false;
  }
}

/** Logs an invalid certificate: clients reject it, and otherwise only they would report it. */
async function warnIfInvalid(
  { cert, certFile: file }: Credentials,
  { log, time }: Reporting,
): Promise<void> {
  const invalidity = await invalidityOf(cert, time());
  if (invalidity?.code === "expired") {
    log.warn("certificate-expired", { file, until: new Date(invalidity.until).toISOString() });
  } else if (invalidity !== undefined) {
    log.warn("certificate-not-yet-valid", { file, from: new Date(invalidity.from).toISOString() });
  }
}
