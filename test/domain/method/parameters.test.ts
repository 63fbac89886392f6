import { expect, test } from 'vitest';
import { type MethodologyDocument, type ParameterRow, parametersOf } from '#domain/method/parameters.ts';
import { shippedMethodology } from '../../builders/shipped-facts.ts';

const { parameters: rows } = shippedMethodology;

const withRows = (parameters: readonly ParameterRow[]): MethodologyDocument => ({
  ...shippedMethodology,
  parameters,
});
const withValue = (name: string, value: number): MethodologyDocument =>
  withRows(rows.map((row) => (row.name === name ? { ...row, value } : row)));

test('numbers are found by their names', () => {
  const { horizon, depth, reach } = parametersOf(shippedMethodology);
  expect({ horizon, depth, reach }).toEqual({
    horizon: 365,
    depth: { ban: 0.9, licence: 0.65, partial: 0.45 },
    reach: { senkaku: { JPN: 1, other: 0 }, taiwan: { TWN: 1, USA: 0.8, JPN: 0.6, other: 0.4 } },
  });
});

test.each(rows.map(({ name }) => name))('the method without %s is refused by name', (name) => {
  expect(() => parametersOf(withRows(rows.filter((row) => row.name !== name)))).toThrow(
    new RegExp(`[:;] ${name}: `),
  );
});

test.each([
  [
    'unknown to the code',
    withRows([...rows, { ...(rows[0] as ParameterRow), name: 'depth.blockade' }]),
    'depth.blockade',
  ],
  [
    'of a buyer that is none',
    withRows([...rows, { ...(rows[1] as ParameterRow), name: 'reach.taiwan.JPX' }]),
    'reach.taiwan.JPX',
  ],
  ['named twice', withRows([...rows, rows[1] as ParameterRow]), 'first is named twice'],
  ['no number', withValue('first', Number.NaN), 'first: '],
  ['infinite', withValue('luck', Number.POSITIVE_INFINITY), 'luck: '],
  ['outside of its range', withValue('depth.ban', 0.6), 'depth.ban is 0.6, outside of its range 0.75 to 1'],
  ['no share', withValue('default.recycling', 1.2), 'default.recycling: '],
])('a number that is %s is refused by name', (_, document, fault) => {
  expect(() => parametersOf(document)).toThrow(fault);
});
