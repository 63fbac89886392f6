import { subjectLink } from '../../address/address.ts';
import { TableCard } from '../../parts/card.tsx';
import { stepName } from '../../parts/step-name.ts';
import { chance, country, listed, moved, share } from '../../words/language.ts';
import { orUnknown, WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import type { Explanation } from './questions.ts';

interface OneDocument {
  readonly document: Explanation;
}

/** A control by its label, and by its title as it was published. */
export const MeasureName = ({
  title,
  label,
}: {
  readonly title: string;
  readonly label?: string | undefined;
}) => (
  <>
    {label}{' '}
    <span class={label === undefined ? '' : 'muted small'} lang="en">
      {title}
    </span>
  </>
);

/** Controls that count, in force or ahead. */
export const Measures = ({ document: { measures = [] } }: OneDocument) => (
  <TableCard
    title={WORDS.measures}
    none={WORDS.noMeasures}
    rows={measures}
    columns={[
      [WORDS.measure, ({ title, label }) => <MeasureName title={title} label={label} />, 'long'],
      [
        WORDS.state,
        ({ status, days, undecided_since: undecided }) =>
          typeof undecided === 'string'
            ? WORDS.undecided
            : WORDS[status as 'in_force' | 'suspended' | 'announced'](days),
      ],
      [WORDS.alone, ({ alone }) => chance(alone), 'num named'],
    ]}
  />
);

/**
 * Suppliers by the chance that is left without them, worst first; those whose part of the output is not known
 * come last.
 */
export const SuppliersThatMatter = ({ document: { critical_suppliers: suppliers = [] } }: OneDocument) => (
  <TableCard
    title={WORDS.theyMatter}
    none={WORDS.noSuppliers}
    rows={suppliers.toSorted((one, other) => Number(one.points === null) - Number(other.points === null))}
    columns={[
      [WORDS.supplier, ({ supplier, name }) => <a href={subjectLink('supplier', supplier)}>{name}</a>],
      [WORDS.step, ({ stage }) => stepName(stage)],
      [
        WORDS.output,
        ({ output }) =>
          listed(Object.entries(output).map(([code, part]) => `${country(code)} ${orUnknown(part, share)}`)),
        'long',
      ],
      [WORDS.ifStopped, ({ score_if_stopped: score }) => orUnknown(score, chance), 'num named'],
      [
        SHELL.change,
        ({ score, score_if_stopped: then }) => (score === null || then === null ? null : moved(score, then)),
        'num muted',
      ],
      [
        SHELL.scarcity,
        ({ scarce, scarce_if_stopped: then }) =>
          scarce === null || then === null
            ? null
            : [chance(then), <span class="muted"> {moved(scarce, then)}</span>],
        'num named',
      ],
    ]}
  />
);
