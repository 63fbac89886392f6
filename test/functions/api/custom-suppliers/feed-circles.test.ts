import { expect, test } from 'vitest';
import { type CustomSupplier, customSupplierSchema } from '#contracts/api/custom-suppliers/custom-suppliers.ts';
import { errorsOfCircles } from '#functions/api/custom-suppliers/feed-circles.ts';

function chain(sites: number, feeds: readonly (readonly [from: number, to: number])[]): CustomSupplier {
  const site = (n: number) => ({ id: `s${n}`, name: `S ${n}`, country: 'VNM', stage: 'magnet', elements: ['Dy'] });
  return customSupplierSchema.parse({
    name: 'Acme',
    sites: Array.from({ length: sites }, (_, n) => site(n)),
    feeds: feeds.map(([from, to]) => ({ from: `s${from}`, to: `s${to}` })),
  });
}
const places = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);
/** Each site feeds two others, over and over, as in the review. */
const circling = (sites: number) =>
  chain(
    sites,
    places(2 * sites)
      .flatMap((n): [number, number][] =>
        n % sites === (7 * n + 1) % sites ? [] : [[n % sites, (7 * n + 1 + Math.floor(n / sites)) % sites]],
      )
      .filter(([from, to]) => from !== to),
  );

test.each([40, 60, 100])('%d sites that feed each other in circles are refused with the place and what to do', (sites) => {
  expect(errorsOfCircles(circling(sites))).toMatchObject([
    {
      pointer: '/feeds',
      code: 'too_many_circles',
      detail: expect.stringMatching(/sites feed each other in circles, .* Leave out the feeds that go back/),
    },
  ]);
});

test('all ways between a dozen sites are refused, and counting them ends early', () => {
  const all = places(12).flatMap((from) => places(12).flatMap((to): [number, number][] => (from === to ? [] : [[from, to]])));
  expect(errorsOfCircles(chain(12, all))).toHaveLength(1);
});

test.each([
  [
    'one circle of all',
    chain(
      100,
      places(100).map((n) => [n, (n + 1) % 100]),
    ),
  ],
  [
    'two that exchange',
    chain(2, [
      [0, 1],
      [1, 0],
    ]),
  ],
  [
    'four that all exchange',
    chain(
      4,
      places(4).flatMap((from) => places(4).flatMap((to): [number, number][] => (from === to ? [] : [[from, to]]))),
    ),
  ],
  [
    'none, however many feeds',
    chain(
      100,
      places(199).map((n) => [n % 99, 1 + (n % 99)]),
    ),
  ],
])('what real chains have is taken: %s', (_what, supplier) => {
  expect(errorsOfCircles(supplier)).toEqual([]);
});
