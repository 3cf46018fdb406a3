/**
 * Version 2 of the database: what was decided to keep order. What stands here never changes: files of this
 * version exist. A change is a further version with a migration (schema.ts).
 *
 * The lockdown is a row of `setting`: `lockdown` is `on`, or there is none.
 *
 * @module
 */

/** What version 2 adds to version 1. */
export const VERSION_2 = `
-- A ban or a mute.
CREATE TABLE sentence (
  -- The order of decision.
  id INTEGER PRIMARY KEY,
  -- See sql/order_table.ts.
  kind INTEGER NOT NULL,
  -- The lobby stands for the whole daemon.
  room TEXT NOT NULL,
  network TEXT NOT NULL,
  -- The name that the person had; NULL if a network was named.
  name TEXT,
  -- When it ends, since the epoch; NULL if it does not.
  until INTEGER,
  -- The name of the person that imposed it; empty if that is not known any more.
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  since INTEGER NOT NULL,
  UNIQUE (kind, room, network)
) STRICT;

CREATE INDEX sentence_until ON sentence (until) WHERE until IS NOT NULL;

-- A room that stays when nobody is in it; for the lobby, its settings alone.
CREATE TABLE kept_room (
  room TEXT PRIMARY KEY,
  is_private INTEGER NOT NULL,
  is_topic_locked INTEGER NOT NULL,
  is_moderated INTEGER NOT NULL,
  -- A digest, made with a key that is not in this file.
  password TEXT,
  -- While it is public, everybody may read from this number on.
  open_from INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
