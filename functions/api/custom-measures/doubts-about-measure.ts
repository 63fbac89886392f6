/** Why a measure of a client goes into quarantine. */
import type { CustomMeasure } from '#contracts/api/custom-measures/custom-measures.ts';
import { coversStage, hitsBuyer, mayReach } from '#domain/method/measure.ts';
import { registerOn } from '#domain/method/register.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import type { Stage } from '#domain/vocabulary/scoring-inputs.ts';
import { closestMatch } from '#functions/http/expected-errors.ts';
import type { PublishedPolicyRow } from '../facts/measures-on-day.ts';

/** Facts that a measure of a client is compared with: names of the current run, and the register as it shows it. */
export interface MeasureFacts {
  readonly elements: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
  readonly register: readonly PublishedPolicyRow[];
}

/** Reasons with JSON pointers; a measure with one of `firm` cannot be released as it is. */
export interface MeasureDoubts {
  readonly firm: readonly string[];
  readonly soft: readonly string[];
}

const meant = (given: string, known: ReadonlySet<string>): string => {
  const guess = closestMatch(given, [...known]);
  return guess === null ? '' : ` Did you mean \`${guess}\`?`;
};

/** All doubts. `today`: day on which it was sent. */
export function doubtsAboutMeasure(measure: CustomMeasure, facts: MeasureFacts, today: string): MeasureDoubts {
  const { citation, control_class, elements, known_from } = measure;
  const firm = [
    ...(citation === null ? ['`/citation` is missing: say who states the measure and where it can be read.'] : []),
    ...(facts.classes.has(control_class)
      ? []
      : [
          `\`/control_class\`: there is no class \`${control_class}\`.${meant(control_class, facts.classes)} They are ${[...facts.classes].join(', ')}.`,
        ]),
    ...elements.flatMap((element, index) =>
      facts.elements.has(element)
        ? []
        : [`\`/elements/${index}\`: there is no element \`${element}\`.${meant(element, facts.elements)} /v1/elements lists all.`],
    ),
  ];
  const ahead = known_from > today ? [`\`/known_from\` ${known_from} lies after today, ${today}.`] : [];
  return { firm, soft: [...ahead, ...doublesOf(measure, facts, today)] };
}

/** Measures of the register that say the same of the same goods, or that they do not hold. Both at once would count twice. */
function doublesOf(measure: CustomMeasure, { register }: MeasureFacts, today: string): readonly string[] {
  const day = Math.max(dayNumber(today), dayNumber(measure.effective_from ?? today));
  const on = isoDate(day);
  const { suspended_from, suspended_to } = measure;
  const isSuspendedToo = suspended_from !== null && suspended_from <= on && (suspended_to === null || suspended_to >= on);
  return registerOn(register, day, dayNumber(today)).flatMap(({ row, state }) => {
    if (state === 'ended' || !covers(row, measure)) return [];
    const same = `The register has the same control: ${row.id}, ${state.replace('_', ' ')} on ${on}.`;
    return state === 'suspended' && !isSuspendedToo ? [`${same} Yours says that it holds.`] : [`${same} Yours would count on top of it.`];
  });
}

/** Does a row have the class, one of the origins, and all of the elements, stages and targets of the measure? */
function covers({ mapping, origins, targets }: PublishedPolicyRow, measure: CustomMeasure): boolean {
  if (mapping === null || mapping.control_class !== measure.control_class) return false;
  const mapped = mapping as { readonly origins?: readonly string[]; readonly targets?: readonly string[] };
  const [from, hit] = [mapped.origins ?? origins, mapped.targets ?? targets];
  if (!measure.origins.some((origin) => from.includes(origin))) return false;
  const reaches = (element: string, stage: Stage): boolean =>
    mapping.applies.some(({ elements, stages }) => mayReach(elements, element) && coversStage(stages, stage));
  return (
    measure.targets.every((target) => hitsBuyer(hit, target)) &&
    measure.elements.every((element) => measure.stages.every((stage) => reaches(element, stage)))
  );
}
