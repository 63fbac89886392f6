/** `npm run measures`: which announcements nobody has read, and what a person decides on them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { localFetching } from '#functions/local/local-collection.ts';
import { RAW_TABLES } from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/raw-tables.ts';
import {
  type DiscoveredAnnouncement,
  type Discovery,
  discoverAnnouncements,
} from '#functions/sources/announcements/discover-announcements.ts';
import { fetchAnnouncementLists } from '#functions/sources/announcements/fetch-announcement-lists.ts';
import {
  appendToRegister,
  type DraftFile,
  draftFile,
  RegisterRefusal,
  reviewedAnnouncements,
} from '#functions/sources/announcements/register-files.ts';
import { ANNOUNCEMENT_READERS, readList } from '#functions/sources/publishers/announcement-lists.ts';
import {
  CommandFailure,
  type CommandLine,
  type CommandSpecification,
  DATA_DIR_OPTION,
  dayFault,
  runCommand,
  today,
  UsageError,
} from './command-line.ts';

const POLICY_MAPPING = 'functions/reference-build/registry/policy-mapping.json';

const COMMAND = {
  name: 'npm run measures',
  does: `What to do with announcements of export controls:
  fetch FOLDER   the lists of this year from their publishers, a file each, with the day in its name
  list           announcements that nobody has read, out of saved lists (--from); without them, where to get the lists
  show KEY       all that is known of one announcement
  draft KEY      a row of the register to fill in, as JSON on standard output: number, title, day, address and authority are those of the list (--from)
  confirm FILE   appends the row of a filled draft to the register, and the announcement to the reviewed list; a suspension is written on the
                 rows that it names, and --class says how the row counts
  reject KEY     puts an announcement on the reviewed list without a row; --note says why it is no measure
Nothing enters the register by itself. A page that is gone ends no measure.`,
  options: {
    from: { value: 'PATH', says: 'a saved list or a folder of them (list, show, draft, reject)' },
    all: { says: 'list reviewed announcements too' },
    by: { value: 'NAME', says: 'who decides (confirm, reject)' },
    note: { value: 'TEXT', says: 'remark for the reviewed list; needed by reject' },
    on: { value: 'DATE', says: 'day of the review; today where it is not given', refuses: dayFault },
    class: { value: 'CLASS', says: 'control class of the row, of its elements and stages (confirm); without it the row moves no score' },
    coverage: { value: 'PART', says: 'part of the trade in its goods that the row covers, more than 0 to 1', default: '1' },
    mapping: { value: 'FILE', says: 'file that says how rows count; the class is written into it', default: POLICY_MAPPING },
    tables: { value: 'FOLDER', says: 'the raw tables', default: RAW_TABLES },
    'data-dir': DATA_DIR_OPTION,
  },
  operands: { value: 'ACTION', says: 'fetch FOLDER, list, show KEY, draft KEY, confirm FILE or reject KEY', least: 1, most: 2 },
  environment: { COLLECT_CONTACT: 'address under which publishers can complain; part of the name of the collector' },
  examples: [
    'npm run measures -- fetch lists',
    'npm run measures -- list --from lists',
    'npm run measures -- draft "MOFCOM 2026 No. 31" --from lists > no-31.json',
    'npm run measures -- confirm no-31.json --by "A. Reader" --class licence',
    'npm run measures -- reject "MOFCOM 2026 No. 25" --from lists --by "A. Reader" --note "Anti-dumping: no export control"',
  ],
} as const satisfies CommandSpecification;

type Options = CommandLine<typeof COMMAND.options>['options'];

function filesOf(path: string): readonly string[] {
  if (!existsSync(path)) throw new CommandFailure(`${path} does not exist: --from is a saved list or a folder of them.`);
  return statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .map((name) => join(path, name))
    : [path];
}

function discovery({ from, tables }: Options): Discovery {
  const files = from === undefined ? [] : filesOf(from);
  const readings = files.map((file) => {
    const receivedOn = statSync(file).mtime.toISOString().slice(0, 10);
    return readList({ name: basename(file), address: null, bytes: readFileSync(file), receivedOn });
  });
  return discoverAnnouncements(readings, reviewedAnnouncements(tables));
}

function needed(value: string | undefined, name: string, action: string): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`${action} needs ${name}.`);
  return value;
}

const line = ({ state, published, key, title, vanishedOn }: DiscoveredAnnouncement): string =>
  `${state.padEnd(9)}  ${published ?? 'no day    '}  ${key}  ${title}${vanishedOn === null ? '' : `  (not listed since ${vanishedOn}; that ends nothing)`}`;

function list(options: Options): void {
  const { announcements, unread } = discovery(options);
  const shown = announcements.filter(({ state, vanishedOn }) => options.all || state === 'unseen' || vanishedOn !== null);
  for (const announcement of shown) console.log(line(announcement));
  for (const { list: name, readOn, text, why } of unread) console.log(`unread     ${readOn}  ${name}: ${why} ${JSON.stringify(text)}`);
  const counted = Map.groupBy(announcements, ({ state }) => state);
  const count = (state: DiscoveredAnnouncement['state']): number => counted.get(state)?.length ?? 0;
  console.log(
    `${count('unseen')} unseen, ${count('reviewed')} reviewed without a row, ${count('rows_made')} with rows, ${unread.length} parts unread`,
  );
  if (options.from !== undefined) return;
  const year = Number(today().slice(0, 4));
  console.log(
    `Lists of ${year}; npm run measures -- fetch FOLDER brings them. Or save them with the day in the name and give them with --from:`,
  );
  for (const { publisher, listAddress } of ANNOUNCEMENT_READERS) console.log(`  ${publisher}-${year}_${today()}: ${listAddress(year)}`);
}

/** A publisher that gives nothing is told, and the others are written all the same. */
async function fetchLists(folder: string, options: Options): Promise<void> {
  const { raw, pause, fetcher } = localFetching(options['data-dir']);
  const year = Number((options.on ?? today()).slice(0, 4));
  const lists = await fetchAnnouncementLists(year, folder, { raw, pause, fetcher }).finally(() => fetcher.close());
  for (const { publisher, file, reason } of lists) console.log(`${publisher}: ${file ?? reason}`);
  const missing = lists.filter(({ file }) => file === null);
  if (missing.length > 0)
    throw new CommandFailure(
      `${missing.length} of ${lists.length} lists could not be fetched: save them by hand, and give them with --from.`,
    );
}

