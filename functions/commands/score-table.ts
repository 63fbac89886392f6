import { wholeScore } from '#domain/vocabulary/band-scale.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { aligned } from './command-line.ts';

const KINDS: Readonly<Record<string, string>> = {
  measure: 'export controls in place',
  listing: 'export-control list',
  new_control: 'new export controls',
  disruption: 'disruption at the origin',
  security: 'security crisis',
};

function driverInWords({ top_drivers }: ScoreDocument) {
  const [first] = top_drivers;
  if (first === undefined) return 'none';
  const [, ...places] = first.id.split(':');
  const kind = KINDS[first.kind] ?? first.kind;
  return `${kind}${places.length === 0 ? '' : ` (${places.join(':')})`}, ${first.points.toFixed(2)}`;
}

function ageInWords({ data_as_of, as_of }: ScoreDocument) {
  if (data_as_of === null) return 'unknown';
  const days = Math.round((Date.parse(as_of) - Date.parse(data_as_of)) / 86_400_000);
  return days === 1 ? '1 day' : `${days} days`;
}

function cells(document: ScoreDocument): readonly string[] {
  const { interval } = document;
  return [
    document.subject.id,
    document.subject.name,
    document.buyer,
    document.score === null ? '-' : document.score.toFixed(2),
    interval === null ? '-' : `${wholeScore(interval.p05)}-${wholeScore(interval.p95)}`,
    document.band,
    document.scarce === null ? '-' : document.scarce.toFixed(2),
    document.stage ?? '-',
    document.score === null ? 'no table of world supply' : driverInWords(document),
    ageInWords(document),
  ];
}

const HEAD = [
  '',
  'element',
  'buyer',
  'score',
  'p05-p95',
  'band',
  'scarce',
  'stage',
  'main driver, points',
  'age of signals',
];
const NUMERIC = [3, 4, 6];

export const scoreTable = (documents: readonly ScoreDocument[]): string =>
  aligned([HEAD, ...documents.map(cells)], NUMERIC)
    .map((line) => `  ${line}`)
    .join('\n');
