import { DatabaseSync } from 'node:sqlite';
import type { OrderedTexts } from '#functions/ports/ordered-texts.ts';

/** With this name SQLite makes a database of its own on the disk, which it removes itself; what fits into the cache never gets there. */
const TEMPORARY = '';

/** Texts in a temporary SQLite database: sorting more than fits into memory is not this project's to write. */
export function sqliteOrderedTexts(): OrderedTexts {
  const database = new DatabaseSync(TEMPORARY);
  database.exec(
    'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE texts (list TEXT, place INTEGER, text TEXT, PRIMARY KEY (list, place)) STRICT, WITHOUT ROWID',
  );
  const put = database.prepare('INSERT INTO texts (list, place, text) VALUES (?, ?, ?)');
  const read = database.prepare('SELECT text FROM texts WHERE list = ? ORDER BY place');
  database.exec('BEGIN');
  return {
    put: (list, place, text) => void put.run(list, place, text),
    *inOrder(list) {
      for (const { text } of read.iterate(list) as Iterable<{ readonly text: string }>) yield text;
    },
    close: () => database.close(),
  };
}
