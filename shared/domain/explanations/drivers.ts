/** The causes of a score as readers get them, with the rows behind them. */

import type { CausePart, ScoreFigures } from '../method/causes.ts';
import type { EvidenceRow } from '../method/facts.ts';
import type { MeasureStatus } from '../method/measure.ts';
import { type DayNumber, isoDate } from '../time/calendar.ts';
import { picked } from '../vocabulary/picked.ts';
import { publishedPoints, publishedScore } from '../vocabulary/published-numbers.ts';
import type { DRIVER_KINDS, Driver, Message, MessageParam } from '../vocabulary/score-document.ts';
import { SEA_LANES } from '../vocabulary/sea-lanes.ts';
import { encloses, theatreOf } from '../vocabulary/theatres.ts';
import { type Coded, coded, englishWith, listed, message, NOTHING } from '../words/render.ts';
import type { TextCode } from '../words/texts.ts';
import type { Names } from './document-context.ts';

export type DriverInDepth = Driver &
  Coded<'summary'> &
  Readonly<{
    exact_points: number;
    evidence: readonly string[];
  }>;

export type PublishedParts = Pick<ScoreFigures, 'score' | 'state' | 'may_begin' | 'security'>;

const PARTS = ['state', 'may_begin', 'security'] as const satisfies readonly CausePart[];

export function publishedParts({ score, state, may_begin, security }: ScoreFigures): PublishedParts {
  return { score: publishedScore(score), ...publishedPoints({ state, may_begin, security }, score) };
}

type CauseKind = (typeof DRIVER_KINDS)[number] | 'stop';

const PART_OF_KIND: Readonly<Record<CauseKind, CausePart>> = {
  closure: 'may_begin',
  disruption: 'may_begin',
  listing: 'state',
  measure: 'state',
  new_control: 'may_begin',
  ramp_up: 'may_begin',
  security: 'security',
  stop: 'state',
  unforeseen: 'may_begin',
};
const isKind = (kind: string): kind is CauseKind => Object.hasOwn(PART_OF_KIND, kind);

/** `measure` of `measure:CHN`. RangeError for one that the method does not have. */
export function kindOf(id: string): CauseKind {
  const [kind = ''] = id.split(':');
  if (!isKind(kind)) throw new RangeError(`${id} is of no kind of cause`);
  return kind;
}

const partOf = (id: string): CausePart => PART_OF_KIND[kindOf(id)];

/** Published points of causes; those of a part add up to it. */
export function pointsOf({ points }: ScoreFigures, parts: PublishedParts): Readonly<Record<string, number>> {
  const entries = Object.entries(points);
  const ofPart = (part: CausePart) => Object.fromEntries(entries.filter(([id]) => partOf(id) === part));
  return Object.assign({}, ...PARTS.map((part) => publishedPoints(ofPart(part), parts[part])));
}

export type NamedMeasure = Readonly<{
  id: string;
  status: MeasureStatus;
}>;

export type DriverSubject = Readonly<{
  names: Names;
  buyer: string;
  day: DayNumber;
  /** The loss: the element at its stage, what a country makes of it, or the name of a supplier. */
  supply: Message | string;
  /** The place of a cause as a source, with its part of the supply where known. */
  sourceOf: (id: string) => Message;
  /** Strongest first. */
  measuresOf: (origin: string) => readonly NamedMeasure[];
}>;

const LONGEST_TITLE = 90;
const shortened = (title: string) =>
  title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;

function stateOf(status: MeasureStatus, day: DayNumber): Message {
  if (status.status === 'in_force') return NOTHING;
  if (status.status === 'announced') return message('measure_announced');
  const { days, undecided_since } = status;
  return undecided_since === null
    ? message('measure_suspended', { day: isoDate(day + days - 1) })
    : message('measure_undecided', { day: isoDate(undecided_since - 1) });
}

/** The sentence is to stay one. */
function namedMeasures(measures: readonly NamedMeasure[], { names, day }: DriverSubject): Message {
  const titled = ({ id, status }: NamedMeasure): Message => {
    const { title, from, label } = names.measure(id);
    const said = { title: shortened(title), from, state: stateOf(status, day) };
    return label === undefined ? message('measure', said) : message('measure_labelled', { ...said, label });
  };
  const [first, second, ...more] = measures.map(titled);
  if (first === undefined) return NOTHING;
  if (second === undefined) return message('measures_one', { first });
  return more.length > 0
    ? message('measures_more', { first, second, more: more.length })
    : message('measures_two', { first, second });
}

/** `measure:CHN`, `security:taiwan`, `unforeseen`. */
function readId(id: string) {
  const [, place = ''] = id.split(':');
  return { kind: kindOf(id), place };
}

