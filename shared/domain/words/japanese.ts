/**
 * Japanese templates by code, which stand in `ja/*.json`: the codes of `english.ts`. It does not compile while
 * one is missing.
 */
import { theatreNames } from '../vocabulary/theatres.ts';
import type { ENGLISH_COMPANY_TEXTS, ENGLISH_REPORT_TEXTS, ENGLISH_TEXTS } from './english.ts';
import companies from './ja/companies.json' with { type: 'json' };
import elements from './ja/elements.json' with { type: 'json' };
import report from './ja/report.json' with { type: 'json' };
import sentences from './ja/sentences.json' with { type: 'json' };
import texts from './ja/texts.json' with { type: 'json' };

type Texts<English> = Readonly<Record<keyof English, string>>;

export const JAPANESE_TEXTS: Texts<typeof ENGLISH_TEXTS> = { ...texts, ...theatreNames('ja') };
export const JAPANESE_REPORT_TEXTS: Texts<typeof ENGLISH_REPORT_TEXTS> = report;
export const JAPANESE_COMPANY_TEXTS: Texts<typeof ENGLISH_COMPANY_TEXTS> = companies;
export const JAPANESE_ELEMENT_NAMES: Readonly<Record<string, string>> = elements;

/**
 * Japanese of sentences that a table of its own has in English, by the English one: templates of scenarios,
 * sources and what is collected. A sentence that changes has to change here too; the test of shipped facts
 * misses one that stays behind. Publications, licences and offices have the names that they give themselves.
 */
export const JAPANESE_SENTENCES: Readonly<Record<string, string>> = sentences;
