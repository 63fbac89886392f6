import { catalogue, chance, filled } from './language.ts';
import { WORDS } from './shell.ts';
import texts from './subject.json' with { type: 'json' };

export const SUBJECT = catalogue(texts.page);
/** What a fact is about, by the first part of the name of its row. */
export const KINDS = catalogue(texts.kinds);
/** What a report of a shortage says, by its kind. */
export const REPORTS = catalogue(texts.reports);

/** `25%, scarcity 74%`; null: a subject that has one chance alone. */
export const bothChances = (score: number, scarce: number | null): string =>
  scarce === null ? chance(score) : `${chance(score)}, ${filled(WORDS.scarceIs, { chance: chance(scarce) })}`;
