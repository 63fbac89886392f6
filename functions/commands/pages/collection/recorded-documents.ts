/** Recorded documents of publishers and the series that ship, read from files for the page that compares them. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { DocumentReader, ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { senkakuJcgReader } from '#functions/sources/publishers/senkaku-jcg/senkaku-jcg.reader.ts';
import { taiwanMndReader } from '#functions/sources/publishers/taiwan-mnd/taiwan-mnd.reader.ts';
import type { RecordedDocuments } from './collection-differences-page.ts';

const ROOT = new URL('../../../../', import.meta.url);
const FIXTURES = new URL('test/fixtures/publishers/', ROOT);
const SERIES = new URL('shared/reference-tables/signals/', ROOT);

const rowsOf = (file: URL): Readonly<Record<string, string>>[] => parse(readFileSync(file), { columns: true, comment: '#' });

const read = (reader: DocumentReader, name: string, file: URL): Promise<readonly ReadDocument[]> =>
  reader.read({ name, address: null, bytes: readFileSync(file), receivedOn: '2026-11-27' });

/** All recorded documents of the first two sources, as their readers understand them, beside the shipped series. */
export const recordedDocuments = async (): Promise<RecordedDocuments> => {
  const texts = new URL('mnd/report-texts.csv', FIXTURES);
  const months = readdirSync(new URL('jcg/', FIXTURES))
    .filter((name) => name.endsWith('.txt'))
    .sort();
  const jcg: { readonly file: string; readonly document: ReadDocument }[] = [];
  for (const file of months) {
    for (const document of await read(senkakuJcgReader, file, new URL(`jcg/${file}`, FIXTURES))) jcg.push({ file, document });
  }
  return {
    mndTexts: parse(readFileSync(texts)).length - 1,
    mnd: await read(taiwanMndReader, 'report-texts.csv', texts),
    mndSeries: rowsOf(new URL('taiwan_mnd_daily_merged.csv', SERIES)),
    jcg,
    jcgSeries: rowsOf(new URL('senkaku_daily.csv', SERIES)),
  };
};
