// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { BandChance, likeliestBands } from '#dashboard/parts/band.tsx';
import { Dots } from '#dashboard/parts/dots.tsx';
import { csvOf } from '#dashboard/parts/save-csv.tsx';
import { placesOf } from '#dashboard/parts/score-table.tsx';
import { wholeParts } from '#domain/vocabulary/whole-parts.ts';
import { Sums } from '#dashboard/parts/sums.tsx';
import { chance, language, moved, signed } from '#dashboard/words/language.ts';

afterEach(() => {
  cleanup();
  language.value = 'en';
});

test('whole parts add up to the rounded sum, and none is further from its own than one', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -90, max: 90, noNaN: true }), { minLength: 1, maxLength: 8 }), (parts) => {
      const whole = wholeParts(parts);
      expect(whole.reduce((sum, part) => sum + part, 0)).toBe(Math.round(parts.reduce((sum, part) => sum + part, 0)) + 0); // never -0
      for (const [n, part] of parts.entries()) expect(Math.abs((whole[n] ?? 0) - part)).toBeLessThan(1);
    }),
  );
});

test('chances are whole, claim no certainty and are not rounded up into another band', () => {
  expect([0, 0.3, 12.5, 49.96, 50, 99.6, 100].map(chance)).toEqual(['0%', '<1%', '13%', '49%', '50%', '>99%', '100%']);
  expect([-1.4, -0.2, 0.4, 12.5].map(signed)).toEqual(['\u22121', '0', '0', '+13']);
});

const bands = (...chances: readonly number[]) =>
  ['low', 'guarded', 'elevated', 'high', 'critical'].map((band, n) => ({ band, chance: chances[n] ?? 0 }));

test('one band is named where it holds half, two neighbours where none does', () => {
  expect(likeliestBands(bands(0, 0, 0, 0.05, 0.95))).toEqual({ bands: ['critical'], chance: 0.95 });
  expect(likeliestBands(bands(0, 0.05, 0.1, 0.45, 0.4))).toEqual({ bands: ['high', 'critical'], chance: expect.closeTo(0.85) });
  expect(render(<BandChance bands={bands(0, 0, 0.08, 0.5, 0.42)} />).container.textContent).toBe('50% high');
  language.value = 'ja';
  expect(render(<BandChance bands={bands(0, 0, 0.2, 0.42, 0.38)} />).container.textContent).toBe('「高い」か「危機的」の確率 80%');
});

test('twenty values are twenty dots, coloured by their band', () => {
  const values = [1, 4, 15, 30, 60].flatMap((from) => [0, 1, 1, 1.9].map((more) => from + more));
  const { container } = render(<Dots values={values} mean={50} />);
  const drawn = [...container.querySelectorAll('path')].map((path) => [path.getAttribute('class'), path.getAttribute('d')?.match(/h[.]01/g)?.length ?? 0]);
  expect(Object.fromEntries(drawn)).toMatchObject({ low: 4, guarded: 4, elevated: 4, high: 4, critical: 4 });
});

test('causes and their total are whole numbers that add up', () => {
  const causes = [13.2, 4.4, 0.4].map((points, n) => ({ label: `cause ${n}`, points }));
  const { container } = render(<Sums causes={causes} total="Change" between={[70.2, 88.2]} scale={14} />);
  expect([...container.querySelectorAll('td.num')].map((cell) => cell.textContent)).toEqual(['+13', '+5', '<1', '+18']);
});

test('places are those of the service, whatever rows stand above', () => {
  expect(placesOf({ rank: { position: 3, of: 38, from: 1, to: 10 } })).toBe('Places 1 to 10');
  expect(placesOf({ rank: { position: 3, of: 38, from: 3, to: 3 } })).toBe('Place 3');
  expect(placesOf({ rank: null })).toBe('Places stand in published runs');
});

test.each([
  [76.2, 89.5, '+14'],
  [82.2, 89.5, '+8'],
  [89.5, 76.2, '\u221214'],
  [95.4, 84.45, '\u221211'],
  [82.2, 84.7, '+3'],
  [30, 49.96, '+19'],
])('%s to %s is %s, as whole as both are written, and causes add up to it', (from, to, change) => {
  expect(moved(from, to)).toBe(change);
  const causes = [0.7, 0.2, 0.1].map((part, n) => ({ label: `cause ${n}`, points: part * (to - from) }));
  const { container } = render(<Sums causes={causes} total="Change" between={[from, to]} />);
  const whole = [...container.querySelectorAll('td.num')].map(({ textContent: text }) =>
    text === '<1' ? 0 : Number(text?.replace('\u2212', '-')),
  );
  expect(whole.slice(0, 3).reduce((sum, points) => sum + points, 0)).toBe(whole[3]);
});

test('a table is saved as RFC 4180 has it, without formulas', () => {
  expect(csvOf([['name', 'points'], ['=1+1, "x"', -2], [' ;=1', null], ['']])).toBe('name,points\r\n"\'=1+1, ""x""",-2\r\n ;\'=1,\r\n\r\n');
});
