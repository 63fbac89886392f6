import type * as z from 'zod';
import type { policyRowSchema } from '#contracts/run/run-documents.ts';
import { measureLabel, type NoWeightReason, noWeightBecause } from '#domain/explanations/labels/measure-words.ts';
import { datedRegister } from '#domain/measures/dated-register.ts';
import { type MeasureOnDay, measureOn } from '#domain/measures/measure-state.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Message } from '#domain/vocabulary/message.ts';

export type PublishedPolicyRow = z.output<typeof policyRowSchema>;

export interface MeasureEntry extends PublishedPolicyRow {
  readonly state: MeasureOnDay['state'];
  readonly on: string;
  readonly next_step: { readonly date: string; readonly what: string } | null;
  readonly in_score: boolean;
  readonly no_weight_because: NoWeightReason | null;
  readonly label: string;
  readonly label_code: string;
  readonly label_params: Message['params'];
}

/** Every row that was public on a day (or by `knownAt`), with its state on it and its next dated step; newest announcement first. */
export function measuresOnDay(rows: readonly PublishedPolicyRow[], on: string, knownAt: string = on): readonly MeasureEntry[] {
  const day = dayNumber(on);
  const known = dayNumber(knownAt);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const entries = datedRegister(rows).flatMap((dated): MeasureEntry[] => {
    const onDay = measureOn(dated, day, known);
    const row = rowOf.get(dated.measure.id);
    if (onDay === null || row === undefined) return [];
    // A measure of a client is in no published score.
    const inScore = row.own !== true && (row.relief !== null || (row.mapping !== null && row.mapping.control_class !== 'none'));
    const reason = noWeightBecause(row, onDay.state, (id) => rowOf.get(id)?.mapping != null);
    return [
      {
        ...row,
        ...measureLabel(row),
        state: onDay.state,
        on,
        next_step: nextStep(onDay, day),
        in_score: inScore,
        no_weight_because: reason,
      },
    ];
  });
  return entries.sort((left, right) =>
    left.announced === right.announced ? (left.id < right.id ? -1 : 1) : left.announced < right.announced ? 1 : -1,
  );
}

function nextStep({ dated, state, suspensionKnown, suspendedTo, end }: MeasureOnDay, day: number): MeasureEntry['next_step'] {
  const steps: readonly (readonly [what: string, date: number])[] = [
    ['takes_effect', dated.effectiveFrom],
    ['suspension_begins', suspensionKnown ? dated.suspendedFrom : Number.POSITIVE_INFINITY],
    ['suspension_ends', state === 'suspended' ? suspendedTo : Number.POSITIVE_INFINITY],
    ['ends', end],
  ];
  const ahead = steps.filter(([, date]) => date > day && Number.isFinite(date)).sort(([, left], [, right]) => left - right);
  const [next] = ahead;
  return next === undefined ? null : { what: next[0], date: isoDate(next[1]) };
}
