/**
 * The table `word`: the index of what was said, by the terms of lib/text/search_terms.ts and by author.
 * It holds no texts: to remove an entry its text is needed. A query of people never becomes a part of
 * an SQL statement, and in a query for FTS5 it stands in quotes, where nothing has a special meaning.
 *
 * @module
 */

import type { DatabaseSync, StatementSync } from "node:sqlite";
import { fold } from "../../text/fold.ts";
import { type IndexTerm, searchTerms } from "../../text/search_terms.ts";

/** What the index needs of a message. */
export interface Entry {
  /** The id of the event. */
  readonly id: number;
  /** The name of the author, as it was told. */
  readonly name: string;
  /** What was said. */
  readonly text: string;
}

/** What the index is asked for; at least one term, or an author. */
export interface IndexQuery {
  /** Conditions on the terms; all must hold. */
  readonly terms: readonly IndexTerm[];
  /** The folded name of the author; undefined for everybody. */
  readonly by?: string | undefined;
}

/** Which ids are asked for. */
export interface IdRange {
  /** The lowest. */
  readonly first: number;
  /** The highest. */
  readonly last: number;
  /** The most ids of the answer. */
  readonly limit: number;
}

/** A number: the runtime passes all of them as fractions, and FTS5 takes no notice of a bound that is one. */
const INTEGER = "CAST(? AS INTEGER)";
/** How many pages of the index are rewritten at a time. */
const REWRITTEN_PAGES = 64;
/** So many messages are added by one statement: a statement for each takes nearly twice the time. */
const ROWS_AT_ONCE = 50;
/** The most terms that the index is asked for; the caller looks at the text for the others. */
const MAX_TERMS = 32;

/** Reads and writes the index. Every method throws what SQLite throws. */
export class WordIndex {
  readonly #insert: StatementSync;
  readonly #insertMany: StatementSync;
  readonly #remove: StatementSync;
  readonly #find: StatementSync;
  readonly #config: StatementSync;
  readonly #set: StatementSync;
  readonly #changes: StatementSync;

  /** The index of this database, which must have the present schema. */
  constructor(db: DatabaseSync) {
    const insert = "INSERT INTO word (rowid, term, author) VALUES ";
    const row = `(${INTEGER}, ?, ?)`;
    this.#insert = db.prepare(insert + row);
    this.#insertMany = db.prepare(insert + Array(ROWS_AT_ONCE).fill(row).join(", "));
    this.#remove = db.prepare(
      `INSERT INTO word (word, rowid, term, author) VALUES ('delete', ${INTEGER}, ?, ?)`,
    );
    this.#find = db.prepare(
      `SELECT rowid AS id FROM word WHERE word MATCH ? AND rowid BETWEEN ${INTEGER} AND ${INTEGER} ` +
        "ORDER BY rowid DESC LIMIT ?",
    );
    this.#config = db.prepare("SELECT v FROM word_config WHERE k = 'secure-delete'");
    this.#set = db.prepare(`INSERT INTO word (word, rank) VALUES (?, ${INTEGER})`);
    this.#changes = db.prepare("SELECT total_changes() AS count");
  }

  /**
   * Whether what is removed leaves the file at once, which costs about 0.4 ms a message. Otherwise it
   * is marked, which costs a tenth, and leaves the file when the index is rewritten.
   */
  get isThorough(): boolean {
    return Number(this.#config.get()?.["v"] ?? 0) === 1;
  }

  /** Sets whether what is removed leaves the file at once; the file remembers it. */
  setThorough(isThorough: boolean): void {
    this.#set.run("secure-delete", isThorough ? 1 : 0);
  }

  /**
   * Rewrites a part of the index, so that what was removed leaves the file. Returns whether nothing is
   * left to rewrite. The first call begins, with `isFirst`.
   */
  rewrite(isFirst: boolean): boolean {
    const before = Number(this.#changes.get()?.["count"]);
    this.#set.run("merge", isFirst ? -REWRITTEN_PAGES : REWRITTEN_PAGES);
    // SQLite documents this as the way to know.
    return Number(this.#changes.get()?.["count"]) - before < 2;
  }

  /** Adds a message that is not in the index. */
  insert({ id, name, text }: Entry): void {
    this.#insert.run(id, ...columnsOf(name, text));
  }

  /** Adds messages that are not in the index. */
  insertAll(entries: readonly Entry[]): void {
    let next = 0;
    for (; next + ROWS_AT_ONCE <= entries.length; next += ROWS_AT_ONCE) {
      const some = entries.slice(next, next + ROWS_AT_ONCE);
      this.#insertMany.run(...some.flatMap(({ id, name, text }) => [id, ...columnsOf(name, text)]));
    }
    for (const entry of entries.slice(next)) this.insert(entry);
  }

  /** Removes a message that is in the index, with these very texts. */
  remove({ id, name, text }: Entry): void {
    this.#remove.run(id, ...columnsOf(name, text));
  }

  /** The ids of the range that meet the query, the highest first. */
  find(query: IndexQuery, { first, last, limit }: IdRange): number[] {
    const rows = this.#find.all(matchOf(query), first, last, limit);
    return rows.map((row) => Number(row["id"]));
  }
}

/** The columns `term` and `author` of a message. */
function columnsOf(name: string, text: string): [term: string, author: string] {
  return [searchTerms(text).join(" "), authorTerm(fold(name))];
}

/** The query as FTS5 reads it. */
function matchOf({ terms, by }: IndexQuery): string {
  const parts = terms.slice(0, MAX_TERMS).map(({ term, isPrefix }) =>
    `term : ${quoted(term)}${isPrefix ? " *" : ""}`
  );
  if (by !== undefined) parts.push(`author : ${quoted(authorTerm(by))}`);
  return parts.join(" AND ");
}

/** What the tokenizer would split a name at. */
const SEPARATOR = /(?![\w.:[\]-])[\0-\x7f]/g;

/** One term for a folded name: what the tokenizer would split it at is replaced, so names may share it. */
function authorTerm(name: string): string {
  return name.replace(SEPARATOR, "_") || "_";
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
