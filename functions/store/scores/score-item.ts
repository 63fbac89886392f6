import * as z from 'zod';
import { EXPIRY_ATTRIBUTE, type TableKey } from '#contracts/store/table-layout.ts';
import { inReadingOrder, type ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { gunzipText, gzipText } from '../table/compression.ts';
import type { Item } from '../table/table.ts';

const FIGURES = [
  'score',
  'now',
  'scarce',
  'scarce_now',
  'state',
  'may_begin',
  'security',
  'band',
  'status',
  'stage',
  'element',
] as const satisfies readonly (keyof ScoreDocument)[];

export const picked = <T, Name extends keyof T>(document: T, names: readonly Name[]): Pick<T, Name> =>
  Object.fromEntries(names.map((name) => [name, document[name]])) as Pick<T, Name>;

/** Batch, first byte and number of bytes of the explanations of a subject. */
export const storedPlace = z.tuple([z.int(), z.int(), z.int()]);

/**
 * A row that any tool reads: for each buyer a map of figures by the names of the API. `documents`: what is
 * answered, gzipped, a line for each of `buyers`; apart they would take six times the write units.
 */
export function scoresItem(
  key: TableKey,
  documents: readonly [ScoreDocument, ...ScoreDocument[]],
  place: z.infer<typeof storedPlace> | null,
  runId: string,
  expiresAt: number,
): Item {
  const [{ subject, as_of }] = documents;
  return {
    ...key,
    run_id: runId,
    as_of,
    subject_type: subject.type,
    subject: subject.id,
    ...Object.fromEntries(
      documents.map((document) => [
        document.buyer,
        {
          ...picked(document, FIGURES),
          p05: document.interval?.p05 ?? null,
          p95: document.interval?.p95 ?? null,
          rank: document.rank?.position ?? null,
        },
      ]),
    ),
    buyers: documents.map(({ buyer }) => buyer),
    documents: gzipText(documents.map((document) => JSON.stringify(inReadingOrder(document))).join('\n')),
    explanations: place,
    [EXPIRY_ATTRIBUTE]: expiresAt,
  };
}

/** Names the item in the error of a damaged one. */
export function readable<T>({ pk, sk }: TableKey, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`the item ${pk} ${sk} of the Scores table cannot be read: ${why}`, { cause: error });
  }
}

export const jsonByBuyer = (item: Item): ReadonlyMap<string, string> =>
  readable(item, () => {
    const lines = gunzipText(item.documents as Uint8Array).split('\n');
    return new Map(
      (item.buyers as readonly string[]).map((buyer, n) => {
        const line = lines[n];
        if (line === undefined) throw new Error('it has no document');
        return [buyer, line];
      }),
    );
  });

export const documentsIn = (item: Item): readonly ScoreDocument[] =>
  [...jsonByBuyer(item).values()].map((json) => JSON.parse(json) as ScoreDocument);
