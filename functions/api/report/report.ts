/** A report as it is written: texts in one language, numbers as they are printed with the exact one beside. */

import type * as z from 'zod';
import type { explanationSchema } from '#contracts/api/subjects/subjects-response.ts';

/** An explanation as the API answers it: all that a report is made of. */
export type Explained = z.output<typeof explanationSchema>;

/** A cell of a table, or the text of a fact. */
export interface Said {
  readonly text: string;
  /** The number as the API has it, where the text is one. */
  readonly value?: number;
  /** More about it, in a sentence. */
  readonly note?: string;
  /** Addresses of the sources. */
  readonly links?: readonly string[];
}

/** A number beside its name. */
export interface Fact {
  readonly name: string;
  readonly said: Said;
}

/** Rows with a heading. The last row is the sum of those before it where `hasSum`. */
export interface ReportTable {
  readonly kind: 'table';
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Said[])[];
  readonly hasSum?: true;
}

/** Lines with a heading. So many of them are printed, with `more` behind them: a print is one page, a screen has room for all. */
export interface ReportLines {
  readonly kind: 'lines';
  readonly title: string;
  readonly lines: readonly Said[];
  readonly printed: number;
  /** Tells on the print how many lines are left out, and where they are. */
  readonly more: string;
}

export interface Report {
  readonly lang: Lang;
  readonly title: string;
  readonly headline: string;
  /** Name of the band, for its colour. */
  readonly band: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly (ReportTable | ReportLines)[];
  readonly foot: readonly Said[];
}

/** Languages that a report is written in. */
export type Lang = 'en' | 'ja';
