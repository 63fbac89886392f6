import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SCORE_DICTIONARY_1 } from '#contracts/store/score-dictionary.ts';
import { inReadingOrder, type ScoreDocument } from '#domain/vocabulary/score-document.ts';

const dictionary = Buffer.from(SCORE_DICTIONARY_1);

/** Compresses the text of documents of scores against one that is like them, to equal bytes on every machine: half of what is left without. */
export const deflateScores = (text: string): Uint8Array => deflateRawSync(text, { level: 9, memLevel: 9, dictionary });

/** Throws on bytes that were compressed in another way: our own data are broken. */
export const inflateScores = (bytes: Uint8Array): string => inflateRawSync(bytes, { dictionary }).toString('utf8');

/** The documents of one subject together: a line of JSON each in the form of the response, behind a line with what is known of all. */
export const deflateDocuments = (head: object, documents: readonly ScoreDocument[]): Uint8Array =>
  deflateScores([head, ...documents.map(inReadingOrder)].map((line) => JSON.stringify(line)).join('\n'));

/** Head and documents, each as its JSON. Throws as `inflateScores` does. */
export function inflateDocuments(bytes: Uint8Array): { readonly head: string; readonly documents: readonly string[] } {
  const [head = '', ...documents] = inflateScores(bytes).split('\n');
  return { head, documents };
}
