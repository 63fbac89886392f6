import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { SIGNAL_TABLES } from './tables/security-signals.ts';

/** Path of a table below the folder of the facts. */
const pathOf = (table: string): string => `${SIGNAL_TABLES.includes(table) ? 'signals/' : ''}${table.replaceAll('_', '-')}.json`;

/** File name -> text. One row per line, so that a new vintage is a diff that can be read. */
export function referenceFiles(data: ReferenceData): ReadonlyMap<string, string> {
  const tables = Object.entries(data).map(([table, rows]) => {
    const lines = (rows as readonly unknown[]).map((row) => JSON.stringify(row));
    return [pathOf(table), `[\n${lines.join(',\n')}\n]\n`] as const;
  });
  return new Map(tables);
}

/** Writes the files of a build under `to`; returns their names. A file is whole or not there: it is moved into place. */
export function writeReferenceData(data: ReferenceData, to: string): readonly string[] {
  const files = referenceFiles(data);
  for (const [name, content] of files) {
    const path = join(to, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.partial`, content);
    renameSync(`${path}.partial`, path);
  }
  return [...files.keys()];
}
