/** Reader of the daily reports of Taiwan's Ministry of National Defense: pages in Chinese and English, and tables of collected texts. */
import { parse } from 'csv-parse/sync';
import type { DocumentReader, RawDocument, ReadDocument } from '../document-reader.ts';
import { type ReportText, readReport } from './read-report.ts';
import { readPage, writtenDay } from './report-pages.ts';

const unreadable = (raw: RawDocument, text: string, why: string): ReadDocument => ({
  document: raw.name,
  periodEnd: null,
  observations: [],
  printedTotals: [],
  unread: [{ text: text.slice(0, 120), why }],
});

const decoded = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const isHtml = (text: string): boolean => /^\s*</u.test(text);

const PUBLISHED_COLUMNS = ['published', 'report_date', 'date'];

/** Rows of a table with a column `text` and one of days; `null` for a file of another kind. */
const tableRows = (text: string): readonly ReportText[] | null => {
  let rows: readonly (readonly string[])[];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    return null;
  }
  const names = rows[0]?.map((name) => name.trim().toLowerCase()) ?? [];
  const texts = names.indexOf('text');
  const days = PUBLISHED_COLUMNS.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  if (texts < 0 || days < 0) return null;
  return rows.slice(1).map((row) => ({ text: row[texts] ?? '', published: writtenDay(row[days] ?? '') }));
};

const TWO_OF_ONE_PERIOD =
  'Two reports of one day of publication name the same period and state different counts: one may correct the other, or they may be parts of the day. Say which holds.';

/**
 * Texts collected in one file. A text that comes twice is one document. Two of one period with different counts are a correction where one
 * was published later; published on one day, nothing says which of them holds.
 */
const readRows = (rows: readonly ReportText[]): readonly ReadDocument[] => {
  const seen = new Set<string>();
  const documents = rows.map(readReport).filter(({ document, words }) => {
    const key = `${document}\n${words}`;
    return seen.has(key) ? false : seen.add(key);
  });
  const statements = new Map<string, Set<string>>();
  const day = ({ document, observations }: ReadDocument): string => `${document} ${observations[0]?.published}`;
  for (const document of documents) {
    statements.set(day(document), (statements.get(day(document)) ?? new Set()).add(JSON.stringify(document.observations[0]?.values)));
  }
  return documents.map((document) =>
    (statements.get(day(document))?.size ?? 0) > 1
      ? { ...document, unread: [...document.unread, { text: document.document, why: TWO_OF_ONE_PERIOD }] }
      : document,
  );
};

/** Reads list pages, pages of reports, and tables with the columns `published` and `text` in any order. */
export const taiwanMndReader: DocumentReader = {
  version: 1,
  async read(raw) {
    const text = decoded(raw.bytes);
    if (text === null) return [unreadable(raw, '', 'The file is not text in UTF-8, in which the ministry publishes.')];
    if (isHtml(text)) {
      const page = readPage(text, raw.address);
      if (page.kind === 'item') return [readReport(page)];
      if (page.kind === 'strange') return [unreadable(raw, text, page.why)];
      return [{ document: raw.address ?? raw.name, periodEnd: null, observations: [], printedTotals: [], unread: [], listed: page.listed }];
    }
    const rows = tableRows(text);
    if (rows === null) return [unreadable(raw, text, 'The file is neither a page nor a table with the columns "published" and "text".')];
    return readRows(rows);
  },
};
