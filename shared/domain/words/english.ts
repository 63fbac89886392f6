/**
 * English templates by code, which stand in `en/*.json`. `{name}` is replaced by the parameter of that name;
 * `{name:format}` by the parameter as `render.ts` formats it. Labels, and every name of a band, stage, kind or
 * cause, have at most 40 characters; headlines at most 140.
 */
import { theatreNames } from '../vocabulary/theatres.ts';
import companies from './en/companies.json' with { type: 'json' };
import elements from './en/elements.json' with { type: 'json' };
import report from './en/report.json' with { type: 'json' };
import texts from './en/texts.json' with { type: 'json' };

export const ENGLISH_TEXTS = { ...texts, ...theatreNames('en') } as const;

/** The report that a board reads: headings, columns and short sentences. */
export const ENGLISH_REPORT_TEXTS = report;

/** What is said of the files and lines of a company. */
export const ENGLISH_COMPANY_TEXTS = companies;

/**
 * Codes of the whole catalogue: those of sentences that the scorer writes, and those of the report and of
 * companies, which it does not carry.
 */
export type TextCode = keyof typeof ENGLISH_TEXTS | keyof typeof report | keyof typeof companies;

/** Names of elements and minerals inside an English sentence: those of the table of elements. */
export const ENGLISH_ELEMENT_NAMES: Readonly<Record<string, string>> = elements;
