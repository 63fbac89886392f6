/** Statements of sources that publish counts a day. */
import type { CollectedDocument, CollectedObservation } from '#contracts/collection/collected-document.ts';
import { definitionOn, type SourceContract } from '#contracts/collection/source-contract.ts';
import { knownFrom, type LogStatement, sourceInLog } from './source-reader.ts';

type Values = CollectedObservation['values'];

/** Names of figures in the log, by their names in the documents. */
export type FigureNames = Readonly<Record<string, string>>;

/** Figures under the names of the log; `null` for what a document does not state. */
const renamed = (values: Values, names: FigureNames): Readonly<Record<string, number | null>> =>
  Object.fromEntries(
    Object.entries(names).map(([inDocument, inLog]) => [inLog, typeof values[inDocument] === 'number' ? values[inDocument] : null]),
  );

/** Sum of what several documents say of parts of one day; `null` where none of them states a figure. */
function summed(parts: readonly Readonly<Record<string, number | null>>[]): Readonly<Record<string, number | null>> {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))];
  return Object.fromEntries(
    names.map((name) => {
      const stated = parts.flatMap((part) => part[name] ?? []);
      return [name, stated.length === 0 ? null : stated.reduce((sum, value) => sum + value, 0)];
    }),
  );
}

/** Statements of documents day by day: each states its days anew, but for parts of a day, which add up. Documents come in the order in which they became known. */
export function dailyStatements(
  contract: SourceContract,
  series: string,
  names: FigureNames,
  documents: readonly CollectedDocument[],
): readonly LogStatement[] {
  const partsOf = new Map<string, Map<string, { readonly id: string; readonly values: Readonly<Record<string, number | null>> }>>();
  return documents.flatMap((document) =>
    document.observations
      .filter((observation) => observation.series === series)
      .map((observation): LogStatement => {
        const values = renamed(observation.values, names);
        const whole = { values, from: [document.id] };
        const { values: stated, from } = observation.addsUp ? withOtherParts(observation.date, document, values) : whole;
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

  function withOtherParts(date: string, document: CollectedDocument, values: Readonly<Record<string, number | null>>) {
    const parts = partsOf.get(date) ?? new Map();
    partsOf.set(date, parts.set(document.document, { id: document.id, values }));
    return { values: summed([...parts.values()].map((part) => part.values)), from: [...parts.values()].map((part) => part.id) };
  }
}
