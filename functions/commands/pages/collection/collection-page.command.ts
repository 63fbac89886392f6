/** `npm run docs:collection`: writes docs/collection-differences.md from the recorded documents of publishers. */
import { writeFileSync } from 'node:fs';
import { type CommandSpecification, runCommand } from '../../arguments.ts';
import { collectionDifferencesPage } from './collection-differences-page.ts';
import { recordedDocuments } from './recorded-documents.ts';

const PAGE = new URL('../../../../docs/collection-differences.md', import.meta.url).pathname;
const COMMAND = {
  name: 'npm run docs:collection',
  does: 'Writes docs/collection-differences.md: what readers make of the recorded documents, beside the series that ship.',
  options: {},
  examples: ['npm run docs:collection'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, async () => {
  writeFileSync(PAGE, collectionDifferencesPage(await recordedDocuments()));
  console.log(`${PAGE} written`);
});
