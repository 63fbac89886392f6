/**
 * Texts by code, each as `[English, Japanese]`, in `*.json`. `{name}` is replaced by the parameter of that name;
 * `{name:format}` by the parameter as `render.ts` formats it. Labels, and every name of a band, stage, kind or
 * cause, have at most 40 characters; headlines at most 140.
 */
import { THEATRE, type Theatre } from '../vocabulary/theatres.ts';
import type companies from './companies.json';
import type report from './report.json';
import texts from './texts.json' with { type: 'json' };

export type Texts = Readonly<Record<string, readonly string[]>>;

/** Sentences that the scorer writes. */
export const TEXTS: Texts = {
  ...texts,
  ...Object.fromEntries(Object.entries(THEATRE).map(([id, { en, ja }]) => [`theatre_${id}`, [en, ja]])),
};

/**
 * Codes of the whole catalogue: those of sentences that the scorer writes, and those of the report and of
 * companies, which it does not carry.
 */
export type TextCode =
  | keyof typeof texts
  | keyof typeof report
  | keyof typeof companies
  | `theatre_${Theatre}`;
