/**
 * Opens the listeners of a daemon, and the TLS front with its certificate. At the start a failure is one
 * sentence. The certificate can be renewed while the daemon runs; then a failure is a log record.
 *
 * @module
 */

import { cannotListen, cannotUse } from "../program/cannot_start.ts";
import type { Config, TlsConfig } from "../config.ts";
import type { Log } from "../log/log.ts";
import { type Credentials, readCredentials, UnusableCredentials } from "../net/credentials.ts";
import { ListenFailure, openListeners } from "../net/open_listeners.ts";
import type { Listener } from "../net/tcp.ts";
import { TlsFront } from "../net/tls_front.ts";
import { invalidityOf } from "../net/validity.ts";
import { deadline } from "../time/deadline.ts";
import type { Pacer } from "../time/pacer.ts";

/** The log for the operator, and the time since the epoch. */
export interface Reporting {
  /** The log. */
  readonly log: Log;
  /** The time, by the system clock. */
  time(): number;
}

/** Opens all listeners of the configuration, those over TLS last. Rejects with `CannotStart`. */
export async function openAll({ listen, tls, socketMode }: Config): Promise<Listener[]> {
  const plain = listen.map((address) => ({ address, isTls: false, socketMode }));
  const secured = (tls?.addresses ?? []).map((address) => ({ address, isTls: true }));
  try {
    return await openListeners([...plain, ...secured]);
  } catch (error) {
    if (!(error instanceof ListenFailure)) throw error;
    throw cannotListen(error);
  }
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

/** Reads the certificate again, for new connections. If unusable, nothing changes. Never rejects. */
export async function renewCertificate(
  front: TlsFront,
  tls: TlsConfig,
  reporting: Reporting,
): Promise<void> {
  const { log } = reporting;
  try {
    const credentials = await readCredentials(tls);
    front.replaceCredentials(credentials);
    log.info("certificate-reloaded", { file: tls.certFile });
    await warnIfInvalid(credentials, reporting);
  } catch (error) {
    const cause = error instanceof UnusableCredentials ? cannotUse(error) : error;
    const words = cause instanceof Error ? cause.message : String(cause);
    log.error("certificate-not-reloaded", { error: words });
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
