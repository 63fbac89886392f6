/** `npm run docs:methodology-1.1.0`: writes docs/methodology-1.1.0.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { backTestHistory } from '#domain/back-test/history.ts';
import { methodologySummary } from '#domain/back-test/pair-back-test.ts';
import { BACK_TEST_SETTINGS } from '#domain/back-test/settings.ts';
import { bundledMethodologies } from '#functions/adapters/bundled-methodologies.ts';
import { bundledReferenceData } from '#functions/adapters/bundled-reference-data.ts';
import { sha256Seed } from '#functions/adapters/sha256-seed.ts';
import { type CommandSpecification, runCommand } from '../arguments.ts';
import { amendmentInputsSha256, amendmentsPage, judgedVersions, type MeasuredAmendments } from './amendments-page.ts';

const root = new URL('../../../', import.meta.url).pathname;
const MEASURED = `${root}shared/measured/methodology-1.1.0.json`;
const COMMAND = {
  name: 'npm run docs:methodology-1.1.0',
  does: 'Writes docs/methodology-1.1.0.md: what each amendment moves, and what the back-test (minutes) says of it.',
  options: { 'keep-back-test': { says: 'keeps the figures of the back-test that were measured last' } },
  examples: ['npm run docs:methodology-1.1.0 -- --keep-back-test'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ options }) => {
  const base = bundledMethodologies.get('1.0.0')?.document;
  const later = bundledMethodologies.get('1.1.0')?.document;
  if (base === undefined || later === undefined) throw new Error('1.0.0 and 1.1.0 have to ship with this version');

  if (!options['keep-back-test']) {
    const versions = judgedVersions(base, later);
    const history = backTestHistory(bundledReferenceData, base, BACK_TEST_SETTINGS);
    const summaries = versions.map((document) => {
      console.log(`back-test of ${document.version}`);
      return methodologySummary(history, document, sha256Seed);
    });
    const measured: MeasuredAmendments = { inputs_sha256: amendmentInputsSha256(bundledReferenceData, versions), summaries };
    writeFileSync(MEASURED, `${JSON.stringify(measured)}\n`);
  }
  const measured = JSON.parse(readFileSync(MEASURED, 'utf8')) as MeasuredAmendments;
  writeFileSync(`${root}docs/methodology-1.1.0.md`, amendmentsPage(bundledReferenceData, base, later, measured));
  console.log('docs/methodology-1.1.0.md written');
});
