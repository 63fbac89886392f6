import { describe, expect, it } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { elementIds, indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElementHeadline } from '#domain/scores/element-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { dayNumber, isoDate } from '#domain/time/calendar.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';

const published = bundledMethodologies.get('1.0.0');
if (published === undefined) throw new Error('the base methodology ships');
const methodology = methodologyOf(published.document);
const index = indexReferenceData(bundledReferenceData, methodology);
const signals = signalReader(bundledReferenceData, methodology.parameters);

const headline = (element: string, buyer: string, as_of: string) =>
  scoreElementHeadline(elementInputs(index, { element, buyer, as_of, signals: signals(as_of).readings }).inputs, methodology);
const score = (element: string, buyer: string, as_of: string): number => headline(element, buyer, as_of).score ?? Number.NaN;
/** Points by which the score moves from the day before to the day. */
const step = (element: string, buyer: string, day: string): number =>
  score(element, buyer, day) - score(element, buyer, isoDate(dayNumber(day) - 1));

/** The pattern that the specification expects of the shipped data (section 12). */
describe('on the shipped data the score', () => {
  it.each(BUYERS)('of dysprosium for %s steps up with the licences of 4 April 2025', (buyer) => {
    expect(step('Dy', buyer, '2025-04-04')).toBeGreaterThan(40);
  });

  it.each(BUYERS)('of erbium for %s steps up with the package of 9 October 2025 and down with its suspension on 7 November', (buyer) => {
    expect(step('Er', buyer, '2025-10-09')).toBeGreaterThan(30);
    expect(step('Er', buyer, '2025-11-07')).toBeLessThan(-30);
  });

  it('of gallium steps up with the ban of 3 December 2024 and down with its suspension on 9 November 2025, for the United States only', () => {
    expect(step('Ga', 'USA', '2024-12-03')).toBeGreaterThan(10);
    expect(step('Ga', 'USA', '2025-11-09')).toBeLessThan(-5);
    for (const buyer of ['JPN', 'EUU', 'KOR', 'TWN']) {
      expect(Math.abs(step('Ga', buyer, '2024-12-03'))).toBeLessThan(0.5);
      expect(Math.abs(step('Ga', buyer, '2025-11-09'))).toBeLessThan(0.5);
    }
  });

  it.each(['2026-01-06', '2026-02-24', '2026-06-29'])(
    'of dysprosium steps up with the measure against Japan of %s, for Japan only',
    (day) => {
      expect(step('Dy', 'JPN', day)).toBeGreaterThan(0.5);
      for (const buyer of ['USA', 'EUU', 'KOR', 'TWN']) expect(step('Dy', buyer, day)).toBeLessThan(0.1);
    },
  );

  it.each(['La', 'Ce', 'Cu', 'Ni', 'Li'])('of %s stays low for every buyer through the years', (element) => {
    for (const buyer of BUYERS) {
      for (const day of ['2023-06-01', '2024-06-01', '2025-06-01', '2026-06-01', '2026-10-01'])
        expect(headline(element, buyer, day).score).toBeLessThan(20);
    }
  });

  it('is unknown for promethium, which has no market, and a probability for every other element', () => {
    for (const element of elementIds(bundledReferenceData)) {
      for (const buyer of BUYERS) {
        const result = headline(element, buyer, '2026-10-01');
        if (element === 'Pm') expect(result).toEqual({ score: null, status: 'insufficient_data' });
        else expect(result.score !== null && result.score >= 0 && result.score < 100).toBe(true);
      }
    }
  });
});

/** Weaknesses that the specification names with their numbers (section 15): if one of these moves, the assembly has changed. */
describe('known weaknesses of the method show on the shipped data', () => {
  it('antimony for the European Union is about 6 after its old import reliance has dropped out', () => {
    expect(Math.round(score('Sb', 'EUU', '2025-10-09'))).toBe(6);
  });

  it('praseodymium is 29 and neodymium 17 for Korea, whose stockpile of one is not counted for the other', () => {
    expect(headline('Pr', 'KOR', '2026-10-01')).toMatchObject({ stage: 'magnet' });
    expect(Math.round(score('Pr', 'KOR', '2026-10-01'))).toBe(29);
    expect(Math.round(score('Nd', 'KOR', '2026-10-01'))).toBe(17);
  });

  it('germanium for the United States jumps by 16 points when the suspension runs out on 27 November 2026', () => {
    expect(Math.round(step('Ge', 'USA', '2026-11-27'))).toBe(16);
  });

  it('the closure in Kachin of October 2024 moves no score of dysprosium that another stage gives', () => {
    expect(Math.abs(step('Dy', 'JPN', '2024-10-22'))).toBeLessThan(0.5);
  });
});
