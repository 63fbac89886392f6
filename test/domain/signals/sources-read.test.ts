import { expect, test } from 'vitest';
import { ANNOUNCEMENT_LISTS } from '#contracts/collection/announcement-lists.ts';
import { registerWarning } from '#domain/explanations/labels.ts';
import { type ObservationVersion, WATCHED_LISTS, withObservations } from '#domain/signals/observations.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';

const REVIEWED = '2026-10-15';
const rest = { source: 's', source_url: null, definition: 'd' };
const receipt = (client: string, day: string) => ({ client, key: null, received_at: `${day}T09:00:00.000Z` });

const notice = (n: number, client: string, status: 'draft' | 'in_review' | 'accepted' | 'rejected') =>
  ({
    observation: {
      ...rest,
      signal: 'measures',
      id: 'MOFCOM-2026-80',
      date: '2026-11-20',
      known_from: '2026-11-20',
      values: { applies: [], origins: [], targets: [], relief: null, control_class: 'none' },
    },
    version: n,
    receipt: receipt(client, '2026-11-28'),
    review: { status, reasons: [], note: null },
  }) as unknown as ObservationVersion;

const read = (
  id: string,
  ...spans: readonly (readonly [from: string, to: string])[]
): ObservationVersion => ({
  observation: {
    ...rest,
    signal: 'coverage',
    id,
    date: '2026-10-16',
    known_from: '2026-11-28',
    values: { spans: spans.map(([from, to]) => ({ from, to })) },
  },
  version: 1,
  receipt: receipt(`collector:${id}`, '2026-11-28'),
});
const allBut = (...names: readonly string[]) =>
  WATCHED_LISTS.filter((name) => !names.includes(name)).map((name) =>
    read(name, ['2026-10-16', '2026-11-28']),
  );

const readOn = (versions: readonly ObservationVersion[], knownAt = '2026-11-29') =>
  withObservations(bundledReferenceData, versions, knownAt).sources.find(({ id }) => id === 'policy-register')
    ?.read_on ?? '';
const isRed = (day: string, asOf: string) => registerWarning(day, asOf) !== null;

test('every list that programs may get is watched', () => {
  const names = ANNOUNCEMENT_LISTS.filter((list) => !('by_hand' in list)).map(({ name }) => name);
  expect([...WATCHED_LISTS]).toEqual(names);
});

test('the register is read up to the day up to which every list was read whole and nothing waits', () => {
  expect(readOn(allBut())).toBe('2026-11-28');
  expect(isRed(readOn(allBut()), '2026-12-12')).toBe(false);
  // What a run of an earlier day did not know yet.
  expect(readOn(allBut(), '2026-11-27')).toBe(REVIEWED);
});

test('a notice of the watch that nobody decided on is unread, and so is what came after it', () => {
  const drafted = notice(1, 'collector:mofcom', 'draft');
  expect(readOn([...allBut(), drafted])).toBe('2026-11-19');
  expect(readOn([...allBut(), drafted, notice(2, 'desk', 'in_review')])).toBe('2026-11-19');
  expect(isRed('2026-11-19', '2026-12-03')).toBe(false);
  expect(isRed('2026-11-19', '2026-12-04')).toBe(true);
  for (const status of ['accepted', 'rejected'] as const)
    expect(readOn([...allBut(), drafted, notice(2, 'desk', status)])).toBe('2026-11-28');
  expect(readOn([...allBut(), notice(1, 'desk', 'draft')])).toBe('2026-11-28');
});

test('a list that was not read, or not without a gap since the review, holds the register back', () => {
  expect(readOn(allBut('japan-meti'))).toBe(REVIEWED);
  const partly = (...spans: readonly (readonly [string, string])[]) =>
    readOn([...allBut('japan-meti'), read('japan-meti', ...spans)]);
  expect(partly(['2026-10-16', '2026-11-03'], ['2026-11-05', '2026-11-28'])).toBe('2026-11-03');
  expect(partly(['2026-11-01', '2026-11-28'])).toBe(REVIEWED);
  // To decide on a notice of one list reads no other.
  const decided = [notice(1, 'collector:mofcom', 'draft'), notice(2, 'desk', 'rejected')];
  expect(readOn(decided)).toBe(REVIEWED);
});
