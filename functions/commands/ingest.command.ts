import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CollectedDocument, counts } from '#contracts/collection/collected-document.ts';
import { SOURCE_NAMES } from '#contracts/collection/source-contracts.ts';
import { daysOf } from '#domain/time/coverage.ts';
import { collectionTables } from '#functions/local/command-tables.ts';
import {
  handedInFiles,
  type LocalCollection,
  localCollection,
  prepareArchive,
} from '#functions/local/local-collection.ts';
import { checkSource } from '#functions/sources/check-source.ts';
import { archivedDocument, collectSource, howCollected } from '#functions/sources/collect-source.ts';
import { robotsDecision } from '#functions/sources/fetching/robots-rules.ts';
import { type HandedInFile, handedIn, handIn, moveContentClock } from '#functions/sources/hand-in.ts';
import {
  decideDocument,
  type IngestReport,
  ingestDocuments,
  readAndCheck,
  UndecidableDocument,
} from '#functions/sources/ingest-documents.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import type { ArchivedDocument } from '#functions/sources/read-document.ts';
import { replaySource } from '#functions/sources/replay-source.ts';
import { coverageOf, recordCoverage } from '#functions/sources/source-coverage.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import type { SourceReader } from '#functions/sources/statements.ts';
import type { ObservationLog } from '#functions/store/sources/observation-log.ts';
import type { FetchAttempt } from '#functions/store/sources/raw-documents.ts';
import {
  CommandFailure,
  type CommandSpecification,
  choiceFault,
  DATA_DIR_OPTION,
  dayFault,
  runCommand,
  today,
  UsageError,
} from './command-line.ts';

const MOST_LINES = 40;

const ends = (span: string) => /^(.{10})[.]{2}(.{10})$/.exec(span)?.slice(1) ?? [];

function spanFault(value: string): string | null {
  const [from = '', to = ''] = ends(value);
  return dayFault(from) === null && dayFault(to) === null && from <= to && to < today()
    ? null
    : 'is no span of days that are over: write it as 2026-10-16..2026-11-20.';
}

const COMMAND = {
  name: 'npm run ingest',
  does: `Collects a source: asks its publisher for what is new, or reads files. What passes all checks goes into the log that the next run reads; what does
not waits in quarantine, and is listed with its reasons. Twice is once. SOURCE is one of ${SOURCE_NAMES.join(', ')}. The service may be running meanwhile.`,
  options: {
    from: {
      value: 'FILE|DIR|URL',
      says: 'documents that were handed in: pages, PDFs, tables as published, collected texts; or one address of the publisher',
    },
    since: {
      value: 'DATE',
      says: 'only documents about this day and later; reads earlier pages of the list too',
      refuses: dayFault,
    },
    check: {
      says: 'ask the publisher once, keep nothing, and say which promise of the form that its reader was built on it breaks',
    },
    print: { says: 'write one line of JSON per document and store nothing' },
    read: {
      value: 'FROM..TO',
      says: 'days of a list of announcements that you read elsewhere; enter what you found as measures',
      refuses: spanFault,
    },
    replay: { says: 'read all raw documents again with the reader of today and print the difference' },
    release: { value: 'ID', says: 'let a document in quarantine count' },
    reject: { value: 'ID', says: 'throw a document in quarantine out' },
    'data-dir': DATA_DIR_OPTION,
  },
  operands: { value: 'SOURCE', says: 'which source', least: 1, most: 1 },
  environment: {
    SIGNALS_TABLE_NAME: 'the table of a deployment, instead of the one in the data folder',
    SCORES_TABLE_NAME:
      'its other table, in which a run is asked for that follows; without it the nightly run does',
    COLLECT_CONTACT: 'address or mail of whoever runs this collector, told to publishers',
    CENSUS_API_KEY: 'key of the Census Bureau, for customs-census',
    DATA_GO_KR_KEY: 'decoded key of data.go.kr, for customs-korea',
  },
  examples: [
    'npm run ingest -- taiwan-mnd',
    'npm run ingest -- taiwan-mnd --check',
    'npm run ingest -- taiwan-mnd --from reports.csv --print',
    'npm run ingest -- wgi --replay',
  ],
} as const satisfies CommandSpecification;

const say = (line: string) => console.log(line);

const isAddress = (from: string) => /^[a-z][a-z0-9+.-]*:\/\//i.test(from);

function addressOn(from: string, { contract }: SourceReader) {
  const { hosts, name } = contract;
  if (!URL.canParse(from) || new URL(from).protocol !== 'https:' || !hosts.includes(new URL(from).hostname)) {
    throw new UsageError(`--from ${from} is no https address of ${name}: its hosts are ${hosts.join(', ')}.`);
  }
  return from;
}

