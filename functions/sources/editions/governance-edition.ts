import type { GovernanceRow } from '#domain/vocabulary/reference-data.ts';
import type { ReadDocument } from '../publishers/document-reader.ts';
import { type EditionReading, rewritten, type Statement } from './edition.ts';

const STABILITY = 'PV';
const DIMENSIONS = 6;
/** Between two updates no estimate moved so far. */
const FAR = 0.25;

export function governanceEdition(
  documents: readonly ReadDocument[],
  known: readonly GovernanceRow[],
  edition: Readonly<{ id: string; published: string }>,
  statement: Statement,
): EditionReading {
  const published = known.map((row) => row.published ?? '').toSorted();
  const before = known.filter((row) => row.published === published.at(-1));
  const economies = new Set(before.map(({ country }) => country));
  const figures = documents.flatMap(({ observations }) => observations.map(({ values }) => values));
  const stability = figures.filter(({ indicator }) => indicator === STABILITY);
  const year = Math.max(...stability.map((figure) => Number(figure.year)));
  const of = (country: string, when: number) =>
    stability.find((figure) => figure.country === country && figure.year === when);
  const mean = (country: string): number | null => {
    const ofYear = figures.filter(
      (figure) => figure.country === country && figure.year === year && typeof figure.estimate === 'number',
    );
    const estimates = new Map(ofYear.map(({ indicator, estimate }) => [indicator, estimate as number]));
    return estimates.size < DIMENSIONS
      ? null
      : Number(([...estimates.values()].reduce((sum, one) => sum + one, 0) / DIMENSIONS).toFixed(4));
  };
  const rows = [...economies].toSorted().flatMap((country) => {
    const figure = of(country, year);
    if (figure === undefined || typeof figure.estimate !== 'number') return [];
    return {
      iso3: country,
      edition: edition.id,
      published: edition.published,
      year,
      political_stability_est: figure.estimate,
      wgi_mean_est: mean(country),
    };
  });
  const read = new Set(rows.map(({ iso3 }) => iso3));
  const lost = before.filter(({ country }) => !read.has(country) && !statement.without.includes(country));
  const restated = before.map(({ country, date, political_stability }) => {
    const now = of(country, Number(date))?.estimate;
    return { before: political_stability, after: typeof now === 'number' ? now : null };
  });
  const far = statement.rewritten ? null : rewritten(restated, () => FAR);
  const strangers = new Set(
    stability.map(({ country }) => String(country)).filter((country) => !economies.has(country)),
  );
  return {
    file: 'editions/governance_by_edition.csv',
    rows,
    faults: [
      ...documents.flatMap(({ unread }) => unread.map(({ text, why }) => `${text}: ${why}`)),
      ...(stability.length === 0
        ? [`The document has no estimate of political stability (${STABILITY}).`]
        : []),
      ...(Number(before[0]?.date) >= year
        ? [`The newest year of the document is ${year}, no later than that of ${before[0]?.edition}.`]
        : []),
      ...(lost.length === 0
        ? []
        : [
            `${lost.map(({ country }) => country).join(', ')} had an estimate in ${before[0]?.edition} and have none of ${year}. If the publisher left them out, say so with --without.`,
          ]),
      ...(far === null ? [] : [far]),
    ],
    told:
      strangers.size === 0
        ? []
        : [
            `${strangers.size} codes of the document are no economy of governance.csv, such as groups of countries.`,
          ],
  };
}
