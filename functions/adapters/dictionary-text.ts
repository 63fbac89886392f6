import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { SCORE_DICTIONARY_1 } from '#contracts/store/score-dictionary.ts';

const dictionary = Buffer.from(SCORE_DICTIONARY_1);

/** Compresses the text of documents of scores against one that is like them, to equal bytes on every machine: half of what is left without. */
export const deflateScores = (text: string): Uint8Array => deflateRawSync(text, { level: 9, memLevel: 9, dictionary });

/** Throws on bytes that were compressed in another way: our own data are broken. */
export const inflateScores = (bytes: Uint8Array): string => inflateRawSync(bytes, { dictionary }).toString('utf8');
