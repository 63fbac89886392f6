/** Makes the figures of a published explanation again from its own inputs and the method that it names. */

import type { ScoreFigures } from '../method/causes.ts';
import { type ElementInputs, scoreElement } from '../method/element.ts';
import type { Parameters } from '../method/parameters.ts';
import { type SupplierInputs, scoreSupplier } from '../method/supplier.ts';
import { canonicalJson } from '../numbers/canonical-json.ts';
import type { ScoreDocument } from '../vocabulary/score-document.ts';
import { publishedParts } from './drivers.ts';

/** As served; more than a score document, and open. */
export type Explanation = ScoreDocument & Readonly<Record<string, unknown>>;

export type Disagreement = Readonly<{
  /** For example `exact.score`. */
  field: string;
  published: unknown;
  recomputed: unknown;
}>;

/** Unrounded numbers of two programs agree to this. */
const TOLERANCE = 1e-9;

/** Depend on when and where a document is served, or on the whole run. */
const NOT_CONTENT = [
  'run_id',
  'computed_at',
  'rank',
  'links',
  'basis',
  'at_stage',
  'known_exceptions',
  'published_then',
  'content_sha256',
] as const;

/** What the content hash covers. */
export function contentOf(explanation: object): Readonly<Record<string, unknown>> {
  const content: Record<string, unknown> = { ...explanation, rank: null };
  for (const name of NOT_CONTENT) if (name !== 'rank') delete content[name];
  return content;
}

function scoreInputs(type: string, inputs: unknown, parameters: Parameters): ScoreFigures | null {
  return type === 'element'
    ? scoreElement(inputs as ElementInputs, parameters)
    : scoreSupplier(inputs as SupplierInputs, parameters);
}

export function disagreements(explanation: Explanation, parameters: Parameters): readonly Disagreement[] {
  const { subject, inputs, exact, drivers } = explanation as Explanation &
    Readonly<{
      inputs: unknown;
      exact: Readonly<Record<string, unknown>> | null;
      drivers: readonly Readonly<{ id: string; exact_points: number }>[];
    }>;
  const score = scoreInputs(subject.type, inputs, parameters);
  if (score === null || exact === null || exact === undefined)
    return score === null && explanation.score === null
      ? []
      : [{ field: 'score', published: explanation.score, recomputed: score?.score ?? null }];
  const recomputed: Readonly<Record<string, unknown>> = { ...score };
  const figures = Object.entries(exact).map(([name, published]) => ({
    field: `exact.${name}`,
    published,
    recomputed: recomputed[name],
  }));
  const points = drivers.map(({ id, exact_points }) => ({
    field: `drivers.${id}`,
    published: exact_points,
    recomputed: score.points[id] ?? null,
  }));
  const parts = Object.entries(publishedParts(score)).map(([field, again]) => ({
    field,
    published: explanation[field],
    recomputed: again,
  }));
  return [...figures, ...parts, ...points].filter(
    ({ published, recomputed: again }) => !agree(published, again),
  );
}

function agree(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= TOLERANCE;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => agree(value, b[index]));
  return canonicalJson(a) === canonicalJson(b);
}
