import { ANNOUNCEMENT_LISTS } from '#contracts/collection/announcement-lists.ts';
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { type SourceContract, sourceContract } from '#contracts/collection/source-contracts.ts';
import { dayNumber, firstDayOf, isCalendarDay, lastDayOf } from '#domain/time/calendar.ts';
import { announcementReader } from '#functions/sources/announcements/list-reader.ts';
import { customsCensusReader } from '#functions/sources/publishers/customs/census.ts';
import { customsChinaReader } from '#functions/sources/publishers/customs/china.ts';
import { comtradeReader } from '#functions/sources/publishers/customs/comtrade.ts';
import { customsEurostatReader } from '#functions/sources/publishers/customs/eurostat.ts';
import { customsJapanReader } from '#functions/sources/publishers/customs/japan.ts';
import { customsKoreaReader } from '#functions/sources/publishers/customs/korea.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import {
  jointStaffReader,
  ministryReader,
  RELEASE_ADDRESS,
} from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';
import { portwatchReader } from '#functions/sources/publishers/portwatch.ts';
import { monthOfName } from '#functions/sources/publishers/senkaku-jcg/month-table.ts';
import { senkakuJcgReader } from '#functions/sources/publishers/senkaku-jcg/senkaku-jcg.reader.ts';
import { taiwanMndReader, writtenDay } from '#functions/sources/publishers/taiwan-mnd/taiwan-mnd.reader.ts';
import { usgsMcsReader } from '#functions/sources/publishers/usgs-mcs.ts';
import { wgiReader } from '#functions/sources/publishers/wgi.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import type { LinkedDocument } from './source-coverage.ts';
import {
  dailyStatements,
  deploymentStatements,
  eventStatements,
  type FigureNames,
  type LogStatement,
  type SourceReader,
  tradeStatements,
} from './statements.ts';

export function reportDays(_address: string, words: string): LinkedDocument['days'] {
  const written = writtenDay(words);
  return written === null || !isCalendarDay(written)
    ? null
    : { from: dayNumber(written), to: dayNumber(written) };
}

function monthDays(address: string): LinkedDocument['days'] {
  const named = monthOfName(address);
  if (named === null) return null;
  const month = `${named.year}-${String(named.month).padStart(2, '0')}`;
  return { from: firstDayOf(month), to: lastDayOf(month) };
}

/** The day in its number is that on which it came out; it speaks of days shortly before. */
function releaseDays({ settled_after_days: lag }: SourceContract, address: string): LinkedDocument['days'] {
  const [, year, month, day] = RELEASE_ADDRESS.exec(address) ?? [];
  const written = `${year}-${month}-${day}`;
  return isCalendarDay(written)
    ? { from: dayNumber(written) - (lag ?? 1) + 1, to: dayNumber(written) }
    : null;
}

export function dailySource(
  name: string,
  reader: DocumentReader,
  series: string,
  names: FigureNames,
  daysOf: SourceReader['daysOf'],
): SourceReader {
  const contract = sourceContract(name);
  const statements = (documents: readonly CollectedDocument[]) =>
    dailyStatements(contract, series, names, documents);
  return { contract, reader, statements, daysOf };
}

function releaseSource(name: string, reader: DocumentReader): SourceReader {
  const contract = sourceContract(name);
  const { combine = () => [] } = reader;
  return {
    contract,
    reader,
    statements: (documents) => [
      ...deploymentStatements(contract, combine, documents),
      ...eventStatements(contract, documents),
    ],
    daysOf: (address) => releaseDays(contract, address),
  };
}

/** Editions and lists have no statements: people take them over. */
function undatedSource(
  name: string,
  reader: DocumentReader,
  statements: (contract: SourceContract, documents: readonly CollectedDocument[]) => readonly LogStatement[],
): SourceReader {
  const contract = sourceContract(name);
  return { contract, reader, statements: (documents) => statements(contract, documents), daysOf: null };
}

const none = () => [];
const { trade_codes } = bundledReferenceData;

export const SOURCE_READERS: readonly SourceReader[] = [
  dailySource(
    'taiwan-mnd',
    taiwanMndReader,
    'taiwan_strait',
    {
      aircraft: 'aircraft',
      crossed: 'crossed_median',
      navy_ships: 'navy_ships',
      official_ships: 'official_ships',
    },
    reportDays,
  ),
  dailySource(
    'senkaku-jcg',
    senkakuJcgReader,
    'senkaku',
    {
      contiguous_zone_vessels: 'contiguous_zone_vessels',
      territorial_sea_vessels: 'territorial_sea_vessels',
    },
    monthDays,
  ),
  releaseSource('joint-staff', jointStaffReader),
  undatedSource('japan-mod', ministryReader, eventStatements),
  undatedSource('japan-mofa', ministryReader, eventStatements),
  undatedSource('usgs-mcs', usgsMcsReader, none),
  undatedSource('wgi', wgiReader, none),
  ...ANNOUNCEMENT_LISTS.map((list) => undatedSource(list.name, announcementReader(list), none)),
  undatedSource('portwatch', portwatchReader, tradeStatements),
  undatedSource('customs-china', customsChinaReader(trade_codes), tradeStatements),
  undatedSource('customs-japan', customsJapanReader(trade_codes), tradeStatements),
  undatedSource('customs-eurostat', customsEurostatReader(trade_codes), tradeStatements),
  undatedSource('customs-census', customsCensusReader(trade_codes), tradeStatements),
  undatedSource('customs-korea', customsKoreaReader(trade_codes), tradeStatements),
  undatedSource('comtrade', comtradeReader(trade_codes), tradeStatements),
];

export const sourceReader = (name: string): SourceReader | undefined =>
  SOURCE_READERS.find(({ contract }) => contract.name === name);
