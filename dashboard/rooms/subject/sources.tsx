import { link } from '../../address/address.ts';
import { stepName } from '../../parts/step-name.ts';
import { day, share } from '../../words/language.ts';
import { WORDS } from '../../words/subject.ts';
import { Source } from './cited.tsx';
import type { Explanation } from './questions.ts';

/** Kinds of facts, by the first part of the name of their row. */
const KINDS = [
  'share',
  'policy',
  'cover',
  'governance',
  'control-outcome',
  'supplier-site',
  'supplier-link',
  'import',
  'trade',
  'demand-share',
  'reliance',
] as const;

const GRADES = ['high', 'medium', 'low', 'ungraded'] as const;

const kindOf = (row: string): (typeof KINDS)[number] | 'element-facts' | 'otherFact' =>
  KINDS.find((kind) => row.startsWith(`${kind}:`)) ?? (row.startsWith('element:') ? 'element-facts' : 'otherFact');

/** One source is cited by many rows: each of its dates stands once. */
const citedOnce = (evidence: Explanation['evidence']): Explanation['evidence'] => [
  ...new Map(evidence.map((one) => [`${one.source} ${one.source_url} ${one.date} ${kindOf(one.row)}`, one])).values(),
];

/** What the chance rests on: every source that is cited, indices that others publish, and what is not seen. */
export const Sources = ({
  document: { evidence, coverage, limitations, reference_indices: indices },
}: {
  readonly document: Explanation;
}) => (
  <>
    <section class="card">
      <header>
        <h2>{WORDS.sourcesTab}</h2>
        {coverage === null ? null : <p>{WORDS.inputsKnown(share(coverage))}</p>}
      </header>
      {evidence.length === 0 ? (
        <p class="muted">{WORDS.noEvidence}</p>
      ) : (
        <table class="plain stack">
          <thead>
            <tr>
              <th scope="col">{WORDS.source}</th>
              <th scope="col">{WORDS.about}</th>
              <th scope="col">{WORDS.of}</th>
              <th scope="col">{WORDS.grade}</th>
            </tr>
          </thead>
          <tbody>
            {citedOnce(evidence).map(({ row, source, source_url: url, date, quality }) => (
              <tr key={row}>
                <td>
                  <Source source={source} source_url={url} />
                </td>
                <td class="nowrap">{WORDS[kindOf(row)]}</td>
                <td class="nowrap">{date === null ? null : day(date)}</td>
                <td>{GRADES.some((grade) => grade === quality) ? WORDS[quality as (typeof GRADES)[number]] : quality}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
    <Indices indices={indices} />
    <section class="card">
      <header>
        <h2>{WORDS.limits}</h2>
      </header>
      <ul>
        {limitations.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <p>
        <a href={link('/evidence/method')}>{WORDS.method}</a>
      </p>
    </section>
  </>
);

type Table = Readonly<Record<string, unknown>>;
const tableAt = (value: unknown): Table => (typeof value === 'object' && value !== null ? (value as Table) : {});

/** Other numbers for the same risk, which others publish: a reader who knows those finds them beside the chance. */
function Indices({ indices }: { readonly indices: Table }) {
  const rows = [
    ...[2023, 2017].map((year) => [WORDS.eu(year), indices[`eu_supply_risk_${year}`], WORDS.euScale] as const),
    ...Object.entries(tableAt(indices.concentration)).flatMap(([stage, of]) => [
      [WORDS.hhi(stepName(stage)), tableAt(of).hhi, WORDS.hhiScale] as const,
      [WORDS.hhiWgi(stepName(stage)), tableAt(of).hhi_wgi, WORDS.hhiWgiScale] as const,
    ]),
  ].flatMap(([name, value, scale]) => (typeof value === 'number' ? [[name, value.toFixed(2), scale] as const] : []));
  if (rows.length === 0) return null;
  return (
    <section class="card">
      <header>
        <h2>{WORDS.indices}</h2>
        <p>{WORDS.indicesText}</p>
      </header>
      <table class="plain stack">
        <thead>
          <tr>
            <th scope="col">{WORDS.index}</th>
            <th scope="col" class="num">
              {WORDS.value}
            </th>
            <th scope="col">{WORDS.scale}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, value, scale]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="num">{value}</td>
              <td>{scale}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
