import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import type { ScoreDocument } from '#domain/vocabulary/score-document.ts';
import { type RunScorer, runScorer } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY, noRunOn } from '#functions/store/facts/bundled-methodology.ts';

/** `null`: none before, or none after. */
export type MovedScore = Readonly<{
  subject: string;
  buyer: string;
  before: number | null;
  after: number | null;
  cause: string;
}>;

/** Without what-ifs. */
export const scorerOn = (as_of: string, data: ReferenceData, known_at = as_of): RunScorer =>
  runScorer(noRunOn({ as_of, known_at }), { data, methodology: METHODOLOGY, brief: true });

/** With the value of the newest edition before. */
function changedRows(
  before: ReferenceData,
  after: ReferenceData,
): ReadonlyMap<string, Readonly<{ from: number | null; to: number | null }>> {
  const figures = ({ shares, governance }: ReferenceData) => [
    ...shares.map((row) => ({ key: `${row.element} ${row.stage} ${row.country}`, value: row.share, ...row })),
    ...governance.map((row) => ({ key: row.country, value: row.political_stability, ...row })),
  ];
  const known = figures(before);
  const ids = new Set(known.map(({ row }) => row));
  const newest = new Map(
    known
      .toSorted((one, other) => ((one.published ?? '') < (other.published ?? '') ? -1 : 1))
      .map((one) => [one.key, one]),
  );
  return new Map(
    figures(after)
      .filter(({ row }) => !ids.has(row))
      .map(({ row, key, value }) => [row, { from: newest.get(key)?.value ?? null, to: value }]),
  );
}

const NO_ROW = "none of its own: China's shares of other elements, which new controls follow";

/** The largest move first. */
export function movedScores(
  before: ReferenceData,
  after: ReferenceData,
  day: string,
  explained: number,
): readonly MovedScore[] {
  const [was, is] = [scorerOn(day, before), scorerOn(day, after)];
  const changed = changedRows(before, after);
  const moved = is.subjects
    .filter(({ type }) => type !== 'country')
    .flatMap((subject) =>
      is.buyers.flatMap((buyer) => {
        const [old, document] = [
          was.published(subject, buyer).document,
          is.published(subject, buyer).document,
        ];
        return old.score === document.score
          ? []
          : [{ subject, buyer, before: old.score, after: document.score, document }];
      }),
    )
    .toSorted(
      (one, other) =>
        Math.abs((other.after ?? 0) - (other.before ?? 0)) - Math.abs((one.after ?? 0) - (one.before ?? 0)),
    );
  return moved.map(({ subject, document, ...one }, n) => ({
    ...one,
    subject: subject.id,
    cause: n < explained ? causeOf(citedBy(is, subject, one.buyer), document, changed) : '',
  }));
}

const citedBy = (
  scorer: RunScorer,
  subject: Parameters<RunScorer['findings']>[0],
  buyer: string,
): readonly string[] =>
  (scorer.findings(subject, buyer).explanation.evidence as readonly Readonly<{ row: string }>[]).map(
    ({ row }) => row,
  );

function causeOf(
  cited: readonly string[],
  { stage }: ScoreDocument,
  changed: ReturnType<typeof changedRows>,
) {
  const rows = cited.flatMap((row) => {
    const values = changed.get(row);
    return values === undefined
      ? []
      : [{ row, ...values, by: Math.abs((values.to ?? 0) - (values.from ?? 0)) }];
  });
  const [first] = rows.toSorted(
    (one, other) =>
      Number(other.row.includes(`:${stage}:`)) - Number(one.row.includes(`:${stage}:`)) || other.by - one.by,
  );
  return first === undefined || first.by === 0
    ? NO_ROW
    : `${first.row} ${first.from ?? 'not stated'} -> ${first.to ?? 'not stated'}`;
}