const print = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

function found(key: string, options: Options): DiscoveredAnnouncement {
  const announcement = discovery(options).announcements.find((one) => one.key === key);
  if (announcement === undefined)
    throw new CommandFailure(`${key} is on none of the lists and has not been reviewed: npm run measures -- list --all shows what is.`);
  return announcement;
}

function readDraft(path: string): DraftFile {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as DraftFile;
    if (typeof file.key !== 'string' || typeof file.row !== 'object' || file.row === null) throw new Error('no key and row');
    return file;
  } catch (error) {
    throw new CommandFailure(`${path} is no draft (${(error as Error).message}): npm run measures -- draft writes one.`);
  }
}

function confirm(path: string, options: Options): void {
  const { by, note, on, tables, coverage, mapping: file } = options;
  const { key, row } = readDraft(path);
  const cellsOf = (cell = ''): readonly string[] => cell.split(';').filter((one) => one !== '');
  const [elements, stages] = [cellsOf(row.elements), cellsOf(row.stages)];
  const { event_id: id = '', instrument = '', date = '', source_url = '', source = '', linked_event_ids = '', measure_type } = row;
  if (key === '') throw new CommandFailure(`${path} has no key: write the number of the announcement, for example MOFCOM 2026 No. 31.`);
  const review = {
    key,
    title: instrument,
    published: date,
    address: source_url,
    rows: [id],
    reviewed_on: on ?? today(),
    reviewed_by: needed(by, '--by NAME', 'confirm'),
    note: note ?? null,
    source,
  };
  const mapping =
    options.class === undefined
      ? {}
      : { mapping: { file, of: { control_class: options.class, elements, stages, coverage: Number(coverage) } } };
  appendToRegister(tables, { review, row, ...mapping });
  console.log(`${id} is in the register, and ${key} on the reviewed list.`);
  if (measure_type === 'suspension' && linked_event_ids !== '') console.log(`Its days stand on what it suspends: ${linked_event_ids}.`);
  if (options.class !== undefined) console.log(`It counts as ${options.class}, by ${file}.`);
  console.log('Next:');
  if (options.class === undefined && measure_type !== 'suspension')
    console.log(`  confirm with --class, or map ${id} in functions/reference-build/registry: a row without a mapping moves no score`);
  console.log('  npm run reference:build, and read the difference of shared/reference');
  console.log('  cp -r shared/reference/. test/frozen-world && rm test/frozen-world/methodology.json, where tests are to see it');
}

function reject(key: string, options: Options): void {
  const by = needed(options.by, '--by NAME', 'reject');
  const note = needed(options.note, '--note TEXT: why it is no measure', 'reject');
  const { title, published, addresses } = found(key, options);
  const reviewed_on = options.on ?? today();
  const review = {
    key,
    title,
    published: published ?? reviewed_on,
    address: addresses[0] ?? '',
    rows: [],
    reviewed_on,
    reviewed_by: by,
    note,
  };
  appendToRegister(options.tables, { review: { ...review, source: 'list of the publisher' }, row: null });
  console.log(`${key} is on the reviewed list: ${note}`);
}

const ACTIONS: Readonly<
  Record<string, { readonly of: string | null; readonly run: (of: string, options: Options) => void | Promise<void> }>
> = {
  fetch: { of: 'FOLDER', run: fetchLists },
  list: { of: null, run: (_, options) => list(options) },
  show: { of: 'KEY', run: (key, options) => print(found(key, options)) },
  draft: { of: 'KEY', run: (key, options) => print(draftFile(found(key, options), options.tables)) },
  confirm: { of: 'FILE', run: confirm },
  reject: { of: 'KEY', run: reject },
};

await runCommand(
  COMMAND,
  ({ options, operands: [name = '', of] }) => {
    const action = ACTIONS[name];
    if (action === undefined) throw new UsageError(`${name} is no action: ${COMMAND.operands.says}.`);
    return action.run(action.of === null ? '' : needed(of, action.of, name), options);
  },
  [ReferenceBuildError, RegisterRefusal],
);
