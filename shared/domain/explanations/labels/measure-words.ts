/** A measure in at most 40 characters, and why one that is listed has no weight in scores. */

import { controlKind } from '../../method/measure.ts';
import type { Message, MessageParam } from '../../vocabulary/message.ts';
import { END_USES } from '../../vocabulary/score-document.ts';
import type { TextCode } from '../../words/english.ts';
import { englishWith } from '../../words/english-language.ts';
import { fitted, LONGEST_LABEL } from '../../words/fitted.ts';
import { message } from '../../words/message.ts';
import { rendered } from '../../words/render.ts';

/** Parts of a row of the register that its words are made of. */
export interface WordedMeasure {
  readonly actor: string;
  readonly measure_type: string;
  readonly instrument_no: string | null;
  readonly announced: string;
  readonly direction: string;
  readonly mapping: { readonly control_class: string } | null;
  readonly relief: { readonly kind: string } | null;
  readonly linked?: readonly string[];
  readonly status?: string | null;
  readonly source_quality?: string;
  readonly custom?: unknown;
}

/** How the register begins the names of actors -> the country that they act for. */
const ACTOR_COUNTRIES: Readonly<Record<string, string>> = {
  China: 'CHN',
  'DR Congo': 'COD',
  'European Union': 'EUU',
  India: 'IND',
  Indonesia: 'IDN',
  Japan: 'JPN',
  Malaysia: 'MYS',
  'United States': 'USA',
  Vietnam: 'VNM',
};
const nameOf = Object.fromEntries(Object.entries(ACTOR_COUNTRIES).map(([name, code]) => [code, name]));
const english = englishWith({ country: (code) => nameOf[code] as string, element: (symbol) => symbol });

const MEASURE_TYPES = [
  ...['ban', 'end_use_ban', 'entity_list', 'investment', 'licence', 'offtake'],
  ...['quota', 'stockpile', 'supply_disruption', 'suspension', 'technology_ban'],
];
const typeWords = (type: string): Message => message((MEASURE_TYPES.includes(type) ? `measure_${type}` : 'measure_other') as TextCode);

/** One country, or the name of the actor as the register has it. */
function whoActs(actor: string): MessageParam {
  const together = / (?:&|\/|\+) /.test(actor);
  const name = together ? undefined : Object.keys(ACTOR_COUNTRIES).find((country) => actor.startsWith(country));
  return name === undefined ? actor.replace(/ \(.*$/, '') : message('measure_by', { country: ACTOR_COUNTRIES[name] as string });
}

function whichOne({ instrument_no, announced }: Pick<WordedMeasure, 'instrument_no' | 'announced'>): Message {
  const [, year, number] = /(\d{4}) No\. (\d+)/.exec(instrument_no ?? '') ?? [];
  return number === undefined || year === undefined
    ? message('measure_year', { year: announced.slice(0, 4) })
    : message('measure_number', { year, number });
}

/** `China: export licences, No. 18/2025`. */
export const measureMessage = (row: Pick<WordedMeasure, 'actor' | 'measure_type' | 'instrument_no' | 'announced'>): Message =>
  message('label_measure', { who: whoActs(row.actor), what: typeWords(row.measure_type), which: whichOne(row) });

/** `China: export licences, No. 18/2025`, with code and parameters for other languages. */
export function measureLabel(row: WordedMeasure): {
  readonly label: string;
  readonly label_code: string;
  readonly label_params: Message['params'];
} {
  const label = measureMessage(row);
  return { label: fitted(rendered(label, english), LONGEST_LABEL), label_code: label.code, label_params: label.params };
}

/**
 * Why a measure has no weight in scores on the day. `custom`: yours, and in no published score. `ended`: it is over. `not_confirmed`: reported
 * or claimed, and nobody who would know has confirmed it. `supplementary`: counted with the measure that it prolongs, eases or belongs to.
 * `supports_supply`: no restriction; what it brings counts when it delivers. `no_direct_effect`: it reaches no scored flow.
 */
export type NoWeightReason = 'custom' | 'ended' | 'not_confirmed' | 'supplementary' | 'supports_supply' | 'no_direct_effect';

/** Whether a row moves scores of some end use: a control of a class that stops a flow, or a relief that ends or suspends one. */
export const isScored = ({ relief, mapping }: Pick<WordedMeasure, 'relief' | 'mapping'>): boolean =>
  (relief !== null && relief.kind !== 'eases') ||
  (mapping !== null && END_USES.some((use) => controlKind(mapping.control_class, use) !== null));

/** Null for a measure that has weight. `isCounted`: whether another measure acts on scores. */
export function noWeightBecause(row: WordedMeasure, state: string, isCounted: (id: string) => boolean): NoWeightReason | null {
  if (row.custom === true) return 'custom';
  if (isScored(row)) return state === 'ended' ? 'ended' : null;
  if (row.relief !== null) return 'supplementary';
  if (row.direction === 'mitigates') return 'supports_supply';
  if (row.source_quality === 'weak' || /not officially confirmed|outcome unknown/.test(row.status ?? '')) return 'not_confirmed';
  const { linked = [] } = row;
  return linked.some(isCounted) || (row.direction === 'relieves' && linked.length > 0) ? 'supplementary' : 'no_direct_effect';
}
