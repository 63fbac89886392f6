import { ENGLISH_REPORT_TEXTS } from '#domain/words/english.ts';

type LimitCode = Extract<keyof typeof ENGLISH_REPORT_TEXTS, `limit_${string}`>;

const CODES: ReadonlyMap<string, LimitCode> = new Map(
  Object.entries(ENGLISH_REPORT_TEXTS).flatMap(([code, text]) => (code.startsWith('limit_') ? [[text, code as LimitCode] as const] : [])),
);

/** Code of a limit that a methodology states as a sentence; null for one that the catalogue of words does not have. */
export const limitCodeOf = (sentence: string): LimitCode | null => CODES.get(sentence) ?? null;
