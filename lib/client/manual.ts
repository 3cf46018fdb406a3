/**
 * What the client's manual page says beside its options.
 *
 * @module
 */

import type { Manual } from "../options/program.ts";

/** The client's part of its manual page. */
export const CLIENT_MANUAL: Manual = {
  section: 1,
  purpose: "a chat client for terminals and pipes",
  more: [
    {
      title: "EXIT STATUS",
      entries: [
        ["0", "A normal end."],
        ["1", "It could not connect, the connection was lost, or --ca could not be read."],
        ["2", "A mistake in the options, their environment variables or the configuration file."],
        ["3", "It was refused, or disconnected for being idle or too slow."],
        ["130", "Ctrl-C; 129 after SIGHUP and 143 after SIGTERM."],
      ],
    },
    {
      title: "KEYS",
      entries: [
        ["Tab, Shift-Tab", "Completes names, who spoke last first, and commands."],
        ["Up, Down, Ctrl-R", "Calls sent lines back, and searches them."],
        ["Ctrl-A Ctrl-E Ctrl-B Ctrl-F Alt-B Alt-F", "Move by line, character and word."],
        ["Ctrl-K Ctrl-U Ctrl-W Alt-D Ctrl-Y", "Cut, and put back what was cut."],
        ["Ctrl-C", "Empties the line; leaves if there is none. Ctrl-D leaves as well."],
        ["Ctrl-L, Ctrl-Z", "Empties the screen; suspends the client."],
      ],
    },
    {
      title: "FILES",
      entries: [
        [
          "$XDG_CONFIG_HOME/hubbub/config, ~/.config/hubbub/config",
          "Options as key = value, [profile] sections with an address, # comments. On macOS it is " +
          "in ~/Library/Application Support/hubbub, on Windows in %APPDATA%\\hubbub.",
        ],
        [
          "$XDG_STATE_HOME/hubbub/history, ~/.local/state/hubbub/history",
          "The lines that were sent, readable by their owner alone.",
        ],
      ],
    },
  ],
};
