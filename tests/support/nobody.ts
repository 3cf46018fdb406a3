/**
 * An address at which nobody listens, now and for as long as it is held.
 *
 * @module
 */

/**
 * The port of one end of a connection: the system gives it to nobody else, and refuses who connects to
 * it. A port of a listener that was closed could be another program's a moment later.
 */
export class Nobody implements Disposable {
  readonly #ends: readonly Deno.TcpConn[];
  /** The port, on 127.0.0.1. */
  readonly port: number;

  private constructor(caller: Deno.TcpConn, called: Deno.TcpConn) {
    this.#ends = [caller, called];
    this.port = caller.localAddr.port;
  }

  /** Takes a port. */
  static async take(): Promise<Nobody> {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const calling = Deno.connect({ hostname: "127.0.0.1", port: listener.addr.port });
    const called = await listener.accept();
    return new Nobody(await calling, called);
  }

  /** Gives the port back. */
  [Symbol.dispose](): void {
    for (const end of this.#ends) end.close();
  }
}
