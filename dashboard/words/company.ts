/** Texts of the page on which a company is entered. */
import texts from './company.json' with { type: 'json' };
import { catalogue } from './language.ts';

export const COMPANY = catalogue(texts);
