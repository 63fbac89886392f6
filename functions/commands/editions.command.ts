import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { ReferenceData } from '#domain/vocabulary/reference-data.ts';
import {
  buildReferenceData,
  RAW_TABLES,
  readSources,
  writeReferenceData,
} from '#functions/reference-build/build-reference-data.ts';
import { ReferenceBuildError } from '#functions/reference-build/raw-tables.ts';
import {
  additionsOf,
  namedEdition,
  type Statement,
  YEARLY_SOURCES,
  type YearlySource,
} from '#functions/sources/editions/edition.ts';
import { governanceEdition } from '#functions/sources/editions/governance-edition.ts';
import { surveyEdition } from '#functions/sources/editions/survey-edition.ts';
import { sourceReader } from '#functions/sources/source-registry.ts';
import {
  CommandFailure,
  type CommandSpecification,
  dayFault,
  runCommand,
  today,
  UsageError,
} from './command-line.ts';
import { movedScores } from './moved-scores.ts';

const COMMAND = {
  name: 'npm run editions',
  does: `Takes a yearly edition over: reads the document, says what changed and which scores would move, and adds its rows to the facts once that is confirmed.
Editions before it stay, and scores of days before the acceptance are as they were. Whatever looks wrong is refused with what to say. Then read the diff, commit and deploy.`,
  options: {
    edition: { value: 'NAME', says: 'which edition it is, where the document does not say: "MCS 2027"' },
    published: {
      value: 'DATE',
      says: 'the day it came out, where the document does not say',
      refuses: dayFault,
    },
    on: {
      value: 'DATE',
      says: 'day of the acceptance, from which the edition counts; today where it is not given',
      refuses: dayFault,
    },
    only: {
      value: 'STAGES',
      says: 'stages of an excerpt: Co:mine,Ga:refining; the others keep their edition',
    },
    without: { value: 'ROWS', says: 'countries that the publisher has left out: Co:mine:TUR,Ta:mine:BDI' },
    rewritten: { says: 'the publisher rewrote the figures of the year before' },
    confirm: { says: 'take it over without a question' },
    tables: { value: 'FOLDER', says: 'the raw tables', default: RAW_TABLES },
    to: { value: 'FOLDER', says: 'where the facts are', default: 'shared/reference' },
  },
  operands: {
    value: 'accept SOURCE FILE...',
    says: 'usgs-mcs or wgi, and its document; the answers of the World Bank are six files',
    least: 3,
    most: 8,
  },
  examples: [
    'npm run editions -- accept usgs-mcs MCS2027_Commodities_Data.csv --published 2027-02-05',
    'npm run editions -- accept wgi PV.json GE.json RQ.json RL.json CC.json VA.json --edition "WGI 2026" --confirm',
  ],
} as const satisfies CommandSpecification;

const MOST_LINES = 15;
/** Smaller changes are not told. */
const TOLD_FROM = 0.005;

const listOf = (text: string | undefined): readonly string[] =>
  text?.split(',').map((word) => word.trim()) ?? [];

function capped(lines: readonly string[]) {
  for (const line of lines.slice(0, MOST_LINES)) console.log(`  ${line}`);
  if (lines.length > MOST_LINES) console.log(`  ... and ${lines.length - MOST_LINES} more`);
}

function changesOf({ shares }: ReferenceData, edition: string): readonly string[] {
  const stages = Map.groupBy(shares, ({ element, stage }) => `${element}:${stage}`);
  const changes = [...stages].flatMap(([stage, rows]) => {
    const previous = rows
      .filter((row) => row.edition !== edition)
      .toSorted((one, other) => ((one.published ?? '') < (other.published ?? '') ? 1 : -1))[0];
    const of = (id: string | undefined) =>
      new Map(rows.filter((row) => row.edition === id).map(({ country, share }) => [country, share]));
    const [now, before] = [of(edition), of(previous?.edition)];
    if (now.size === 0) return [];
    return [...new Set([...now.keys(), ...before.keys()])].map((country) => ({
      stage,
      country,
      from: before.get(country) ?? 0,
      to: now.get(country) ?? 0,
    }));
  });
  return changes
    .filter(({ from, to }) => Math.abs(to - from) >= TOLD_FROM)
    .toSorted((one, other) => Math.abs(other.to - other.from) - Math.abs(one.to - one.from))
    .map(({ stage, country, from, to }) => `${stage}:${country} ${from} -> ${to}`);
}

