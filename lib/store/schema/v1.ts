/**
 * Version 1 of the database. What stands here never changes: files of this version exist. A change is a
 * further version with a migration (schema.ts).
 *
 * A **place** is a room from its making to its end, named by room and epoch. The id of an event is
 * `place * 2^32 + seq`, so the events of one place are neighbours in the file, in their order, and the
 * same number finds an event in the index.
 *
 * @module
 */

/** The tables of version 1. */
export const VERSION_1 = `
CREATE TABLE place (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 1048575),
  room TEXT NOT NULL,
  epoch TEXT NOT NULL,
  topic TEXT NOT NULL,
  -- The last number that was written, and the last that may have been told after it.
  seq INTEGER NOT NULL,
  reserved INTEGER NOT NULL,
  -- Messages and actions: all that were said, and those that are still here.
  said INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  -- Messages up to this number are in the index; the others follow.
  indexed INTEGER NOT NULL,
  -- What has this number or a lower one was said before the room became public for the last time.
  open_from INTEGER NOT NULL,
  -- When the room vanished or became private, since the epoch; NULL while it is recorded.
  closed INTEGER,
  UNIQUE (room, epoch)
) STRICT;

CREATE INDEX place_unindexed ON place (id) WHERE indexed < seq;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  -- See sql/event_row.ts, also for what the other columns hold.
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  detail TEXT
) STRICT;

CREATE INDEX event_time ON event (id >> 32, time);

-- The terms are made by lib/text/search_terms.ts: the tokenizer only splits them at the blanks. The
-- author is a folded name, whose punctuation belongs to it.
CREATE VIRTUAL TABLE word USING fts5(
  term, author, content='', columnsize=0, detail=column, tokenize="ascii tokenchars '-_.:[]'"
);
INSERT INTO word (word, rank) VALUES ('secure-delete', 1);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