async function filesOf(from: string): Promise<readonly HandedInFile[]> {
  const files = await handedInFiles(from);
  if (files === null) throw new UsageError(`--from ${from}: there is no such file or folder.`);
  if (files.length === 0) throw new UsageError(`--from ${from}: the folder is empty.`);
  return files;
}

/** Under the same rules as on a night. */
async function fetchedFile(
  address: string,
  { contract }: SourceReader,
  { raw, pause, fetcher }: LocalCollection,
): Promise<ArchivedDocument> {
  const attempts = await raw.attempts(contract.name, '');
  const rules = await robotsDecision(contract, address, { raw, fetcher, now: pause.now(), attempts });
  if (rules.refusal !== null) throw new CommandFailure(rules.refusal);
  const wanted = {
    contract,
    purpose: 'document',
    address,
    expected: null,
    known: null,
    pauseMs: rules.pauseMs,
  } as const;
  const { attempt } = await fetcher.fetch(wanted);
  if (attempt.sha256 === null) throw new CommandFailure(`${attempt.verdict}: ${attempt.reason}`);
  return archivedDocument(attempt, raw);
}

function printedDocument(document: CollectedDocument): object {
  const { source, document: name, period_end, doubts, unread } = document;
  const observations = document.observations.map(({ series, date, values }) => ({ series, date, values }));
  const accepted = counts(document);
  const untold =
    observations.length > 0 || accepted || unread.length > 0
      ? []
      : doubts.map(({ detail }) => ({ text: '', why: detail }));
  return {
    source,
    document: name,
    period_end,
    observations: accepted ? observations : [],
    quarantined: accepted ? [] : observations.map((observation) => ({ ...observation, reasons: doubts })),
    unread: [...unread, ...untold],
  };
}

function capped(lines: readonly string[]) {
  for (const line of lines.slice(0, MOST_LINES)) say(line);
  if (lines.length > MOST_LINES) say(`... and ${lines.length - MOST_LINES} more.`);
}

function tell(
  { contract }: SourceReader,
  { read, accepted, quarantined, known, added, drafts, farAbove, unread }: IngestReport,
) {
  say(
    `${contract.name}: ${read} documents read, ${accepted.length} accepted, ${quarantined.length} in quarantine, ${known} known before; ${added} observations added to the log.`,
  );
  capped(farAbove.map((sentence) => `  ${sentence}`));
  if (drafts.length > 0) say(`  ${drafts.length} measures drafted, for a reviewer: ${drafts.join(', ')}`);
  if (unread.length > 0)
    say(
      `  ${unread.length} parts could not be read: the publisher writes something that the reader does not know.`,
    );
}

function tellWaiting({ contract: { name } }: SourceReader, documents: readonly CollectedDocument[]) {
  const waiting = documents.filter(({ status }) => status === 'quarantined');
  if (waiting.length > 0) say(`${waiting.length} documents of ${name} wait in quarantine.`);
  capped(
    waiting.map(({ id, document, doubts }) => {
      const reasons = doubts.map(({ rung, code, detail }) => `${rung}/${code}: ${detail}`).join(' ');
      return `  ${document}: ${reasons}\n    npm run ingest -- ${name} --release ${id}    (or --reject ${id})`;
    }),
  );
}

type Wanted = Readonly<{
  address: string | null;
  files: readonly HandedInFile[] | null;
  since: string | null;
  read: string | undefined;
  release: string | undefined;
  reject: string | undefined;
}>;

async function takeIn(
  source: SourceReader,
  { address, files, since, read, release, reject }: Wanted,
  ports: LocalCollection & Readonly<{ now: string }>,
) {
  const { name } = source.contract;
  if (release !== undefined || reject !== undefined) {
    const decision = release === undefined ? 'rejected' : 'released';
    const { document, added } = await decideDocument(source, release ?? reject ?? '', decision, ports);
    await moveContentClock(name, added, ports);
    say(`${document.document} of ${name} is ${decision}; ${added} observations added to the log.`);
  } else if (read !== undefined) {
    const [from = '', to = ''] = ends(read);
    const before = await coverageOf(source.contract, ports);
    await recordCoverage(source.contract, before, [...daysOf([{ from, to }])], ports, 'read by a person');
    say(`${name} counts as read from ${from} to ${to}.`);
  } else if (files !== null) {
    tell(source, await handIn(source, files, ports));
  } else if (address !== null) {
    tell(source, await ingestDocuments(source, [await fetchedFile(address, source, ports)], ports));
  } else {
    const { attempts, ingested, clock } = await collectSource(source, since, ports);
    tellAttempts(attempts);
    tell(source, ingested);
    if (clock.last_outcome !== 'ok')
      throw new CommandFailure(`${name}: ${clock.last_outcome}. ${clock.last_reason}`);
  }
}

