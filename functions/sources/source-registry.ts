/** The readers of the sources; a new source is a contract, a reader, and an entry here. */
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { sourceContract } from '#contracts/collection/source-contracts.ts';
import type { DocumentReader } from '#functions/sources/publishers/document-reader.ts';
import { jointStaffReader } from '#functions/sources/publishers/joint-staff/joint-staff.reader.ts';
import { senkakuJcgReader } from '#functions/sources/publishers/senkaku-jcg/senkaku-jcg.reader.ts';
import { taiwanMndReader } from '#functions/sources/publishers/taiwan-mnd/taiwan-mnd.reader.ts';
import { usgsMcsReader } from '#functions/sources/publishers/usgs-mcs.ts';
import { wgiReader } from '#functions/sources/publishers/wgi.ts';
import { dailyStatements, deploymentStatements, type FigureNames, type SourceReader } from './statements.ts';

/** A source of counts a day, which go into the log of observations under a series. */
export function dailySource(name: string, reader: DocumentReader, series: string, names: FigureNames): SourceReader {
  const contract = sourceContract(name);
  const statements = (documents: readonly CollectedDocument[]) => dailyStatements(contract, series, names, documents);
  return { contract, reader, statements };
}

/** A source of releases that tell of carriers, whose deployments go into the log. */
function deploymentSource(name: string, reader: DocumentReader): SourceReader {
  const contract = sourceContract(name);
  const { combine = () => [] } = reader;
  return { contract, reader, statements: (documents) => deploymentStatements(contract, combine, documents) };
}

/** A source of tables, which are kept until a person takes an edition over. */
const editionSource = (name: string, reader: DocumentReader): SourceReader => ({
  contract: sourceContract(name),
  reader,
  statements: () => [],
});

export const SOURCE_READERS: readonly SourceReader[] = [
  dailySource('taiwan-mnd', taiwanMndReader, 'taiwan_strait', {
    aircraft: 'aircraft',
    crossed: 'crossed_median',
    navy_ships: 'navy_ships',
    official_ships: 'official_ships',
  }),
  dailySource('senkaku-jcg', senkakuJcgReader, 'senkaku', {
    contiguous_zone_vessels: 'contiguous_zone_vessels',
    territorial_sea_vessels: 'territorial_sea_vessels',
  }),
  deploymentSource('joint-staff', jointStaffReader),
  editionSource('usgs-mcs', usgsMcsReader),
  editionSource('wgi', wgiReader),
];

/** The source of a name; `undefined` for none. */
export const sourceReader = (name: string): SourceReader | undefined => SOURCE_READERS.find(({ contract }) => contract.name === name);
