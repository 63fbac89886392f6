import type { DocumentReader, ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import type { ArchivedDocument } from '#functions/sources/read-document.ts';
import { dailySource, reportDays } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';

/** `name|period end|published|aircraft|ships`, and after a further `|` what no rule claims. */
export interface SmallReport {
  readonly name: string;
  readonly date: string;
  readonly published: string | null;
  readonly aircraft: number | null;
  readonly ships?: number | null;
  readonly unread?: string;
}

const reader: DocumentReader = {
  version: 1,
  async read({ bytes }) {
    const reports = JSON.parse(new TextDecoder().decode(bytes)) as readonly SmallReport[];
    return reports.map(
      ({ name, date, published, aircraft, ships = null, unread }): ReadDocument => ({
        document: name,
        period_end: date,
        observations: [
          {
            series: 'taiwan_strait',
            date,
            published,
            values: { aircraft, crossed: null, navy_ships: ships, official_ships: null, balloons: null },
          },
        ],
        printed_totals: [],
        unread: unread === undefined ? [] : [{ text: unread, why: 'no rule' }],
      }),
    );
  },
};

/** The contract of the ministry with a reader of reports in JSON. */
export const smallSource: SourceReader = dailySource(
  'taiwan-mnd',
  reader,
  'taiwan_strait',
  {
    aircraft: 'aircraft',
    crossed: 'crossed_median',
    navy_ships: 'navy_ships',
    official_ships: 'official_ships',
  },
  reportDays,
);

export function smallFile(reports: readonly SmallReport[], receivedOn: string): ArchivedDocument {
  const text = JSON.stringify(reports);
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'reports.json',
    address: null,
    bytes,
    receivedOn,
    sha256: String(text.length).padStart(64, '0'),
  };
}

export const smallReport = (
  date: string,
  aircraft: number | null,
  more: Partial<SmallReport> = {},
): SmallReport => ({
  name: date,
  date,
  published: date,
  aircraft,
  ...more,
});
