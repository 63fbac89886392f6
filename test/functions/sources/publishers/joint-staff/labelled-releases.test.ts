import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Release, releaseOf } from '#functions/sources/publishers/joint-staff/release.ts';

interface Label {
  readonly collection: 'first' | 'second' | 'third';
  readonly new_days: readonly string[];
  readonly told_again: readonly string[];
  readonly straits: readonly string[];
  readonly contiguous_zone: readonly string[];
  readonly hull_numbers: readonly string[];
  readonly carriers: readonly string[];
}
type Field = Exclude<keyof Label, 'collection'>;

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../fixtures/publishers/jso/${name}`, import.meta.url), 'utf8'));
const texts: Readonly<Record<string, { readonly text: string }>> = fixture('releases.json').texts;
const labels: Readonly<Record<string, Label>> = fixture('labels.json').labels;

const span = (first: string, last: string) => (first === last ? first : `${first}/${last}`);

function readLabel({ events }: Release): Readonly<Record<Field, readonly string[]>> {
  const days = (alreadyPublished: boolean) =>
    events
      .filter((event) => event.alreadyPublished === alreadyPublished)
      .map((event) => span(event.firstDay, event.lastDay));
  const all = <Value>(of: (event: Release['events'][number], days: string) => readonly Value[]) =>
    events.flatMap((event) => of(event, span(event.firstDay, event.lastDay)));
  return {
    new_days: days(false),
    told_again: days(true),
    straits: all(({ straits }, on) => straits.map((strait) => `${strait} ${on}`)),
    contiguous_zone: all(({ kinds }, on) => (kinds.includes('contiguous_zone_navy') ? [on] : [])),
    hull_numbers: all(({ ships }) => ships.flatMap(({ hullNumbers }) => hullNumbers)),
    carriers: all(({ carriers }) => carriers),
  };
}

function scoresOf(field: Field, collection: Label['collection']) {
  let right = 0;
  let read = 0;
  let labelled = 0;
  for (const [number, label] of Object.entries(labels).filter(([, one]) => one.collection === collection)) {
    const found = new Set(readLabel(releaseOf(texts[`${number}.pdf`]?.text ?? '', number))[field]);
    const there = new Set(label[field]);
    right += [...found].filter((one) => there.has(one)).length;
    read += found.size;
    labelled += there.size;
  }
  return {
    precision: read === 0 ? null : right / read,
    recall: labelled === 0 ? null : right / labelled,
    read,
    labelled,
  };
}

const FIELDS: readonly Field[] = [
  'new_days',
  'told_again',
  'straits',
  'contiguous_zone',
  'hull_numbers',
  'carriers',
];

test('at least 40 of the 84 texts of the first collection are labelled', () => {
  expect(
    Object.values(labels).filter(({ collection }) => collection === 'first').length,
  ).toBeGreaterThanOrEqual(40);
});

test.each(
  FIELDS.flatMap((field) => [
    [field, 'first'] as const,
    [field, 'second'] as const,
    [field, 'third'] as const,
  ]),
)(
  '%s of the releases of the %s collection are read with a precision and recall of at least 0.95',
  (field, collection) => {
    const { precision, recall, ...counts } = scoresOf(field, collection);
    const figures = `${field}, ${collection} collection: precision ${precision?.toFixed(3)}, recall ${recall?.toFixed(3)}, ${JSON.stringify(counts)}`;
    console.log(figures);
    expect(precision ?? 1).toBeGreaterThanOrEqual(0.95);
    expect(recall ?? 1).toBeGreaterThanOrEqual(0.95);
  },
);

test('every labelled release is read to its end', () => {
  const unread = Object.keys(labels).flatMap((number) =>
    releaseOf(texts[`${number}.pdf`]?.text ?? '', number).unread.map((part) => ({ number, ...part })),
  );
  expect(unread).toEqual([]);
});

test('numbers of ships that sentences print are those that were read', () => {
  const totals = Object.keys(labels).flatMap(
    (number) => releaseOf(texts[`${number}.pdf`]?.text ?? '', number).printed_totals,
  );
  expect(totals.length).toBeGreaterThan(10);
  expect(totals.filter(({ printed, read }) => printed !== read)).toEqual([]);
});
