/**
 * Texts by code, each as `[English, Japanese]`, in `*.json`; `render.ts` has the formats of
 * `{name:format}`. Labels and names have at most 40 characters, headlines 140.
 */
import { THEATRE, type Theatre } from '../vocabulary/theatres.ts';
import type companies from './companies.json';
import type report from './report.json';
import texts from './texts.json' with { type: 'json' };

export type Texts = Readonly<Record<string, readonly string[]>>;

export const TEXTS: Texts = {
  ...texts,
  ...Object.fromEntries(Object.entries(THEATRE).map(([id, { en, ja }]) => [`theatre_${id}`, [en, ja]])),
};

/** Also of the report and of companies, which the scorer does not carry. */
export type TextCode =
  | keyof typeof texts
  | keyof typeof report
  | keyof typeof companies
  | `theatre_${Theatre}`;
