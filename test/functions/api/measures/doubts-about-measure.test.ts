import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureValues } from '#contracts/signals/measures.ts';
import { policyRow } from '#domain/vocabulary/reference-data.ts';
import { doubtsAboutMeasure } from '#functions/sources/measures/record-measure.ts';

const register = policyRow.array().parse(JSON.parse(readFileSync('shared/reference/policy.json', 'utf8')));
const doubts = (
  { id = 'x', known_from = '2026-09-01', elements = ['Dy'], ...over }: Record<string, unknown> = {},
  today = '2026-10-01',
) =>
  doubtsAboutMeasure(
    {
      signal: 'measures',
      id: id as string,
      date: known_from as string,
      known_from: known_from as string,
      source: 'x',
      source_url: null,
      definition: 'as published',
      values: measureValues.parse({
        title: 'x',
        actor: 'x',
        control_class: 'licence',
        origins: ['CHN'],
        targets: ['JPN'],
        effective_from: known_from,
        applies: [{ elements, stages: ['metal'] }],
        ...over,
      }),
    },
    register,
    today,
  );

describe('a measure against the register', () => {
  it('doubles a licence that is in force for everybody: No. 18 of 2025 on dysprosium', () => {
    expect(doubts().join(' ')).toContain(
      'The register has the same control: CN-2025-18, in force on 2026-10-01.',
    );
  });

  it('contradicts a suspension: No. 57 of 2025 on holmium holds nobody on that day', () => {
    expect(doubts({ elements: ['Ho'] })).toEqual([
      'The register has the same control: CN-2025-57, suspended on 2026-10-01. This one says that it holds.',
    ]);
    expect(doubts({ elements: ['Ho'], suspended_from: '2026-01-01' })[0]).toContain(
      'This one would count on top of it.',
    );
  });

  it('is told on the day from which it is to hold, where that lies ahead', () => {
    expect(doubts({ effective_from: '2100-01-01' }).join(' ')).toContain(
      'CN-2025-18, in force on 2100-01-01.',
    );
  });

  it.each([
    ['the row that it corrects', { id: 'CN-2025-18' }],
    ['another class', { control_class: 'ban' }],
    ['another origin', { origins: ['VNM'] }],
    ['goods that no registered licence names', { elements: ['Nd'] }],
    ['goods of which only some are registered', { elements: ['Dy', 'Nd'] }],
  ])('is no double of %s', (_, over) => {
    expect(doubts(over)).toEqual([]);
  });

  it('is no double of what was not public yet', () => {
    expect(doubts({ known_from: '2025-01-01' }, '2025-03-01')).toEqual([]);
  });
});
