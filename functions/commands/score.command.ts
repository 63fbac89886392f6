/** `npm run score -- --as-of DATE [--known-at DATE] [--buyer JPN] [--element Dy]`: scores any date, without a store. */
import { elementIds } from '#domain/facts/reference-index.ts';
import { BUYERS } from '#domain/vocabulary/score-document.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { referenceRunScorer } from '#functions/scoring/results/reference-run-scorer.ts';
import { PUBLISHED_METHODOLOGY } from '#functions/scoring/scoring.services.ts';
import { choiceOption, dayOption, runCommand, textOptions, today } from './arguments.ts';
import { scoreTable } from './score-table.ts';

const USAGE = 'npm run score -- --as-of 2026-10-01 [--known-at 2026-10-01] [--buyer JPN] [--element Dy]';

await runCommand(async () => {
  const options = textOptions(['as-of', 'known-at', 'buyer', 'element'], USAGE);
  const asOf = dayOption('as-of', options['as-of'], today());
  const knownAt = dayOption('known-at', options['known-at'], asOf);
  const buyer = choiceOption('buyer', options.buyer, BUYERS);
  const element = choiceOption('element', options.element, elementIds(bundledReferenceData));
  const sha256 = bundledMethodologies.get(PUBLISHED_METHODOLOGY)?.sha256 ?? '';
  const run = {
    run_id: 'r0000000000',
    as_of: asOf,
    known_at: knownAt,
    started_at: `${asOf}T00:00:00.000Z`,
    methodology: { version: PUBLISHED_METHODOLOGY, sha256 },
    code_version: 'command line',
  };
  const scorer = referenceRunScorer(run, { data: bundledReferenceData, methodologies: bundledMethodologies, seedOf: sha256Seed });
  const documents = scorer.subjects
    .filter(({ type, id }) => type === 'element' && (element === null || id === element))
    .flatMap((subject) => scorer.buyers.filter((code) => buyer === null || code === buyer).map((code) => scorer.findings(subject, code)))
    .sort((a, b) => (b.result.exact.score ?? -1) - (a.result.exact.score ?? -1))
    .map(({ result }) => result.document);
  console.log(`Scores as of ${asOf}, with what was known at ${knownAt}, methodology ${PUBLISHED_METHODOLOGY} (${sha256.slice(0, 12)})\n`);
  console.log(scoreTable(documents));
});
