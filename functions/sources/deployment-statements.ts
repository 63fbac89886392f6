/** Statements about deployments, which several releases tell of together. */
import type { CollectedDocument, CollectedObservation } from '#contracts/collection/collected-document.ts';
import type { SourceContract } from '#contracts/collection/source-contract.ts';
import type { DocumentReader, ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { inOrder, knownFrom, type LogStatement, sourceInLog } from './source-reader.ts';

const asRead = ({ document, period_end, observations, printed_totals, unread }: CollectedDocument): ReadDocument => ({
  document,
  periodEnd: period_end,
  observations,
  printedTotals: printed_totals,
  unread,
});

const namesACarrier = ({ observations }: CollectedDocument): boolean =>
  observations.some(({ values }) => Array.isArray(values.carriers) && values.carriers.length > 0);

/**
 * Deployments as they stood after each day on which a release told of a carrier, and as they stand now. The day up to which releases were read moves on in the
 * newest deployment only: it is said of the publisher, and an entry for every deployment each night would say no more.
 */
export function deploymentStatements(
  contract: SourceContract,
  combine: NonNullable<DocumentReader['combine']>,
  documents: readonly CollectedDocument[],
): readonly LogStatement[] {
  const newest = newestVersions(documents);
  const last = newest.at(-1);
  if (last === undefined) return [];
  const days = [...new Set([...newest.filter(namesACarrier), last].map(knownFrom))];
  return days.flatMap((day) => {
    const known = newestVersions(documents.filter((document) => knownFrom(document) <= day));
    const carriers = known.filter(namesACarrier);
    const read = [...carriers, ...known.slice(-1)].map(asRead);
    const deployments = combine(read).filter(({ series }) => series === 'carriers');
    const newestDay = deployments
      .map(({ date }) => date)
      .toSorted()
      .at(-1);
    const from = carriers.map(({ id }) => id);
    return deployments.map((deployment) => ({
      from,
      item: itemOf(contract, deployment as CollectedObservation, day, deployment.date === newestDay),
    }));
  });
}

/** The newest version of each document, in order. */
function newestVersions(documents: readonly CollectedDocument[]): readonly CollectedDocument[] {
  return [...new Map(inOrder(documents).map((document) => [document.document, document])).values()];
}

function itemOf(
  contract: SourceContract,
  { id, date, values }: CollectedObservation,
  day: string,
  isNewest: boolean,
): LogStatement['item'] {
  const { end, covered_to: coveredTo } = values;
  const over = !isNewest && typeof end === 'string' ? end : coveredTo;
  return {
    series: 'carriers',
    ...(id === undefined ? {} : { id }),
    date,
    known_from: day,
    values: { ...values, covered_to: over },
    source: sourceInLog(contract),
    source_url: null,
    definition: 'as published',
  };
}
