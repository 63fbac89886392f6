import { catalogue } from './language.ts';
import texts from './subject.json' with { type: 'json' };

export const SUBJECT = catalogue(texts.page);
/** What a fact is about, by the first part of the name of its row. */
export const KINDS = catalogue(texts.kinds);
/** What a report of a shortage says, by its kind. */
export const REPORTS = catalogue(texts.reports);
