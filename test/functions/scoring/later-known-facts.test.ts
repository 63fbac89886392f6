import { describe, expect, it } from 'vitest';
import type { PolicyRow, ReferenceData } from '#domain/vocabulary/reference-data.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { scorerOn } from '#test/builders/small-facts.ts';

const NIGHT = '2025-09-30';
/** When the planted fact became public; all of them speak of days before the night. */
const PUBLIC = '2025-10-15';
const LATER = '2025-10-16';

/** Everything that is published of an element, a supplier and a country, with the pressure. */
function published(data: ReferenceData, as_of: string, known_at: string): string {
  const scorer = scorerOn(as_of, { data, known_at });
  const findings = [
    scorer.findings({ type: 'element', id: 'Dy' }, 'JPN'),
    scorer.findings({ type: 'supplier', id: 'shenghe-resources' }, 'JPN'),
    scorer.findings({ type: 'country', id: 'CHN' }, 'JPN'),
  ];
  return JSON.stringify(findings.map(({ result, explanation }) => [result, explanation]));
}

function rowOf<Row>(rows: readonly Row[], isMeant: (row: Row) => boolean): Row {
  const found = rows.find(isMeant);
  if (found === undefined) throw new Error('the row to plant after is in the shipped facts');
  return found;
}

const facts = bundledReferenceData;
const licence = rowOf(facts.policy, ({ id }) => id === 'CN-2025-18');
const planted = (over: Partial<PolicyRow>): PolicyRow => ({
  ...licence,
  row: 'policy:PLANTED',
  id: 'PLANTED',
  known_from: PUBLIC,
  ...over,
});
const withPolicy = (...rows: readonly PolicyRow[]): ReferenceData => ({
  ...facts,
  policy: [...facts.policy, ...rows],
});
const ban = {
  control_class: 'ban',
  applies: [{ elements: ['Dy'], stages: ['separation'], coverage: 1 }],
  origins: ['CHN'],
} as const;
const report = rowOf(facts.taiwan_strait, ({ report_date }) => report_date === NIGHT);
const patrol = rowOf(facts.senkaku, ({ day }) => day === '2025-09-29');
const voyage = rowOf(facts.carrier_deployments, ({ scope, end }) => scope === 'pacific' && end !== null);

describe('a night that is replayed', () => {
  const [known, unknown] = [published(facts, LATER, LATER), published(facts, NIGHT, NIGHT)];
  const onLaterDay = published(facts, LATER, NIGHT);

  it.each<[string, ReferenceData]>([
    [
      'a ban in force before',
      withPolicy(planted({ effective_from: '2025-09-01', mapping: { ...ban, targets: ['ALL'] } })),
    ],
    [
      'the end of a licence',
      withPolicy(
        planted({
          mapping: null,
          relief: { kind: 'ends', measures: ['CN-2025-18'] },
          effective_from: '2025-09-15',
          effective_to: null,
        }),
      ),
    ],
    [
      'a suspension, in the row of its measure',
      {
        ...facts,
        policy: facts.policy.map((row) =>
          row === licence ? { ...row, suspended_from: PUBLIC, suspended_to: '2026-08-01' } : row,
        ),
      },
    ],
    [
      'a report of two hundred aircraft',
      {
        ...facts,
        taiwan_strait: [
          ...facts.taiwan_strait.filter(({ report_date }) => report_date !== '2025-10-01'),
          {
            ...report,
            row: 'taiwan-strait:planted',
            report_date: '2025-10-01',
            aircraft: 200,
            known_from: PUBLIC,
          },
        ],
      },
    ],
    [
      'vessels in the territorial sea',
      {
        ...facts,
        senkaku: [
          ...facts.senkaku.filter(({ day }) => day !== '2025-10-01'),
          {
            ...patrol,
            row: 'senkaku:planted',
            day: '2025-10-01',
            territorial_sea_vessels: 60,
            known_from: PUBLIC,
          },
        ],
      },
    ],
    [
      'two carriers at sea',
      {
        ...facts,
        carrier_deployments: [
          ...facts.carrier_deployments,
          ...['one', 'two'].map((id) => ({
            ...voyage,
            row: `carrier:planted-${id}`,
            id,
            start: '2025-09-20',
            end: '2025-09-29',
            start_precision: 'day',
            end_precision: 'day',
            known_from: PUBLIC,
          })),
        ] as ReferenceData['carrier_deployments'],
      },
    ],
  ])('does not know %s that became public after it; later nights do', (_, data) => {
    expect(published(data, LATER, NIGHT) === onLaterDay).toBe(true);
    expect(published(data, NIGHT, NIGHT) === unknown).toBe(true);
    expect(published(data, LATER, LATER) === known).toBe(false);
  });
});
