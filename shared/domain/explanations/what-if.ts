/** Scores if one thing were different, each computed from changed inputs. */
import type { Chances, ElementInputs } from '../method/element.ts';
import { isOwn, type Measure, measureStatus, resumesOn } from '../method/measure.ts';
import type { Parameters } from '../method/parameters.ts';
import { crisisMultiplier } from '../method/pressure.ts';
import type { StageInputs } from '../method/supply.ts';
import { dayNumber } from '../time/calendar.ts';
import { bandOf } from '../vocabulary/band-scale.ts';
import { publishedScore, roundTo } from '../vocabulary/published-numbers.ts';
import type { Message } from '../vocabulary/score-document.ts';
import { THEATRES, type Theatre } from '../vocabulary/theatres.ts';
import { coded, englishWith, type Language, message, NOTHING } from '../words/render.ts';
import type { Names } from './document-context.ts';
import { measureCondition } from './labels.ts';

export type ChangeableInputs = Readonly<{
  as_of: string;
  buyer: string;
  measures: readonly Measure[];
  pressure: ElementInputs['pressure'];
}>;

export type WhatIf = ReturnType<typeof publishedWhatIfs>[number];

/** Of one origin at a stage: the benchmark of the EU Critical Raw Materials Act. */
const CAP = 0.65;

/** Least change that is worth a line. */
const MATTERS = 0.05;

export const withoutMeasure = <Inputs extends Readonly<{ measures: readonly Measure[] }>>(
  inputs: Inputs,
  ids: readonly string[],
): Inputs => ({
  ...inputs,
  measures: inputs.measures.filter(({ id }) => !ids.includes(id)),
});

/** Their suspension is over: they are in force from `day` on. */
export const withMeasuresInForce = <Inputs extends Readonly<{ measures: readonly Measure[] }>>(
  inputs: Inputs,
  ids: readonly string[],
  day: string,
): Inputs => ({
  ...inputs,
  measures: inputs.measures.map((measure) =>
    ids.includes(measure.id)
      ? { ...measure, effective_from: day, suspended_from: null, suspended_to: null, extended_to: [] }
      : measure,
  ),
});

export const withPressure = <Inputs extends Pick<ElementInputs, 'pressure'>>(
  inputs: Inputs,
  theatre: Theatre,
  percentile: number,
  { pressure }: Parameters,
): Inputs => ({
  ...inputs,
  pressure: {
    ...inputs.pressure,
    [theatre]: { ...inputs.pressure[theatre], multiplier: crisisMultiplier(percentile, 0, pressure) },
  },
});

function capped(world: Readonly<Record<string, number>>, buyer: string): Readonly<Record<string, number>> {
  const total = Object.values(world)
    .sort((a, b) => a - b)
    .reduce((sum, share) => sum + share, 0);
  const [largest, share = 0] = Object.entries(world)
    .filter(([origin]) => !isOwn(buyer, origin) && origin !== 'OTH')
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] ?? ['OTH', 0];
  if (total === 0 || share / total <= CAP) return world;
  return { ...world, [largest]: CAP * total, OTH: (world.OTH ?? 0) + share - CAP * total };
}

/** No foreign origin above 65 % of any stage; the rest comes from many small ones. */
export function withCap(inputs: ElementInputs): ElementInputs {
  const stages = Object.entries(inputs.stages).map(([stage, of]) => {
    const { world, imports, ...rest } = of as StageInputs;
    return [
      stage,
      {
        ...rest,
        world: capped(world, inputs.buyer),
        imports: imports == null ? null : capped(imports, inputs.buyer),
      },
    ] as const;
  });
  return { ...inputs, stages: Object.fromEntries(stages) as ElementInputs['stages'] };
}

/** At every stage. */
export function withStockDoubled(
  inputs: ElementInputs,
  { default: { commercial_stock } }: Parameters,
): ElementInputs {
  if (inputs.cover_days != null) return { ...inputs, cover_days: 2 * inputs.cover_days };
  return {
    ...inputs,
    cover: Object.fromEntries(
      Object.entries(inputs.cover ?? { default: commercial_stock }).map(([stage, days]) => [stage, 2 * days]),
    ),
  };
}

/** Suppliers have no scarcity. */
export type ChangedChances = Pick<Chances, 'score'> & Partial<Pick<Chances, 'scarce'>>;

