import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CarrierSighting,
  carrierDeployments,
  sightingsIn,
} from '#functions/sources/publishers/joint-staff/deployments.ts';
import { jointStaffReader } from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';

const fixture = new URL('../../../../fixtures/publishers/jso/releases.json', import.meta.url);
const documents = await jointStaffReader.read({
  name: 'releases.json',
  address: null,
  bytes: readFileSync(fixture),
  receivedOn: '2026-11-27',
});

const seen = (day: number, over: Partial<CarrierSighting> = {}): CarrierSighting => {
  const on = (one: number) => `2025-01-${String(one).padStart(2, '0')}`;
  return {
    carrier: 'Liaoning',
    firstDay: on(day),
    lastDay: on(day),
    scope: 'pacific',
    straits: [],
    heading: null,
    towards: null,
    release: `p202501${String(day + 1).padStart(2, '0')}_01`,
    published: on(day + 1),
    ...over,
  };
};
const HOME = { straits: ['Miyako'], heading: 'NW', towards: 'East China Sea' };

// Shipped row LIA-2026-05: 2026-05-25 to 2026-06-20, known from 2026-05-26; three releases tell of it.
test('three releases that repeat each other are one deployment, equal to the shipped row', () => {
  const [deployment, ...others] = carrierDeployments(sightingsIn(documents), '2026-08-24');
  expect(others).toEqual([]);
  expect(deployment).toMatchObject({
    id: 'LIA-2026-05',
    carrier: 'Liaoning',
    scope: 'pacific',
    firstSeen: '2026-05-25',
    lastSeen: '2026-06-20',
    end: '2026-06-20',
    straits: ['Miyako'],
    knownFrom: '2026-05-26',
    releases: ['p20260526_01', 'p20260601_01', 'p20260622_03'],
  });
});

test('the combined observation has the fields of the observation that the service takes', () => {
  expect(jointStaffReader.combine?.(documents)).toEqual([
    {
      id: 'LIA-2026-05',
      series: 'carriers',
      date: '2026-05-25',
      published: '2026-05-26',
      values: { carrier: 'Liaoning', scope: 'pacific', end: '2026-06-20' },
    },
  ]);
});

test('releases in any order give the same deployments', () => {
  const relevant = documents.filter(({ observations }) => observations.length > 0);
  const once = jointStaffReader.combine?.(relevant);
  fc.assert(
    fc.property(fc.shuffledSubarray([...relevant], { minLength: relevant.length }), (shuffled) => {
      expect(jointStaffReader.combine?.(shuffled)).toEqual(once);
    }),
  );
});

test('sightings in any order and told any number of times give the same deployments', () => {
  const sighting = fc.record({
    day: fc.integer({ min: 1, max: 30 }),
    carrier: fc.constantFrom('Liaoning', 'Shandong'),
    scope: fc.constantFrom('pacific' as const, 'scs' as const, null),
    isHome: fc.boolean(),
    release: fc.integer({ min: 1, max: 6 }),
  });
  fc.assert(
    fc.property(
      fc.array(sighting, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      (rows, random) => {
        const sightings = rows.map(({ day, isHome, release, ...rest }) =>
          seen(day, {
            ...rest,
            ...(isHome ? HOME : {}),
            release: `r${release}`,
            published: `2025-02-0${release}`,
          }),
        );
        const shuffled = sightings
          .map((one) => ({ one, key: random.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(carrierDeployments(shuffled, '2025-02-28')).toEqual(
          carrierDeployments(sightings, '2025-02-28'),
        );
        expect(carrierDeployments([...sightings, ...shuffled], '2025-02-28')).toEqual(
          carrierDeployments(sightings, '2025-02-28'),
        );
      },
    ),
  );
});

test('a deployment that came home is over, and what is seen later is another one with another id', () => {
  const ids = carrierDeployments([seen(2), seen(4, HOME), seen(7), seen(8)], '2025-01-20').map(
    ({ id, firstSeen, end }) => [id, firstSeen, end],
  );
  expect(ids).toEqual([
    ['LIA-2025-01', '2025-01-02', '2025-01-04'],
    ['LIA-2025-01-2', '2025-01-07', null],
  ]);
});

test('a silence parts two deployments unless one release tells of both sides', () => {
  const far = [seen(2), seen(20)];
  expect(carrierDeployments(far, '2025-01-25')).toHaveLength(2);
  const link = seen(2, { release: 'p20250121_01', published: '2025-01-21' });
  expect(carrierDeployments([...far, link], '2025-01-25')).toHaveLength(1);
});

test('a deployment goes on while the silence is short, and ends on the last day it was seen when the silence is long', () => {
  expect(carrierDeployments([seen(2)], '2025-01-23')[0]?.end).toBeNull();
  expect(carrierDeployments([seen(2)], '2025-01-24')[0]?.end).toBe('2025-01-02');
});
