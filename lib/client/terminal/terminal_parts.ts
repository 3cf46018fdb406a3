/**
 * What the client on a terminal is made of, as the composition root hands it over.
 *
 * @module
 */

import type { ClientState } from "../connection/client_state.ts";
import type { Hello, Link } from "../connection/link.ts";
import type { Places } from "../connection/servers.ts";
import type { ChatLog } from "../record/chat_log.ts";
import type { ClientConfig } from "../settings/config.ts";
import type { CanvasParts } from "./drawing/canvas.ts";
import type { Announcement } from "./notification.ts";
import type { SheetParts } from "./talk/sheet.ts";
import type { FirstHint } from "./first_hint.ts";
import type { History } from "./typing/history.ts";

/** What `TerminalSession` works with; it owns none of it. */
export interface TerminalParts
  extends CanvasParts, SheetParts, Pick<ClientConfig, "isQuiet" | "highlights"> {
  /** Opens a connection with a hello, each time to the next address; rejects if it cannot be made. */
  readonly connect: (hello: Hello) => Promise<Link>;
  /** The addresses; undefined for a single one. */
  readonly places?: Places | undefined;
  /** The client's initial state in the chat. */
  readonly clientState: ClientState;
  /** What the keyboard sends; cancelled at the end. */
  readonly input: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** The lines of earlier runs. */
  readonly history: History;
  /** Keeps a sent line for later runs. Never rejects. */
  readonly remember: (line: string) => Promise<void>;
  /** The hint at the first start. */
  readonly firstHint: FirstHint;
  /** Whether to come back when the connection is lost. */
  readonly isReconnecting: boolean;
  /** How mentions are announced, beside the bell. */
  readonly announcement: Announcement;
  /** Keeps the talk in a file as well; undefined for none. */
  readonly log?: ChatLog | undefined;
}
