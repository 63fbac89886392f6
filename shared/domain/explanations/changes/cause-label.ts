/** Labels of the causes of a change: names of the catalogue, without parameters. */

import { ENGLISH_TEXTS } from '../../words/english.ts';
import { message } from '../../words/render.ts';
import { type Labelled, labelled } from '../labels.ts';
import { PUBLISHED_CAUSES, type PublishedCause } from './change-attribution.ts';
import type { PublishedReason, ScoreChange } from './change-document.ts';

/** A name without parameters needs its text and its code alone. */
type CauseLabel = Pick<Labelled, 'label' | 'label_code'>;

/** A cause that has given or taken points of a change. */
interface LabelledCause extends CauseLabel {
  readonly cause: PublishedCause;
  /** Part of the difference, in points of the score. */
  readonly points: number;
}

interface LabelledCauses {
  readonly causes: readonly LabelledCause[];
  readonly reasons: readonly (PublishedReason & CauseLabel)[];
}

/** `Source revised`, and the code under which the catalogue has it. */
export function causeLabel(cause: PublishedCause): CauseLabel {
  const { label, label_code } = labelled(message(`cause_${cause}`), (code) => ENGLISH_TEXTS[code as keyof typeof ENGLISH_TEXTS]);
  return { label, label_code };
}

/**
 * The change with a label at each cause: `causes`, those with points, largest first, and its reasons. Added when a change is told, so that
 * changes that were stored before there were labels have them too.
 */
export function withCauseLabels<C extends Pick<ScoreChange, 'by_cause' | 'reasons'>>(change: C): C & LabelledCauses {
  const pointsOf = (cause: PublishedCause): number => change.by_cause?.[cause] ?? 0;
  const causes = PUBLISHED_CAUSES.filter((cause) => pointsOf(cause) !== 0)
    .map((cause) => ({ cause, points: pointsOf(cause), ...causeLabel(cause) }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { ...change, causes, reasons: change.reasons.map((reason) => ({ ...reason, ...causeLabel(reason.cause as PublishedCause) })) };
}
