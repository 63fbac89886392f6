import { createReadStream } from 'node:fs';
import { clientSchema, LOCAL_CLIENT } from '#contracts/api/access.ts';
import { NDJSON } from '#contracts/api/custom-suppliers.ts';
import { CSV } from '#contracts/api/request-parts.ts';
import { nameScreen } from '#domain/exposures/listed-names.ts';
import { listedNamesOn, suppliersOf } from '#domain/method/supplier-facts.ts';
import {
  type CustomSites,
  type KnownFacts,
  storedSites,
} from '#functions/api/custom-suppliers/custom-suppliers.ts';
import {
  fileMistakes,
  type ImportPlace,
  listingsOf,
  stored,
} from '#functions/api/custom-suppliers/import-suppliers.ts';
import {
  type FileError,
  readSupplierFile,
  toldError,
} from '#functions/api/custom-suppliers/supplier-file.ts';
import { signalsTable } from '#functions/local/command-tables.ts';
import { bundledReferenceData as facts } from '#functions/store/bundled-reference-data.ts';
import { customSuppliersIn } from '#functions/store/custom-suppliers.ts';
import { DataFolderUnusable } from '#functions/store/data-folder.ts';
import {
  CommandFailure,
  type CommandSpecification,
  DATA_DIR_OPTION,
  runCommand,
  UsageError,
} from './command-line.ts';

const MOST_MISTAKES = 100;
const WRITES_IN_FLIGHT = 32;
const TOLD_EVERY = 10_000;

const COMMAND = {
  name: 'npx node functions/commands/suppliers-import.command.ts',
  does: `Stores custom suppliers from a file of any length. With a mistake in any row nothing is stored, and every mistake is told.
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
  operands: { value: 'FILE', says: 'suppliers.csv or suppliers.ndjson', least: 1, most: 1 },
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
  if (/[.]csv$/i.test(file)) return CSV;
  if (/[.](ndjson|jsonl)$/i.test(file)) return NDJSON;
  throw new UsageError(`${file} ends neither in .csv nor in .ndjson.`);
}

const linesOf = (file: string): AsyncIterable<string> => createReadStream(file, { encoding: 'utf8' });

/** Before anything is stored. */
async function checkFile(
  file: string,
  mediaType: string,
  stored: (ids: readonly string[]) => Promise<CustomSites>,
): Promise<number> {
  let suppliers = 0;
  let validationErrors = 0;
  const mistakes = fileMistakes(known);
  const tell = (mistake: FileError): void => {
    validationErrors += 1;
    if (validationErrors <= MOST_MISTAKES) console.error(toldError(mistake).detail);
  };
  for await (const entry of readSupplierFile(linesOf(file), mediaType)) {
    suppliers += 1;
    for (const { match, summary } of listingsOf(entry, { screen }))
      if (match !== 'near') console.error(`${entry.id}: ${summary}`);
    mistakes.of(entry).forEach(tell);
  }
  (await mistakes.betweenSuppliers(stored)).forEach(tell);
  if (validationErrors > MOST_MISTAKES)
    console.error(`... and ${validationErrors - MOST_MISTAKES} more mistakes.`);
  if (validationErrors > 0)
    throw new CommandFailure(`Nothing was stored: ${validationErrors} mistakes in ${file}.`);
  return suppliers;
}

/** The file is read no faster than it is stored. */
async function storeFile(
  file: string,
  mediaType: string,
  place: ImportPlace,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = { created: 0, updated: 0, unchanged: 0 };
  const flying = new Set<Promise<void>>();
  let done = 0;
  for await (const entry of readSupplierFile(linesOf(file), mediaType)) {
    const write: Promise<void> = stored(entry, place).then(({ status }) => {
      counts[status] = (counts[status] ?? 0) + 1;
      done += 1;
      if (done % TOLD_EVERY === 0) console.error(`  ${done} stored`);
      flying.delete(write);
    });
    flying.add(write);
    if (flying.size >= WRITES_IN_FLIGHT) await Promise.race(flying);
  }
  await Promise.all(flying);
  return counts;
}

await runCommand(
  COMMAND,
  async ({ options, operands: [file = ''] }) => {
    const { client, 'dry-run': dryRun, 'data-dir': folder } = options;
    const mediaType = mediaTypeOf(file);
    const started = performance.now();
    const open = () => signalsTable({ ...process.env, DATA_DIR: folder });
    const suppliers = await checkFile(file, mediaType, async (ids) => {
      const place = await open();
      try {
        return await storedSites(client, ids, customSuppliersIn(place.table));
      } finally {
        await place.close();
      }
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new CommandFailure(`There is no file ${file}.`) : error;
    });
    if (dryRun) {
      console.log(`${suppliers} suppliers, no mistake; nothing was stored (--dry-run).`);
      return;
    }
    const place = await open();
    try {
      const counts = await storeFile(file, mediaType, {
        suppliers: customSuppliersIn(place.table),
        client,
        now: new Date().toISOString(),
        known,
        screen,
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const memory = Math.round(process.resourceUsage().maxRSS / 1024);
      console.log(
        `${suppliers} suppliers of ${client}: ${Object.entries(counts)
          .map(([status, count]) => `${count} ${status}`)
          .join(', ')}`,
      );
      console.error(`(${place.where}; ${seconds} s, at most ${memory} MB of memory)`);
    } finally {
      await place.close();
    }
  },
  [DataFolderUnusable],
);
