/**
 * What is known of an element beside its score. The method reads flows under control; the rest moves
 * nothing.
 */
import type { FactsOnDay } from '../method/facts.ts';
import { hitsBuyer } from '../method/measure.ts';
import { isKnownBy } from '../method/register.ts';
import { newestQuarters } from '../method/trade.ts';

/** All are in lists of their own. */
const MOST_ROWS = 20;

type Dated = Readonly<{ id: string; known_from: string }>;

const newestFirst = <Row extends Dated>(rows: readonly Row[]): readonly Row[] =>
  rows
    .toSorted((a, b) =>
      a.known_from === b.known_from ? (a.id < b.id ? -1 : 1) : a.known_from < b.known_from ? 1 : -1,
    )
    .slice(0, MOST_ROWS);

export function evidenceBeside(element: string, buyer: string, facts: FactsOnDay) {
  const { data, known } = facts;
  const quarters = newestQuarters(facts.tradeRatios(element)).filter((one) => hitsBuyer([one.buyer], buyer));
  const concerns = (row: Readonly<{ elements: readonly string[] }> & Dated, of: readonly string[]): boolean =>
    isKnownBy(row, known) && row.elements.includes(element) && hitsBuyer(of, buyer);
  return {
    trade: quarters.filter(({ origin }) => origin !== 'ALL'),
    total_imports: quarters.filter(({ origin }) => origin === 'ALL'),
    licences: newestFirst(data.licence_decisions.filter((row) => concerns(row, row.buyers))),
    reported: newestFirst(data.shortages.filter((row) => concerns(row, [row.buyer]))),
  };
}
