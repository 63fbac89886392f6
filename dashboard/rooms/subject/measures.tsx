import { subjectLink } from '../../address/address.ts';
import { stepName } from '../../parts/step-name.ts';
import { chance, country, listed, share, signed } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import type { Explanation } from './questions.ts';

/** A control by its label, and by its title as it was published. */
export const MeasureName = ({ title, label }: { readonly title: string; readonly label?: string | undefined }) => (
  <>
    {label ?? title}
    {label === undefined ? null : (
      <span class="sub" lang="en">
        {title}
      </span>
    )}
  </>
);

/** Controls that count at the weakest step, in force or ahead. */
export function Measures({ document: { measures = [] } }: { readonly document: Explanation }) {
  return (
    <section class="card">
      <header>
        <h2>{WORDS.measures}</h2>
      </header>
      {measures.length === 0 ? (
        <p class="muted">{WORDS.noMeasures}</p>
      ) : (
        <table class="plain stack">
          <thead>
            <tr>
              <th scope="col">{WORDS.measure}</th>
              <th scope="col">{WORDS.state}</th>
              <th scope="col" class="num">
                {WORDS.alone}
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map(({ id, title, label, status, days, undecided_since: undecided, alone }) => (
              <tr key={id}>
                <th scope="row" class="long">
                  <MeasureName title={title} label={label} />
                </th>
                <td>
                  {typeof undecided === 'string'
                    ? WORDS.undecided
                    : status === 'in_force' || status === 'suspended' || status === 'announced'
                      ? WORDS[status](days)
                      : status}
                </td>
                <td class="num" data-name={WORDS.alone}>
                  {chance(alone)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Suppliers by the chance that is left without them, worst first; those whose part of the output is not known stand beneath. */
export function SuppliersThatMatter({ document: { critical_suppliers: suppliers = [] } }: { readonly document: Explanation }) {
  const [known, unknown] = [suppliers.filter(({ points }) => points !== null), suppliers.filter(({ points }) => points === null)];
  const supplierCell = ({ supplier, name }: (typeof suppliers)[number]) => (
    <th scope="row">
      <a href={subjectLink('supplier', supplier)}>{name}</a>
    </th>
  );
  return (
    <section class="card">
      <header>
        <h2>{WORDS.theyMatter}</h2>
      </header>
      {suppliers.length === 0 ? <p class="muted">{WORDS.noSuppliers}</p> : null}
      {known.length === 0 ? null : (
        <table class="plain stack">
          <thead>
            <tr>
              <th scope="col">{WORDS.supplier}</th>
              <th scope="col">{WORDS.step}</th>
              <th scope="col">{WORDS.output}</th>
              <th scope="col" class="num">
                {WORDS.ifStopped}
              </th>
              <th scope="col" class="num">
                {SHELL.change}
              </th>
            </tr>
          </thead>
          <tbody>
            {known.map((one) => (
              <tr key={`${one.supplier} ${one.stage}`}>
                {supplierCell(one)}
                <td>{stepName(one.stage)}</td>
                <td class="long">
                  {listed(
                    Object.entries(one.output).map(([code, part]) => `${country(code)} ${part === null ? SHELL.unknown : share(part)}`),
                  )}
                </td>
                <td class="num" data-name={WORDS.ifStopped}>
                  {one.score_if_stopped === null ? SHELL.unknown : chance(one.score_if_stopped)}
                </td>
                <td class="num muted">{signed(one.points ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {unknown.length === 0 ? null : (
        <details>
          <summary>{WORDS.outputsUnknown(unknown.length)}</summary>
          <table class="plain stack">
            <tbody>
              {unknown.map((one) => (
                <tr key={`${one.supplier} ${one.stage}`}>
                  {supplierCell(one)}
                  <td>{stepName(one.stage)}</td>
                  <td class="long">{listed(Object.keys(one.output).map((code) => country(code)))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
