import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const yearOf = (date: string) => Number(date.slice(0, 4));

const LAST_YEARS: Readonly<Record<string, () => number>> = {
  'usgs-mcs': () =>
    Math.max(
      ...bundledReferenceData.shares.flatMap(({ edition, date }) =>
        edition?.startsWith('MCS') ? yearOf(date) : [],
      ),
    ),
  wgi: () => Math.max(...bundledReferenceData.governance.map(({ date }) => yearOf(date))),
};

export function waitingEdition(
  { name, publisher }: SourceContract,
  content: string | null,
): Readonly<{ waits?: string }> {
  const year = Number(content?.slice(0, 4) ?? 0);
  const last = LAST_YEARS[name]?.() ?? Number.POSITIVE_INFINITY;
  return year <= last
    ? {}
    : {
        waits: `An edition of ${publisher} about ${year} waits for npm run editions; the facts go up to ${last}.`,
      };
}
