import { type CollectedDocument, counts } from '#contracts/collection/collected-document.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import type { CollectedDocuments } from '#functions/store/sources/collected-documents.ts';
import type { RawDocuments } from '#functions/store/sources/raw-documents.ts';
import { archivedDocument } from './collect-source.ts';
import { readAndCheck } from './ingest-documents.ts';
import type { SourceReader } from './statements.ts';

type ReplayReport = Readonly<{
  raw: number;
  documents: number;
  same: number;
  differences: readonly string[];
}>;

export async function replaySource(
  source: SourceReader,
  { raw, collected }: Readonly<{ raw: RawDocuments; collected: CollectedDocuments }>,
): Promise<ReplayReport> {
  const { name } = source.contract;
  const attempts = (await raw.attempts(name, '')).filter(
    ({ purpose, sha256 }) => purpose === 'document' && sha256 !== null,
  );
  const first = [
    ...new Map(attempts.toReversed().map((attempt) => [attempt.sha256, attempt])).values(),
  ].toReversed();
  const raws = await Promise.all(first.map((attempt) => archivedDocument(attempt, raw)));
  const stored = await collected.all(name);
  const read = await readAndCheck(source, raws);
  const before = Map.groupBy(stored, keyOf);
  const now = Map.groupBy(read, keyOf);
  const differences = [...new Set([...before.keys(), ...now.keys()])]
    .sort()
    .flatMap((key) => differenceOf(before.get(key) ?? [], now.get(key) ?? []));
  return {
    raw: raws.length,
    documents: read.length,
    same: read.filter(({ id }) => stored.some((document) => document.id === id)).length,
    differences,
  };
}

const keyOf = ({ raw_sha256: sha256, document }: CollectedDocument) => `${document} (${sha256.slice(0, 8)})`;

function differenceOf(
  before: readonly CollectedDocument[],
  now: readonly CollectedDocument[],
): readonly string[] {
  // The newest reader counts.
  const was = before.toSorted((one, other) => one.reader_version - other.reader_version).at(-1);
  const is = now.at(-1);
  if (is === undefined)
    return was === undefined ? [] : [`${keyOf(was)}: is not read any more; ${said(was)} before`];
  if (was === undefined) return [`${keyOf(is)}: is read now: ${said(is)}`];
  if (was.id === is.id) {
    const decided = was.decided_at !== null;
    return decided || counts(was) === counts(is)
      ? []
      : [`${keyOf(is)}: was ${was.status}, would be ${is.status}`];
  }
  return [`${keyOf(is)}: ${said(was)} became ${said(is)}`];
}

const said = ({ observations, unread }: CollectedDocument) =>
  `${canonicalJson(observations.map(({ date, values }) => ({ date, values }))).slice(0, 400)}${unread.length === 0 ? '' : ` and ${unread.length} unread`}`;
