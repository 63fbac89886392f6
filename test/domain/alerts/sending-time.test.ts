import { expect, test } from 'vitest';
import { sendingTime } from '#domain/alerts/sending-time.ts';

const at = (now: string, from: number, to: number, time_zone: string, digest: 'none' | 'day' | 'week') =>
  new Date(sendingTime(Date.parse(now), { from, to, time_zone, digest })).toISOString();

test.each([
  // Tokyo is nine hours ahead: 03:30 there is quiet until 7, 21:59 is not, 22:00 is.
  ['2026-12-02T18:30:00.000Z', 7, 22, 'Asia/Tokyo', 'none', '2026-12-02T22:00:00.000Z'],
  ['2026-12-03T12:59:59.000Z', 7, 22, 'Asia/Tokyo', 'none', '2026-12-03T12:59:59.000Z'],
  ['2026-12-03T13:00:00.000Z', 7, 22, 'Asia/Tokyo', 'none', '2026-12-03T22:00:00.000Z'],
  // A digest at eight: at the hour itself, and a second later the next day.
  ['2026-12-02T23:00:00.000Z', 8, 18, 'Asia/Tokyo', 'day', '2026-12-02T23:00:00.000Z'],
  ['2026-12-02T23:00:01.000Z', 8, 18, 'Asia/Tokyo', 'day', '2026-12-03T23:00:00.000Z'],
  // 3 December 2026 is a Thursday; India is five and a half hours ahead.
  ['2026-12-03T00:00:00.000Z', 9, 18, 'Asia/Kolkata', 'week', '2026-12-07T03:30:00.000Z'],
  // Berlin skips two o'clock on 28 March 2027: the digest of that hour comes a day later, an hour earlier by UTC.
  ['2027-03-28T00:00:00.000Z', 2, 3, 'Europe/Berlin', 'day', '2027-03-29T00:00:00.000Z'],
  ['2027-03-26T12:00:00.000Z', 2, 3, 'Europe/Berlin', 'day', '2027-03-27T01:00:00.000Z'],
] as const)(
  'what comes at %s is sent between %i and %i in %s, digest %s, at %s',
  (now, from, to, zone, digest, due) => {
    expect(at(now, from, to, zone, digest)).toBe(due);
  },
);
