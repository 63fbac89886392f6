import { readFile } from 'node:fs/promises';
import { clientSchema, LOCAL_CLIENT } from '#contracts/api/access.ts';
import { NDJSON } from '#contracts/api/custom-suppliers.ts';
import { CSV } from '#contracts/api/request-parts.ts';
import { nameScreen } from '#domain/exposures/listed-names.ts';
import { listedNamesOn, suppliersOf } from '#domain/method/supplier-facts.ts';
import type { KnownFacts } from '#functions/api/custom-suppliers/custom-suppliers.ts';
import { importSuppliers } from '#functions/api/custom-suppliers/import-suppliers.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import { tableText } from '#functions/http/table-text.ts';
import { signalsTable } from '#functions/local/command-tables.ts';
import { customSuppliersIn } from '#functions/store/clients/custom-suppliers.ts';
import { bundledReferenceData as facts } from '#functions/store/facts/bundled-reference-data.ts';
import {
  CommandFailure,
  type CommandSpecification,
  DATA_DIR_OPTION,
  runCommand,
  UsageError,
} from './command-line.ts';

const MOST_MISTAKES = 100;

const COMMAND = {
  name: 'npx node functions/commands/suppliers-import.command.ts',
  does: `Stores custom suppliers from a file. With a mistake in any row nothing is stored, and every mistake is told.
The service may be running meanwhile.`,
  options: {
    client: {
      value: 'NAME',
      says: 'whose suppliers they are; where access is open everybody is "local"',
      default: LOCAL_CLIENT,
      refuses: (name) => (clientSchema.safeParse(name).success ? null : 'is no name of a client.'),
    },
    'dry-run': { says: 'only look for mistakes' },
    'data-dir': DATA_DIR_OPTION,
  },
  operands: { value: 'FILE', says: 'suppliers.csv, .xlsx or .ndjson', least: 1, most: 1 },
  environment: { SIGNALS_TABLE_NAME: 'the table of a deployment, instead of the one in the data folder' },
  examples: ['npx node functions/commands/suppliers-import.command.ts suppliers.csv --dry-run'],
} as const satisfies CommandSpecification;

const known: KnownFacts = {
  elements: new Set(facts.elements.map(({ symbol }) => symbol)),
  suppliers: new Map(
    suppliersOf(facts.supplier_sites).map(({ id }) => [
      id,
      facts.supplier_sites.flatMap(({ id: site, supplier }) => (supplier === id ? [site] : [])),
    ]),
  ),
  sites: new Set(facts.supplier_sites.map(({ id }) => id)),
};

const screen = nameScreen(
  listedNamesOn({ data: facts, day: Number.POSITIVE_INFINITY, known: Number.POSITIVE_INFINITY }),
);

function mediaTypeOf(file: string): string {
  if (/[.](csv|xlsx)$/i.test(file)) return CSV;
  if (/[.](ndjson|jsonl)$/i.test(file)) return NDJSON;
  throw new UsageError(`${file} ends in none of .csv, .xlsx and .ndjson.`);
}

await runCommand(COMMAND, async ({ options, operands: [file = ''] }) => {
  const { client, 'dry-run': dryRun, 'data-dir': folder } = options;
  const mediaType = mediaTypeOf(file);
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new CommandFailure(`There is no file ${file}.`) : error;
  });
  const place = await signalsTable({ ...process.env, DATA_DIR: folder });
  try {
    const suppliers = customSuppliersIn(place.table);
    const { created, updated, unchanged, results } = await importSuppliers(
      await tableText(bytes),
      mediaType,
      dryRun,
      { suppliers, client, now: new Date().toISOString(), known, screen },
    );
    for (const { id, listings } of results)
      for (const { match, summary } of listings) if (match !== 'near') console.error(`${id}: ${summary}`);
    console.log(
      `${results.length} suppliers of ${client}: ${created} created, ${updated} updated, ${unchanged} unchanged${dryRun ? '; nothing was stored (--dry-run)' : ''}`,
    );
    console.error(`(${place.where})`);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'invalid_request') throw error;
    for (const { detail } of error.errors.slice(0, MOST_MISTAKES)) console.error(detail);
    throw new CommandFailure(`Nothing was stored: ${error.errors.length} mistakes in ${file}.`);
  } finally {
    await place.close();
  }
});
