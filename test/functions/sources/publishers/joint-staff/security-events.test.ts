import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SECURITY_EVENT_KINDS } from '#domain/vocabulary/reference-data.ts';
import type { ReadDocument } from '#functions/sources/publishers/document-reader.ts';
import { jointStaffReader } from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';
import { madeDocument } from '../read-fixture.ts';

interface Labelled {
  readonly text: string;
  /** `drone 2026-08-18 senkaku China`. */
  readonly events: readonly string[];
  readonly carriers?: readonly string[];
  /** Beginnings of what cannot be read. */
  readonly unread?: readonly string[];
}

const fixture = (name: string) => JSON.parse(readFileSync(`test/fixtures/publishers/jso/${name}`, 'utf8'));
const labels: Readonly<Record<string, Pick<Labelled, 'events'>>> = fixture('labels.json').labels;
const real = Object.entries(labels).map(([name, label]): [string, Labelled] => [
  name,
  { text: fixture('releases.json').texts[`${name}.pdf`].text, events: label.events },
]);
const made: [string, Labelled][] = Object.entries(fixture('made-releases.json').texts);

const read = async (name: string, { text }: Labelled): Promise<ReadDocument> =>
  (await jointStaffReader.read(madeDocument(`${name}.txt`, text)))[0] as ReadDocument;

const eventsOf = ({ observations }: ReadDocument): readonly string[] =>
  observations
    .filter(({ series }) => series === 'security_events')
    .map(({ date, values: { kind, end_day, theatre, actors } }) => {
      const nations = (actors as readonly string[]).join('+') || 'nobody';
      return `${kind} ${end_day === null ? date : `${date}/${end_day}`} ${theatre} ${nations}`;
    });

describe.each([
  ['real', real],
  ['made', made],
])('security events of %s releases', (name, releases) => {
  test('are read by kind with a precision and recall of at least 0.9', async () => {
    const rows = await Promise.all(
      releases.map(async ([number, label]) => ({
        there: label.events,
        found: eventsOf(await read(number, label)),
      })),
    );
    for (const kind of SECURITY_EVENT_KINDS) {
      const of = (events: readonly string[]) => events.filter((event) => event.startsWith(`${kind} `));
      const n = rows.flatMap(({ there }) => of(there)).length;
      const found = rows.flatMap(({ found: all }) => of(all)).length;
      const right = rows.flatMap(({ there, found: all }) =>
        of(all).filter((event) => there.includes(event)),
      ).length;
      if (n + found === 0) continue;
      console.log(`${name}, ${kind}: n ${n}, precision ${right}/${found}, recall ${right}/${n}`);
      for (const { there, found: all } of rows)
        if (of(there).join() !== of(all).join()) console.log('  ', of(there), of(all));
      expect(right / Math.max(found, 1)).toBeGreaterThanOrEqual(0.9);
      expect(right / Math.max(n, 1)).toBeGreaterThanOrEqual(0.9);
    }
  });
});

test.each(made)('of the made release %s carriers and what is unread are right', async (name, label) => {
  const document = await read(name, label);
  const named = new Set(
    document.observations.flatMap(({ series, values }) =>
      series === 'carrier_sightings' ? values.carriers : [],
    ),
  );
  expect(document.unread.map(({ text }) => text.split(':')[0])).toEqual(label.unread ?? []);
  expect([...named].sort()).toEqual(label.carriers ?? []);
  for (const { printed, read: sum } of document.printed_totals) expect(sum).toBe(printed);
});
