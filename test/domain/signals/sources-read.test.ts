import { expect, test } from 'vitest';
import { type ObservationVersion, withObservations } from '#domain/signals/observations.ts';
import { bundledReferenceData } from '#functions/store/bundled-reference-data.ts';

const version = (
  id: string,
  n: number,
  client: string,
  status: 'draft' | 'accepted' | 'rejected',
  known_from: string,
) =>
  ({
    observation: {
      signal: 'measures',
      id,
      date: known_from,
      known_from,
      source: 's',
      source_url: null,
      definition: 'd',
      values: {},
    },
    version: n,
    receipt: { client, key: null, received_at: '2026-11-28T09:00:00.000Z', from_publisher: false },
    review: { status, reasons: [], note: null },
  }) as unknown as ObservationVersion;

const readOn = (versions: readonly ObservationVersion[], knownAt: string) =>
  withObservations(bundledReferenceData, versions, knownAt).sources.find(({ id }) => id === 'policy-register')
    ?.read_on;

test('the register has been read up to the newest notice of the lists that somebody decided on, and no further for what a person enters', () => {
  const shipped = '2026-10-15';
  const drafted = version('MOFCOM-2026-80', 1, 'collector:mofcom', 'draft', '2026-11-20');
  const decided = version('MOFCOM-2026-80', 2, 'desk', 'rejected', '2026-11-20');
  expect(readOn([version('CN-2026-99', 1, 'desk', 'rejected', '2026-11-27')], '2026-11-29')).toBe(shipped);
  expect(readOn([drafted], '2026-11-29')).toBe(shipped);
  expect(readOn([drafted, decided], '2026-11-27')).toBe(shipped);
  expect(readOn([drafted, decided], '2026-11-29')).toBe('2026-11-20');
});
