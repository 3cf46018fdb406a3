/**
 * Which events all nodes of a cluster must apply, and which only the node of the client does, because
 * nobody else would notice them.
 *
 * @module
 */

import type { Command } from "../command.ts";
import { commandNamed } from "../commands/mod.ts";
import type { ChatEvent } from "../event.ts";
import { readCommand } from "./read_command.ts";
import { QUICK_READER } from "./reader.ts";

/** Whether all nodes must apply this event. Faster if it was read. Never throws. */
export function isAgreed(event: ChatEvent): boolean {
  switch (event.kind) {
    case "connected":
    case "disconnected":
    case "gone":
    case "barred":
    case "forget":
      return true;
    case "tick":
      return event.part === "agreed";
    case "command":
      return isAgreedCommand(event.command);
    default:
      return false;
  }
}

/** One that there is not, or that is refused because of its form, is answered to the client alone. */
function isAgreedCommand(command: Command): boolean {
  switch (command.kind) {
    case "hello":
      return true;
    case "ask":
      return isAgreedCommand(readCommand(command, QUICK_READER));
    case "bound": {
      const spec = commandNamed(command.name);
      if (spec === undefined || spec.isPrivate === true) return false;
      return !spec.isPrivate?.(command.args);
    }
    default:
      return false;
  }
}
