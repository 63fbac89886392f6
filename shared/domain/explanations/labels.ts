/** Labels of stages, measures and what may happen to them, in at most 40 characters. */
import { controlKind } from '../method/measure.ts';
import { type NextStep, REGISTER_STALE_AFTER_DAYS } from '../method/register.ts';
import { dayNumber, isoDate } from '../time/calendar.ts';
import { countryName } from '../vocabulary/country-names.ts';
import type { ReferenceData } from '../vocabulary/reference-data.ts';
import { END_USES, type Message, type MessageParam } from '../vocabulary/score-document.ts';
import {
  type ControlClass,
  type IsoDate,
  type MeasureType,
  REGISTER_OF_MEASURES,
  type Stage,
} from '../vocabulary/scoring-inputs.ts';
import { isTheatre } from '../vocabulary/theatres.ts';
import {
  coded,
  ENGLISH_SENTENCES,
  englishWith,
  type Language,
  LONGEST_LABEL,
  message,
  NOTHING,
  rendered,
} from '../words/render.ts';
import type { TextCode } from '../words/texts.ts';
import type { Names } from './document-context.ts';

export const stageLabel = (stage: Stage) => coded('label', message(`stage_${stage}`), ENGLISH_SENTENCES);

/** A theatre that only another version knows goes by its id. */
export const theatreName = (id: string): MessageParam => (isTheatre(id) ? message(`theatre_${id}`) : id);

/** `lifted: China: quota, 2023`, or shorter `suspension ends: China No. 56/2025`. */
export function measureCondition(
  code: TextCode,
  id: string,
  names: Pick<Names, 'measure'>,
  language: Language,
): Message {
  const { label = message('label_measure_by_id', { id }) } = names.measure(id);
  const whole = message(code, { measure: label });
  return rendered(whole, language).length <= LONGEST_LABEL ? whole : message(code, { measure: brief(label) });
}

/** `China No. 56/2025`; without a number by its kind: `DR Congo quota of 2025`. */
function brief(label: Message): Message {
  if (label.code !== 'label_measure') return label;
  const { who = '', what = '', which = '' } = label.params;
  return typeof which === 'object' && which.code === 'measure_number'
    ? message('label_measure_brief', { who, which })
    : message('label_measure_unnumbered', { who, what, which });
}

/**
 * What happens to a measure, in a sentence. `label`: of the measure; `date`: first day on which it is
 * otherwise.
 */
export function stepDescription(
  what: NextStep['what'] | 'in_force',
  label: Message,
  date: IsoDate,
  register_read: IsoDate | null,
  language: Language,
) {
  const day = what === 'takes_effect' || what === 'in_force' ? date : isoDate(dayNumber(date) - 1);
  const read =
    what === 'undecided' && register_read !== null
      ? message('register_read', { day: register_read })
      : NOTHING;
  return coded('description', message(`calendar_${what}`, { measure: brief(label), day, read }), language);
}

export const rowStepDescription = (
  what: NextStep['what'] | 'in_force',
  row: Parameters<typeof measureMessage>[0],
  date: IsoDate,
  register_read: IsoDate | null,
) => stepDescription(what, measureMessage(row), date, register_read, english);

export type WordedMeasure = Readonly<{
  actor: string;
  measure_type: MeasureType;
  instrument_no: string | null;
  announced: string;
  direction: string;
  mapping: Readonly<{ control_class: ControlClass }> | null;
  relief: Readonly<{ kind: string }> | null;
  linked?: readonly string[];
  status?: string | null;
  source_quality?: string;
  visibility?: string;
}>;

/** How the register begins the names of actors -> their country. */
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