/** `chances` null: there are none. */
export type Change = Readonly<{ chances: ChangedChances | null }> &
  (
    | Readonly<{
        kind: 'measure_lifted' | 'suspension_lapses';
        about: string;
        /** Its suspension has run out: it would not end today. */
        isUndecided?: boolean;
      }>
    | Readonly<{ kind: 'theatre_calm' | 'theatre_maximum'; about: Theatre }>
    | Readonly<{ kind: 'all_measures_lifted' | 'cap65' | 'stock_doubled'; about?: never }>
  );

export function commonChanges<Inputs extends ChangeableInputs>(
  inputs: Inputs,
  counted: readonly string[],
  parameters: Parameters,
  scoreOf: (inputs: Inputs) => ChangedChances | null,
): readonly Change[] {
  const day = dayNumber(inputs.as_of);
  // One that has ended may still count as history, but nobody can lift it.
  const measures = inputs.measures.filter(
    (measure) => counted.includes(measure.id) && measureStatus(measure, day) !== null,
  );
  const suspended = measures.filter((measure) => measureStatus(measure, day)?.status === 'suspended');
  return [
    ...measures.map(
      ({ id }): Change => ({
        kind: 'measure_lifted',
        about: id,
        chances: scoreOf(withoutMeasure(inputs, [id])),
      }),
    ),
    ...(measures.length > 1
      ? [{ kind: 'all_measures_lifted', chances: scoreOf(withoutMeasure(inputs, counted)) } as const]
      : []),
    ...suspended.map(
      (measure): Change => ({
        kind: 'suspension_lapses',
        about: measure.id,
        isUndecided: (resumesOn(measure) ?? Number.POSITIVE_INFINITY) <= day,
        chances: scoreOf(withMeasuresInForce(inputs, [measure.id], inputs.as_of)),
      }),
    ),
    ...THEATRES.flatMap((theatre): readonly Change[] => [
      {
        kind: 'theatre_calm',
        about: theatre,
        chances: scoreOf(withPressure(inputs, theatre, 0, parameters)),
      },
      {
        kind: 'theatre_maximum',
        about: theatre,
        chances: scoreOf(withPressure(inputs, theatre, 1, parameters)),
      },
    ]),
  ];
}

function wordsOf(change: Change, buyer: string, names: Names, language: Language) {
  if (change.kind === 'measure_lifted' || change.kind === 'suspension_lapses') {
    const { kind, about: measure, isUndecided } = change;
    const told = isUndecided === true ? 'in_force_again' : kind;
    return {
      measure,
      condition: message(`condition_${told}`, { measure: names.measure(measure).title }),
      label: measureCondition(`what_if_${told}`, measure, names, language),
    };
  }
  const code =
    change.kind === 'theatre_calm' || change.kind === 'theatre_maximum'
      ? (`${change.kind}_${change.about}` as const)
      : change.kind;
  return {
    measure: null,
    condition: message(`condition_${code}`, { buyer }),
    label: message(`what_if_${code}`),
  };
}

/** `13.2 lower`. */
function changeSaid(points: number): Message {
  if (points === 0) return message('what_if_same');
  return message(points < 0 ? 'what_if_lower' : 'what_if_higher', { points });
}

/** Only those that move the score; `id`: the kind, and what it is about after a colon. Negative is safer. */
export function publishedWhatIfs(
  changes: readonly Change[],
  { score, scarce }: ChangedChances,
  buyer: string,
  names: Names,
) {
  const language = englishWith(names);
  const now = bandOf(publishedScore(score));
  return changes.flatMap((change) => {
    const { kind, about, chances } = change;
    if (chances === null) return [];
    const changed = chances.score;
    const difference = roundTo(changed - score, 2);
    const scarcer = scarce === undefined ? null : roundTo((chances.scarce ?? scarce) - scarce, 2);
    if (Math.abs(difference) < MATTERS && Math.abs(scarcer ?? 0) < MATTERS) return [];
    const band = bandOf(publishedScore(changed));
    const { measure, condition, label } = wordsOf(change, buyer, names, language);
    const said = {
      condition,
      score: changed,
      change: changeSaid(difference),
      band:
        band === now
          ? NOTHING
          : message('what_if_band', { band: message(`band_${band}`), now: message(`band_${now}`) }),
    };
    const description =
      scarcer === null
        ? message('what_if', said)
        : message('what_if_both', { ...said, scarce: chances.scarce ?? 0, scarcer: changeSaid(scarcer) });
    return [
      {
        id: about === undefined ? kind : `${kind}:${about}`,
        kind,
        measure,
        score: publishedScore(changed),
        difference,
        band,
        scarce: publishedScore(chances.scarce ?? null),
        scarce_difference: scarcer,
        ...coded('label', label, language),
        ...coded('description', description, language),
      },
    ];
  });
}
