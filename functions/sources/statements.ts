import type { CollectedDocument, CollectedObservation } from '#contracts/collection/collected-document.ts';
import { definitionOn, type SourceContract } from '#contracts/collection/source-contracts.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import type { LinkedDocument } from './source-coverage.ts';

export type LogStatement = Readonly<{
  item: Readonly<{
    series: string;
    id?: string;
    date: string;
    known_from: string;
    values: Readonly<Record<string, unknown>>;
    source: string;
    source_url: string | null;
    definition: string;
  }>;
  from: readonly string[];
}>;

export type SourceReader = Readonly<{
  contract: SourceContract;
  reader: DocumentReader;
  /** In the order in which it became known. */
  statements: (documents: readonly CollectedDocument[]) => readonly LogStatement[];
  /** By address and words beside the link; `null` where documents are of no day. */
  daysOf: ((address: string, words: string) => LinkedDocument['days']) | null;
}>;

export const sourceInLog = ({ publisher, title }: SourceContract): string => `${publisher}: ${title}`;

function knownFrom(document: Pick<CollectedDocument, 'observations' | 'received_on'>) {
  const published = document.observations.flatMap((observation) => observation.published ?? []);
  return published.toSorted().at(-1) ?? document.received_on;
}

/** By the day they became known, then by name as people count. */
export function inOrder(documents: readonly CollectedDocument[]): readonly CollectedDocument[] {
  const names = new Intl.Collator('en', { numeric: true });
  return documents.toSorted(
    (one, other) =>
      compared(knownFrom(one), knownFrom(other)) ||
      names.compare(one.document, other.document) ||
      compared(one.received_on, other.received_on) ||
      compared(one.id, other.id),
  );
}

const compared = (one: string, other: string) => (one < other ? -1 : Number(one > other));

type Values = CollectedObservation['values'];

export type FigureNames = Readonly<Record<string, string>>;

const renamed = (values: Values, names: FigureNames): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    Object.entries(names).map(([inDocument, inLog]) => [
      inLog,
      typeof values[inDocument] === 'number' ? values[inDocument] : null,
    ]),
  );

function summed(
  parts: readonly Readonly<Record<string, number | null>>[],
): Readonly<Record<string, number | null>> {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  return Object.fromEntries(
    names.map((name) => {
      const stated = parts.flatMap((part) => part[name] ?? []);
      return [name, stated.length === 0 ? null : stated.reduce((sum, value) => sum + value, 0)];
    }),
  );
}

/** Each document states its days anew; parts of a day add up. */
export function dailyStatements(
  contract: SourceContract,
  series: string,
  names: FigureNames,
  documents: readonly CollectedDocument[],
): readonly LogStatement[] {
  const partsOf = new Map<
    string,
    Map<string, Readonly<{ id: string; values: Readonly<Record<string, number | null>> }>>
  >();
  return documents.flatMap((document) =>
    document.observations
      .filter((observation) => observation.series === series)
      .map((observation): LogStatement => {
        const values = renamed(observation.values, names);
        const whole = { values, from: [document.id] };
        const { values: stated, from } = observation.addsUp
          ? withOtherParts(observation.date, document, values)
          : whole;
        return {
          from,
          item: {
            series,
            date: observation.date,
            known_from: observation.published ?? knownFrom(document),
            values: stated,
            source: sourceInLog(contract),
            source_url: document.address,
            definition: definitionOn(contract, observation.date) ?? 'as published',
          },
        };
      }),
  );

  function withOtherParts(
    date: string,
    document: CollectedDocument,
    values: Readonly<Record<string, number | null>>,
  ) {
    const parts = partsOf.get(date) ?? new Map();
    partsOf.set(date, parts.set(document.document, { id: document.id, values }));
    return {
      values: summed([...parts.values()].map((part) => part.values)),
      from: [...parts.values()].map((part) => part.id),
    };
  }
}

const statedBy = (
  contract: SourceContract,
  document: CollectedDocument,
  { series, id, date, published, values }: CollectedObservation,
): LogStatement => ({
  from: [document.id],
  item: {
    series,
    ...(id === undefined ? {} : { id }),
    date,
    known_from: published ?? knownFrom(document),
    values,
    source: sourceInLog(contract),
    source_url: document.address,
    definition: 'as published',
  },
});

/** Each table states its months anew: a difference is a correction from its day on. */
export const tradeStatements = (
  contract: SourceContract,
  documents: readonly CollectedDocument[],
): readonly LogStatement[] =>
  documents.flatMap((document) => document.observations.map((one) => statedBy(contract, document, one)));

const namesACarrier = ({ observations }: CollectedDocument) =>
  observations.some(({ values }) => Array.isArray(values.carriers) && values.carriers.length > 0);

/**
 * As they stood after each day on which a release tells of a carrier, and now: one that is not heard of for
 * long is over.
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
    const deployments = combine([...carriers, ...known.slice(-1)]).filter(
      ({ series }) => series === 'carriers',
    );
    const from = carriers.map(({ id }) => id);
    return deployments.map((deployment) => ({
      from,
      item: {
        series: 'carriers',
        ...(deployment.id === undefined ? {} : { id: deployment.id }),
        date: deployment.date,
        known_from: day,
        values: deployment.values,
        source: sourceInLog(contract),
        source_url: null,
        definition: 'as published',
      },
    }));
  });
}

export const eventStatements = (
  contract: SourceContract,
  documents: readonly CollectedDocument[],
): readonly LogStatement[] =>
  newestVersions(documents).flatMap((document) =>
    document.observations
      .filter(({ series }) => series === 'security_events')
      .map((one) => statedBy(contract, document, one)),
  );

function newestVersions(documents: readonly CollectedDocument[]): readonly CollectedDocument[] {
  return [...new Map(inOrder(documents).map((document) => [document.document, document])).values()];
}