function whoActs(actor: string): MessageParam {
  const [country, other] = actor
    .split(/ (?:&|\/|\+) /)
    .map((one) => Object.keys(ACTOR_COUNTRIES).find((name) => one.startsWith(name)) ?? null)
    .map((name) => name && (ACTOR_COUNTRIES[name] as string));
  if (country == null || other === null) return actor.replace(/ \(.*$/, '');
  return other === undefined
    ? message('measure_by', { country })
    : message('measure_by_both', { country, other });
}

function whichOne({ instrument_no, announced }: Pick<WordedMeasure, 'instrument_no' | 'announced'>): Message {
  const [, year, number] = /(\d{4}) No\. (\d+)/.exec(instrument_no ?? '') ?? [];
  return number === undefined || year === undefined
    ? message('measure_year', { year: announced.slice(0, 4) })
    : message('measure_number', { year, number });
}

/** `China: export licences, No. 18/2025`. */
const measureMessage = (
  row: Pick<WordedMeasure, 'actor' | 'measure_type' | 'instrument_no' | 'announced'>,
): Message =>
  message('label_measure', {
    who: whoActs(row.actor),
    what: message(`measure_${row.measure_type}`),
    which: whichOne(row),
  });

type Worded = Parameters<typeof measureMessage>[0];

/** Its title in a sentence; in other languages its label where that is known. */
export const measureTitle = ({
  title,
  ...row
}: Readonly<{ title: string }> & {
  readonly [Field in keyof Worded]?: Worded[Field] | undefined;
}): MessageParam =>
  row.actor === undefined
    ? title
    : message('measure_titled', { title, label: measureMessage(row as Worded) });

/** `China: export licences, No. 18/2025`. */
export const measureLabel = (row: WordedMeasure) => coded('label', measureMessage(row), english);

/**
 * Why a measure has no weight on the day. `custom`: yours. `not_confirmed`: by nobody who would know.
 * `supplementary`: counted with the measure it eases or belongs to. `supports_supply`: what it brings
 * counts when it delivers. `no_direct_effect`: it reaches no scored flow.
 */
export type NoWeightReason =
  | 'custom'
  | 'ended'
  | 'not_confirmed'
  | 'supplementary'
  | 'supports_supply'
  | 'no_direct_effect';

/** A control of a class that stops a flow for some end use, or a relief that ends or suspends one. */
export const isScored = ({ relief, mapping }: WordedMeasure): boolean =>
  relief !== null ||
  (mapping !== null && END_USES.some((use) => controlKind(mapping.control_class, use) !== null));

/** Null of one that has weight. `isCounted`: does another measure act on scores? */
export function noWeightBecause(
  row: WordedMeasure,
  state: string,
  isCounted: (id: string) => boolean,
): NoWeightReason | null {
  if (row.visibility === 'own') return 'custom';
  if (isScored(row)) return state === 'ended' ? 'ended' : null;
  if (row.direction === 'mitigates') return 'supports_supply';
  if (row.source_quality === 'weak' || /not officially confirmed|outcome unknown/.test(row.status ?? ''))
    return 'not_confirmed';
  const { linked = [] } = row;
  return linked.some(isCounted) || (row.direction === 'relieves' && linked.length > 0)
    ? 'supplementary'
    : 'no_direct_effect';
}

/** Why scores lack what was announced of late; null where the register was read. */
export function registerWarning(register_read: IsoDate | null, as_of: IsoDate): Message | null {
  if (register_read === null) return message('register_unread');
  const age = dayNumber(as_of) - dayNumber(register_read);
  if (age <= REGISTER_STALE_AFTER_DAYS) return null;
  return message('status_register', { age, since: register_read, also: NOTHING });
}

/** Names of rows of the register; countries and elements go by their codes. */
export function measureNames(rows: readonly (Worded & Readonly<{ id: string; title: string }>)[]): Names {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    ...{ country: String, element: String, site: String, register_read: null },
    measure(id) {
      const row = byId.get(id);
      return row === undefined
        ? { title: id, from: '' }
        : { title: row.title, from: row.announced, label: measureMessage(row) };
    },
  };
}

/** A code without a row is shown as it is. */
export function referenceNames(data: ReferenceData): Names {
  const countries = new Map(data.governance.map((row) => [row.country, row.name]));
  const elements = new Map(data.elements.map((row) => [row.symbol, row.name]));
  const measures = new Map(data.policy.map((row) => [row.id, row]));
  const sites = new Map([
    ...data.external_parties.map((party) => [party.id, party.name] as const),
    ...data.supplier_sites.map((site) => [site.id, `${site.supplier_name} (${site.site})`] as const),
  ]);
  return {
    country: (code) => countryName(code, countries.get(code)),
    element: (symbol) => elements.get(symbol) ?? symbol,
    measure(id) {
      const row = measures.get(id);
      if (row === undefined) return { title: id, from: '' };
      return { title: row.title, from: row.effective_from ?? row.announced, label: measureMessage(row) };
    },
    site: (id) => sites.get(id) ?? id,
    register_read: data.sources.find(({ id }) => id === REGISTER_OF_MEASURES)?.read_on || null,
  };
}
