import { subjectLink } from '../../address/address.ts';
import { stepName } from '../../parts/step-name.ts';
import { TableCard } from '../../parts/table.tsx';
import { chance, country, filled, listed, moved, share } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import type { OneDocument } from './questions.ts';

export const MeasureName = ({
  title,
  label,
}: Readonly<{
  title: string;
  label?: string | undefined;
}>) => (
  <>
    {label} <span class={label === undefined ? '' : 'muted small'}>{title}</span>
  </>
);

export const Measures = ({ document: { measures = [] } }: OneDocument) => (
  <TableCard
    title={SUBJECT.measures}
    none={SUBJECT.noMeasures}
    rows={measures}
    columns={[
      [SUBJECT.measure, ({ title, label }) => <MeasureName title={title} label={label} />, 'long'],
      [
        SUBJECT.state,
        ({ status, days, undecided_since: undecided }) =>
          typeof undecided === 'string'
            ? SUBJECT.undecided
            : filled(SUBJECT[status as 'in_force' | 'suspended' | 'announced'], { count: days }),
        'nowrap',
      ],
      [SUBJECT.alone, ({ alone }) => chance(alone), 'num named'],
    ]}
  />
);

/**
 * Suppliers by the chance that is left without them, worst first; those whose part of the output is not known
 * come last.
 */
export const SuppliersThatMatter = ({
  document: { critical_suppliers: suppliers = [], stage },
}: OneDocument) => (
  <TableCard
    title={SUBJECT.theyMatter}
    none={SUBJECT.noSuppliers}
    rows={suppliers.toSorted((one, other) => Number(one.points === null) - Number(other.points === null))}
    columns={[
      [SUBJECT.supplier, ({ supplier, name }) => <a href={subjectLink('supplier', supplier)}>{name}</a>],
      [SUBJECT.step, ({ stage }) => stepName(stage)],
      [
        SUBJECT.output,
        ({ output }) =>
          listed(Object.entries(output).map(([code, part]) => `${country(code)} ${orUnknown(part, share)}`)),
        'long',
      ],
      [SUBJECT.ifStopped, ({ score_if_stopped: score }) => orUnknown(score, chance), 'num named'],
      [
        WORDS.change,
        ({ score, score_if_stopped: then }) => (score === null || then === null ? null : moved(score, then)),
        'num muted',
      ],
      [
        stage === null ? WORDS.scarcity : `${WORDS.scarcity} (${stepName(stage)})`,
        ({ scarce, scarce_if_stopped: then }) =>
          scarce === null || then === null
            ? null
            : [chance(then), <span class="muted"> {moved(scarce, then)}</span>],
        'num named',
      ],
    ]}
  />
);
