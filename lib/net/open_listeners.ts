/**
 * Opens all listeners of a daemon, or none. Detects conflicts between listeners of the same daemon, so
 * that the error does not blame another program.
 *
 * @module
 */

import { formatAddress, type ListenAddress } from "./address.ts";
import type { ListenFault } from "./listen_fault.ts";
import { listen, type Listener } from "./tcp.ts";

/** A listener to open. */
export interface Wanted {
  /** Its address. */
  readonly address: ListenAddress;
  /** Whether a TLS front must secure its peers. */
  readonly isTls: boolean;
  /** Whether its peers are operators; on a Unix socket only. */
  readonly isAdmin?: boolean | undefined;
  /** Whether its peers are browsers; not on a Unix socket. */
  readonly isWeb?: boolean | undefined;
  /** The mode of the file of a Unix socket; undefined leaves it to the umask. */
  readonly socketMode?: number | undefined;
}

/** A listener could not be opened; the cause is the error of the system. */
export class ListenFailure extends Error {
  /** The name in stack traces. */
  override readonly name: string = "ListenFailure";
  /** Its address, as configured. */
  readonly address: string;
  /** The reason. */
  readonly fault: ListenFault;

  /** Made of the address, the reason and the error of the system. */
  constructor(address: string, fault: ListenFault, options: ErrorOptions) {
    super(`cannot listen on ${address}: ${fault.code}`, options);
    this.address = address;
    this.fault = fault;
  }
}

/** An open listener, and its request. */
interface Opened {
  readonly wanted: Wanted;
  listener: Listener;
}

const ANY_IPV4 = "0.0.0.0";
const ANY_IPV6 = "::";

/** Opens listeners in this order. Rejects with `ListenFailure`; then none is left open. */
export async function openListeners(all: readonly Wanted[]): Promise<Listener[]> {
  const opened: Opened[] = [];
  for (const wanted of all) {
    try {
      opened.push({ wanted, listener: await open(wanted) });
    } catch (error) {
      const twin = isInUse(error)
        ? opened.find((other) => isOtherWildcard(other.wanted, wanted))
        : undefined;
      const cause = twin === undefined ? error : await share(twin, wanted, opened);
      if (cause !== undefined) throw await failure(opened, wanted, cause);
    }
  }
  return opened.map(({ listener }) => listener);
}

function open({ address, ...options }: Wanted): Promise<Listener> {
  return listen(address, options);
}

/**
 * On systems where a listener on `[::]` also accepts IPv4, one listener serves both wildcard addresses
 * of a port. Resolves with the error if that fails; then the twin is closed.
 */
async function share(twin: Opened, wanted: Wanted, opened: Opened[]): Promise<unknown> {
  twin.listener.close();
  const [both, covered] = isAny(wanted, ANY_IPV6) ? [wanted, twin.wanted] : [twin.wanted, wanted];
  try {
    // If only the first listener was in the way, this opens now; otherwise another program has the port.
    (await open(covered)).close();
    const listener = await open(both);
    const idle = coveredListener(covered, listener);
    twin.listener = both === twin.wanted ? listener : idle;
    opened.push({ wanted, listener: both === wanted ? listener : idle });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** A listener that accepts nothing, because another listener accepts its peers. */
function coveredListener({ address }: Wanted, by: Listener): Listener {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>();
  return {
    transport: by.transport,
    address: formatAddress(address),
    hostname: ANY_IPV4,
    async accept() {
      await closed;
      throw new Deno.errors.BadResource("the listener is closed");
    },
    close,
    [Symbol.dispose]: close,
  };
}

/** Closes all open listeners, and finds out whether one of them had the address. */
async function failure(
  opened: readonly Opened[],
  wanted: Wanted,
  cause: unknown,
): Promise<ListenFailure> {
  let owner: string | undefined;
  for (const { wanted: other, listener } of opened) {
    listener.close();
    if (owner !== undefined || !isInUse(cause)) continue;
    if (await canOpen(wanted)) owner = formatAddress(other.address);
  }
  // Loaded only now: listeners that open need no word on why they do not.
  const { listenFaultOf } = await import("./listen_fault.ts");
  const fault = owner === undefined ? listenFaultOf(cause) : { code: "own", owner } as const;
  return new ListenFailure(formatAddress(wanted.address), fault, { cause });
}

async function canOpen(wanted: Wanted): Promise<boolean> {
  try {
    (await open(wanted)).close();
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof Deno.errors.AddrInUse;
}

function isOtherWildcard(a: Wanted, b: Wanted): boolean {
  const areBoth = (isAny(a, ANY_IPV4) && isAny(b, ANY_IPV6)) ||
    (isAny(a, ANY_IPV6) && isAny(b, ANY_IPV4));
  const areAlike = a.isTls === b.isTls && (a.isWeb ?? false) === (b.isWeb ?? false);
  return areBoth && areAlike && portOf(a) === portOf(b);
}

function isAny({ address }: Wanted, hostname: string): boolean {
  return address.transport === "tcp" && address.hostname === hostname;
}

function portOf({ address }: Wanted): number | undefined {
  return address.transport === "tcp" ? address.port : undefined;
}
