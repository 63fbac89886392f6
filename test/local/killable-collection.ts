/** It is there to be killed. */

import { ingestDocuments } from '#functions/sources/ingest-documents.ts';
import { fileArchivedObjects } from '#functions/store/objects/archived-objects.ts';
import { collectedDocumentsIn } from '#functions/store/sources/collected-documents.ts';
import { observationLogIn } from '#functions/store/sources/observation-log.ts';
import { smallSource } from '#test/builders/small-source.ts';
import { SIGNALS_TABLE, sqliteStore } from '#test/functions/store/embedded-store.ts';
import { collectedFile } from './collected-files.ts';

const [folder = '', from = '0'] = process.argv.slice(2);
const store = await sqliteStore(folder);
const ports = {
  collected: collectedDocumentsIn(fileArchivedObjects(`${folder}/archive`)),
  log: observationLogIn(store.table(SIGNALS_TABLE)),
  shipped: {},
  now: '2026-11-25T12:00:00.000Z',
};
for (let file = Number(from); ; file += 1) {
  process.stdout.write(`sent ${file}\n`);
  const { accepted } = await ingestDocuments(smallSource, [collectedFile(file)], ports);
  process.stdout.write(`done ${file} ${accepted.length}\n`);
}
