/**
 * What is known of the user's connections, this one and earlier ones. PURE.
 *
 * @module
 */

/** An earlier connection on which texts were sent that wait. */
export interface Former {
  /** Its number, as `sentIn` of the texts. */
  readonly connection: number;
  /** The name that the user had on it last. */
  name: string;
  /** Whether it has ended for the daemon too. */
  isGone: boolean;
}

/** What is known of one of the user's connections in one room, where its changes of name are told in their turn. */
export interface Life {
  /** The last number before its arrival. */
  readonly entry: number;
  /** Its name there. */
  name: string;
  /** Its name there before the first event that was skipped; undefined if none was. */
  nameBeforeSkip?: string | undefined;
  /** Whether its departure was told there. */
  hasLeft: boolean;
}
