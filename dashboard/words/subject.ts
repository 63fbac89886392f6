import { catalogue, chance, filled } from './language.ts';
import { WORDS } from './shell.ts';
import texts from './subject.json' with { type: 'json' };

export const SUBJECT = catalogue(texts.page);
export const KINDS = catalogue(texts.kinds);
export const REPORTS = catalogue(texts.reports);

/** `25%, scarcity 74%`; null: a subject that has one chance alone. */
export const bothChances = (score: number, scarce: number | null): string =>
  scarce === null ? chance(score) : `${chance(score)}, ${filled(WORDS.scarceIs, { chance: chance(scarce) })}`;
