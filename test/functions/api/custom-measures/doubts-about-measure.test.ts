import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { customMeasureSchema } from '#contracts/api/custom-measures.ts';
import { policyRowSchema } from '#contracts/run/run-documents.ts';
import { doubtsAboutMeasure } from '#functions/api/custom-measures/custom-measures.ts';

const facts = {
  elements: new Set(['Dy', 'Ho', 'Ga', 'Nd']),
  classes: new Set(['licence', 'ban']),
  register: policyRowSchema.array().parse(JSON.parse(readFileSync('shared/reference/policy.json', 'utf8'))),
};
const doubts = (over: object, today = '2026-10-01') =>
  doubtsAboutMeasure(
    customMeasureSchema.parse({
      title: 'x',
      control_class: 'licence',
      origins: ['CHN'],
      targets: ['JPN'],
      elements: ['Dy'],
      stages: ['metal'],
      known_from: '2026-09-01',
      effective_from: '2026-09-01',
      citation: { source: 'x', source_url: 'https://example.com/x' },
      ...over,
    }),
    facts,
    today,
  );

describe('a measure against the register', () => {
  it('doubles a licence that is in force for everybody: No. 18 of 2025 on dysprosium', () => {
    expect(doubts({}).soft.join(' ')).toContain('The register has the same control: CN-2025-18, in force on 2026-10-01.');
    expect(doubts({}).firm).toEqual([]);
  });

  it('contradicts a suspension: No. 57 of 2025 on holmium holds nobody on that day', () => {
    expect(doubts({ elements: ['Ho'] }).soft).toEqual([
      'The register has the same control: CN-2025-57, suspended on 2026-10-01. Yours says that it holds.',
    ]);
    expect(doubts({ elements: ['Ho'], suspended_from: '2026-01-01' }).soft[0]).toContain('Yours would count on top of it.');
  });

  it('is told on the day from which it is to hold, where that lies ahead', () => {
    expect(doubts({ effective_from: '2100-01-01' }).soft.join(' ')).toContain('CN-2025-18, in force on 2100-01-01.');
  });

  it.each([
    ['another class', { control_class: 'ban' }],
    ['another origin', { origins: ['VNM'] }],
    ['goods that no registered licence names', { elements: ['Nd'] }],
    ['goods of which only some are registered', { elements: ['Dy', 'Nd'] }],
  ])('is no double with %s', (_, over) => {
    expect(doubts(over)).toEqual({ firm: [], soft: [] });
  });

  it('is no double of what was not public yet', () => {
    expect(doubts({ known_from: '2025-01-01', effective_from: '2025-01-01' }, '2025-03-01')).toEqual({ firm: [], soft: [] });
  });
});