async function isConfirmed() {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question('Take the edition over? yes or no: ');
  asking.close();
  return answer.trim().toLowerCase() === 'yes';
}

await runCommand(
  COMMAND,
  async ({ options, operands: [action, name = '', ...files] }) => {
    const source = sourceReader(name);
    if (action !== 'accept' || source === undefined || !(name in YEARLY_SOURCES))
      throw new UsageError(`${action} ${name} is none of accept usgs-mcs, accept wgi.`);
    const { tables, to, on = today() } = options;
    const statement: Statement = {
      on,
      edition: options.edition ?? null,
      published: options.published ?? null,
      rewritten: options.rewritten,
      only: options.only === undefined ? null : listOf(options.only),
      without: listOf(options.without),
    };
    const raws = files.map((file) => ({
      name: basename(file),
      address: null,
      bytes: readFileSync(file),
      receivedOn: on,
    }));
    const documents = (await Promise.all(raws.map((raw) => source.reader.read(raw)))).flat();
    const observations = documents.flatMap((document) => document.observations);
    if (observations.length === 0)
      throw new CommandFailure(
        documents.flatMap(({ unread }) => unread.map(({ text, why }) => `${text}: ${why}`)).join('\n'),
      );
    const days = observations.flatMap(({ published }) => published ?? []).toSorted();
    const said = {
      edition:
        observations.map(({ values }) => values.edition).find((one) => typeof one === 'string') ?? null,
      published: days.at(-1) ?? null,
    };
    const sources = readSources(tables);
    const edition = namedEdition(name as YearlySource, said, statement, sources.editions);
    if ('fault' in edition) throw new CommandFailure(edition.fault);
    const before = buildReferenceData(tables);
    const reading =
      name === 'wgi'
        ? governanceEdition(documents, before.governance, edition, statement)
        : surveyEdition(documents, sources, edition.id, statement);
    capped(reading.told);
    if (reading.faults.length > 0)
      throw new CommandFailure(
        `${edition.id} is refused, nothing was written:\n${reading.faults.join('\n')}`,
      );

    const additions = additionsOf(edition, reading);
    const folder = mkdtempSync(join(tmpdir(), 'edition-'));
    try {
      cpSync(tables, folder, { recursive: true });
      for (const [file, lines] of additions) appendFileSync(join(folder, file), lines);
      const after = buildReferenceData(folder);
      console.log(
        `${edition.id}, out since ${edition.published}, counts from ${edition.known_from}: ${reading.rows.length} rows.`,
      );
      const changes = changesOf(after, edition.id);
      console.log(`${changes.length} shares change by ${TOLD_FROM} or more:`);
      capped(changes);
      const moved = movedScores(before, after, edition.known_from, MOST_LINES);
      console.log(`${moved.length} scores of elements and suppliers would move on ${edition.known_from}:`);
      capped(
        moved.map(
          ({ subject, buyer, cause, ...score }) =>
            `${subject} for ${buyer}: ${score.before ?? 'none'} -> ${score.after ?? 'none'}  ${cause}`,
        ),
      );
      if (!options.confirm && !(await isConfirmed()))
        return console.log('Nothing was written. With --confirm the edition is taken over.');
      for (const [file, lines] of additions) appendFileSync(join(tables, file), lines);
      writeReferenceData(after, to);
      console.log(
        `${edition.id} is among the facts in ${tables} and ${to}: read the diff, commit and deploy.`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  [ReferenceBuildError],
);