const isOfOrigin = (kind: CauseKind): kind is 'measure' | 'new_control' | 'disruption' =>
  kind === 'measure' || kind === 'new_control' || kind === 'disruption';

/** Countries, lanes and suppliers of assumed stops: `CHN-2+MMR-CHN`, `lynas+taiwan_strait`. */
function stopNames(place: string, nameOf: (supplier: string) => string): MessageParam {
  const stopped = place.split('+').map((id) => /^[A-Z]{3}(?=-|$)/.exec(id)?.[0] ?? id.replace(/-\d+$/, ''));
  return listed(
    [...new Set(stopped)].map((id) => {
      if (/^[A-Z]{3}$/.test(id)) return message('report_name_country', { id });
      return id in SEA_LANES ? message(`lane_${id}` as TextCode) : nameOf(id);
    }),
  );
}

/** At most 40 characters of published ones. `nameOf`: of suppliers assumed to stop. */
export function driverLabel(
  id: string,
  nameOf: (supplier: string) => string = (supplier) => supplier,
): Message {
  const { kind, place } = readId(id);
  if (kind === 'security') return message(`label_security_${theatreOf(place)}`);
  if (kind === 'stop') return message('label_stop', { stop: stopNames(place, nameOf) });
  const code = kind === 'measure' ? 'label_controls' : (`label_${kind}` as const);
  return message(code, isOfOrigin(kind) ? { origin: place } : {});
}

function driverSummary(id: string, points: number, subject: DriverSubject): Message {
  const { buyer, supply, sourceOf, measuresOf } = subject;
  const { kind, place } = readId(id);
  if (kind === 'security') {
    const theatre = theatreOf(place);
    const code = `cause_security_${theatre}` as const;
    return message(encloses(theatre, buyer) ? `cause_security_${theatre}_all` : code, { points, buyer });
  }
  if (kind === 'stop') return message('cause_stop', { points, stop: place });
  if (!isOfOrigin(kind)) return message(`cause_${kind}`, { points, supply });
  const of = { points, source: sourceOf(id) };
  return kind === 'measure'
    ? message('cause_controls', { ...of, measures: namedMeasures(measuresOf(place), subject) })
    : message(`cause_${kind}`, of);
}

/** Beside the shares. */
const RESTS_ON: Readonly<Partial<Record<CauseKind, readonly EvidenceRow['use'][]>>> = {
  measure: ['measure', 'reading'],
  new_control: ['announcement'],
  disruption: ['governance'],
};

function evidenceOf(id: string, stage: string, rows: readonly EvidenceRow[]): readonly string[] {
  const { kind, place } = readId(id);
  const isPlace = place.length === 3;
  const uses = RESTS_ON[kind] ?? [];
  const mine = rows.filter(({ use, origin, stage: at }) => {
    if (isPlace && origin !== undefined && origin !== place) return false;
    if (use === 'share' || use === 'imports') return at === stage && (isPlace || kind === 'security');
    return (
      uses.includes(use) ||
      ((use === 'site' || use === 'link') && (isPlace || kind === 'ramp_up' || kind === 'closure'))
    );
  });
  return [...new Set(mine.map(({ row }) => row))].sort();
}

const TOP_DRIVERS = 3;

/** Largest first; the points of each part add up to it. */
export function publishedDrivers(
  figures: ScoreFigures,
  parts: PublishedParts,
  stage: string,
  subject: DriverSubject,
  evidence: readonly EvidenceRow[],
) {
  const language = englishWith(subject.names);
  const entries = Object.entries(figures.points);
  const rounded = pointsOf(figures, parts);
  const drivers = entries
    .map(([id, exact]): DriverInDepth => {
      const points = rounded[id] as number;
      return {
        id,
        kind: kindOf(id),
        part: partOf(id),
        points,
        ...coded('label', driverLabel(id), language),
        ...coded('summary', driverSummary(id, exact, subject), language),
        exact_points: exact,
        evidence: evidenceOf(id, stage, evidence),
      };
    })
    .sort((a, b) => b.points - a.points || (a.id < b.id ? -1 : 1));
  const top = drivers.filter(({ points }) => points > 0).slice(0, TOP_DRIVERS);
  return {
    drivers,
    top: top.map((driver) =>
      picked(driver, 'id', 'kind', 'part', 'points', 'label', 'label_code', 'label_params', 'summary'),
    ),
    byKind: pointsByKind(rounded),
  };
}

/** Sums of hundredths, so that no binary remainder shows. */
export function pointsByKind(points: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const hundredths = new Map<string, number>();
  for (const [id, of] of Object.entries(points))
    hundredths.set(kindOf(id), (hundredths.get(kindOf(id)) ?? 0) + Math.round(of * 100));
  return Object.fromEntries(
    [...hundredths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, sum]) => [kind, sum / 100]),
  );
}
