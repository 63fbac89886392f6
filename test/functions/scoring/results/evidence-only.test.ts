import { expect, test } from 'vitest';
import { elementInputs } from '#domain/facts/element-inputs.ts';
import { indexReferenceData } from '#domain/facts/reference-index.ts';
import { scoreElement } from '#domain/scores/element-score.ts';
import { signalReader } from '#domain/signals/signal-inputs.ts';
import { methodologyOf } from '#domain/vocabulary/methodology.ts';
import { bundledMethodologies, PUBLISHED_METHODOLOGY } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';

/** A day of the exercise around Taiwan of December 2025, when the signal was at its highest. */
const DAY = '2025-12-30';
const VERSION = '2.0.0-evidence-only';

const methodologyNamed = (version: string) => {
  const found = bundledMethodologies.get(version);
  if (found === undefined) throw new Error(`no methodology ${version}`);
  return { version, sha256: found.sha256, methodology: methodologyOf(found.document) };
};
const scorerOf = (version: string) => {
  const { sha256 } = methodologyNamed(version);
  const run = {
    run_id: 'r0000000001',
    as_of: DAY,
    known_at: DAY,
    started_at: `${DAY}T00:00:00.000Z`,
    methodology: { version, sha256 },
    code_version: 'test',
  };
  return referenceRunScorer(run, { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed, brief: true });
};
const published = scorerOf(PUBLISHED_METHODOLOGY);
const own = scorerOf(VERSION);

test.each([
  { type: 'element', id: 'Er' },
  { type: 'supplier', id: 'shin-etsu-chemical' },
  { type: 'country', id: 'CHN' },
] as const)('beside the score of $type $id stands what it is without the weights of signals on judgement', (subject) => {
  const { document } = published.findings(subject, 'TWN').result;
  const alone = own.findings(subject, 'TWN').result.document;
  expect(document.alternatives).toHaveProperty([VERSION], alone.score);
  expect(alone.alternatives).toHaveProperty([PUBLISHED_METHODOLOGY], document.score);
  expect(alone.score).toBeLessThan(document.score ?? 0);
  expect(Object.keys(document.alternatives).sort()).toEqual(['1.0.0', '1.1.0', VERSION]);
});

test('a country is a source there too: what it is alone is not what it adds to the worst element', () => {
  const { document } = published.findings({ type: 'country', id: 'MMR' }, 'JPN').result;
  expect(Math.abs((document.alternatives[VERSION] ?? Number.NaN) - (document.score ?? Number.NaN))).toBeLessThan(1);
});

test('no signal moves a new control, and those of the strait still move transit; the rest is that of 2.0.0', () => {
  const { methodology: ofRun } = methodologyNamed(PUBLISHED_METHODOLOGY);
  const signals = signalReader(bundledReferenceData, ofRun.parameters)(DAY).readings;
  const { inputs } = elementInputs(indexReferenceData(bundledReferenceData, ofRun), { element: 'Er', buyer: 'TWN', as_of: DAY, signals });
  const [with_, without] = [PUBLISHED_METHODOLOGY, VERSION].map((version) => {
    const { methodology } = methodologyNamed(version);
    const result = scoreElement(inputs, methodology);
    return new Map(
      result.stages.flatMap((stage) => (stage.score === null ? [] : stage.hazards.map((one) => [`${stage.stage} ${one.id}`, one]))),
    );
  });
  let [raised, moved] = [0, 0];
  for (const [id, hazard] of without ?? []) {
    const before = with_?.get(id);
    if (hazard.kind === 'new_control') {
      expect(hazard.Lambda, id).toBe(hazard.Lambda_base);
      if ((before?.Lambda ?? 0) > hazard.Lambda) raised += 1;
    } else {
      expect(hazard.Lambda, id).toBe(before?.Lambda);
      if (hazard.kind === 'transit' && hazard.Lambda > hazard.Lambda_base) moved += 1;
    }
  }
  expect(raised).toBeGreaterThan(0);
  expect(moved).toBeGreaterThan(0);
});