const tellAttempts = (attempts: readonly FetchAttempt[]) =>
  capped(
    attempts.map(
      ({ address: asked, verdict, status, reason }) =>
        `  ${verdict} ${status ?? '-'} ${asked}${reason === null ? '' : `: ${reason}`}`,
    ),
  );

/** Throws `CommandFailure` where the form differs. */
async function tellCheck(source: SourceReader) {
  const { name } = source.contract;
  const folder = await mkdtemp(join(tmpdir(), 'chokepoint-check-'));
  const place = await collectionTables({ DATA_DIR: folder });
  await prepareArchive(folder);
  const collection = localCollection(folder, place.table);
  try {
    const { attempts, broken, observations, periodEnd } = await checkSource(source, collection);
    tellAttempts(attempts);
    capped(broken.map((sentence) => `  broken: ${sentence}`));
    if (broken.length > 0)
      throw new CommandFailure(`${name} does not keep the form that its reader was built on.`);
    say(`${name} keeps its form: ${observations} observations, the newest of ${periodEnd ?? 'no day'}.`);
  } finally {
    await collection.close();
    await place.close();
    await rm(folder, { recursive: true });
  }
}

await runCommand(
  COMMAND,
  async ({ options, operands: [name = ''] }) => {
    const {
      from,
      since,
      check,
      print: printOnly,
      read,
      replay,
      release,
      reject,
      'data-dir': folder,
    } = options;
    const source = sourceReader(name);
    if (source === undefined) throw new UsageError(`SOURCE ${name} ${choiceFault(SOURCE_NAMES)(name)}`);
    const actions = Object.entries({
      '--from': from,
      '--read': read,
      '--replay': replay || undefined,
      '--check': check || undefined,
      '--release': release,
      '--reject': reject,
    });
    const [first, second] = actions.filter(([, given]) => given !== undefined).map(([option]) => option);
    if (second !== undefined) throw new UsageError(`${first} and ${second} do not go together.`);
    if (printOnly && first !== undefined && first !== '--from')
      throw new UsageError(`--print and ${first} do not go together.`);
    if (read !== undefined && source.contract.feeds !== 'drafts')
      throw new UsageError(
        `--read is for lists of announcements: the days of ${name} come with its documents.`,
      );
    if (check) {
      await tellCheck(source);
      return;
    }
    const address = from !== undefined && isAddress(from) ? addressOn(from, source) : null;
    const files = from === undefined || address !== null ? null : await filesOf(from);

    if (printOnly && files !== null) {
      const documents = await readAndCheck(
        source,
        files.map((file) => handedIn(file, today())),
      );
      for (const document of documents) {
        const { period_end: end } = document;
        if (since === undefined || end === null || end >= since)
          say(JSON.stringify(printedDocument(document)));
      }
      return;
    }
    if (printOnly)
      throw new UsageError(
        '--print needs --from with a file or a folder: it stores nothing, so it does not ask the publisher.',
      );

    const place = await collectionTables({ ...process.env, DATA_DIR: folder });
    await prepareArchive(resolve(folder));
    const collection = localCollection(resolve(folder), place.table);
    const clock = () => new Date().toISOString();
    const requests = place.requests ?? { add: async () => undefined };
    try {
      if (replay) {
        const { raw, documents, same, differences } = await replaySource(source, collection);
        say(
          `${name}: ${raw} raw files, ${documents} documents; ${same} read as they are stored, ${differences.length} differently.`,
        );
        for (const line of differences) say(`  ${line}`);
      } else {
        const work = (log: ObservationLog) =>
          takeIn(
            source,
            { address, files, since: since ?? null, read, release, reject },
            { ...collection, log, now: clock() },
          );
        const { stored } = await followedByRescoring(
          { log: collection.log, requests, how: howCollected(source), clock },
          work,
        );
        if (stored.length > 0)
          say(
            place.requests === null
              ? 'It counts from the nightly run on: SCORES_TABLE_NAME was not given, so no run was asked for.'
              : 'A run was asked for: a service that is running begins it within a minute, otherwise the next start does, or npm run rescore.',
          );
      }
      tellWaiting(source, await collection.collected.all(name));
      console.error(`(${place.where})`);
    } finally {
      await collection.close();
      await place.close();
    }
  },
  [UndecidableDocument],
);
