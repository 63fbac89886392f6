/** The readers of the sources; a new source is a contract, a reader, and an entry here. */
import type { CollectedDocument } from '#contracts/collection/collected-document.ts';
import { sourceContract } from '#contracts/collection/source-contracts.ts';
import type { DocumentReader } from '#functions/publishers/document-reader.ts';
import { jointStaffReader } from '#functions/publishers/joint-staff/joint-staff.reader.ts';
import { taiwanMndReader } from '#functions/publishers/taiwan-mnd/taiwan-mnd.reader.ts';
import { dailyStatements, type FigureNames } from './daily-statements.ts';
import { deploymentStatements } from './deployment-statements.ts';
import type { SourceReader } from './source-reader.ts';

const itself = (document: string): string => document;

/** A source of counts a day, which go into the log of observations under a series. */
export function dailySource(name: string, reader: DocumentReader, series: string, names: FigureNames): SourceReader {
  const contract = sourceContract(name);
  const statements = (documents: readonly CollectedDocument[]) => dailyStatements(contract, series, names, documents);
  return { contract, reader, statements, family: itself };
}

/** A source of releases that tell of carriers, whose deployments go into the log. */
function deploymentSource(name: string, reader: DocumentReader): SourceReader {
  const contract = sourceContract(name);
  const { combine = () => [] } = reader;
  return { contract, reader, statements: (documents) => deploymentStatements(contract, combine, documents), family: itself };
}

/** A source of tables, of which every edition is kept. `family`: what all editions of a table are called. */
export function editionSource(name: string, reader: DocumentReader, family: (document: string) => string): SourceReader {
  return { contract: sourceContract(name), reader, statements: () => [], family };
}

export const SOURCE_READERS: readonly SourceReader[] = [
  dailySource('taiwan-mnd', taiwanMndReader, 'taiwan_strait', {
    aircraft: 'aircraft',
    crossed: 'crossed_median_or_adiz',
    navy_ships: 'navy_ships',
    official_ships: 'official_ships',
  }),
  deploymentSource('joint-staff', jointStaffReader),
];

/** The source of a name; `undefined` for none. */
export const sourceReader = (name: string): SourceReader | undefined => SOURCE_READERS.find(({ contract }) => contract.name === name);
