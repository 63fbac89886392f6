/** Asks publishers for their lists of announcements, and tells what was not listed the time before. It reads no text and makes no row: a person does. */
import type { AnnouncementListReader, ListedAnnouncement } from '#functions/sources/publishers/announcement-lists.ts';
import type { CollectPorts } from '../collect-source.ts';
import { robotsDecision } from '../fetching/robots-rules.ts';
import { ANNOUNCEMENT_READERS } from '../publishers/announcement-lists.ts';

const MOST_BYTES = 10_000_000;
const MOST_SECONDS = 60;

/** Name under which the archive keeps the lists of a publisher. */
const listSource = (publisher: string): string => `measures-${publisher}`;

export type ListPorts = Pick<CollectPorts, 'raw' | 'pause' | 'fetcher'>;

/** Bytes of the list at an address; a sentence why none came. */
export async function announcementListBytes(
  reader: Pick<AnnouncementListReader, 'publisher' | 'kind'>,
  address: string,
  { raw, pause, fetcher }: ListPorts,
): Promise<Uint8Array | string> {
  const contract = {
    name: listSource(reader.publisher),
    hosts: [new URL(address).hostname],
    most_bytes: MOST_BYTES,
    most_seconds: MOST_SECONDS,
  };
  const attempts = await raw.attempts(contract.name, '');
  const rules = await robotsDecision(contract, address, { fetcher, raw, now: pause.now(), attempts });
  if (rules.refusal !== null) return rules.refusal;
  const known = attempts.findLast((attempt) => attempt.address === address && attempt.sha256 !== null) ?? null;
  const { attempt, bytes } = await fetcher.fetch({
    contract,
    purpose: 'document',
    address,
    expected: { kind: reader.kind, encoding: 'utf-8' },
    known,
    pauseMs: rules.pauseMs,
  });
  if (bytes !== null) return bytes;
  if (attempt.verdict === 'unchanged' && attempt.sha256 !== null) return raw.get(contract.name, attempt.sha256);
  return attempt.reason ?? `It ended as ${attempt.verdict}.`;
}

/** How it went with the list of one publisher. */
interface WatchedList {
  readonly publisher: string;
  readonly address: string;
  /** Entries of the list; `null` where none came. */
  readonly listed: number | null;
  /** Entries that the reading before did not have. None in the first reading: there is nothing to compare it with. */
  readonly added: readonly ListedAnnouncement[];
  /** Parts of the list that no rule knows. */
  readonly unread: readonly string[];
  /** Why nothing came, as a sentence; `null` when it did. */
  readonly reason: string | null;
}

/** Readings of all lists, with two counts. */
interface WatchedLists {
  readonly lists: readonly WatchedList[];
  /** Entries that are new, of all lists. */
  readonly added: number;
  /** Publishers whose list did not come, or gave no entry, as sources in trouble. */
  readonly inTrouble: readonly { readonly source: string; readonly condition: 'failing'; readonly reason: string | null }[];
}

/** Keys of the newest reading with an entry; `null`: there is none. A page of a guard that was taken for the list is none. */
async function keysBefore(reader: AnnouncementListReader, receivedOn: string, { raw }: ListPorts): Promise<ReadonlySet<string> | null> {
  const source = listSource(reader.publisher);
  const documents = (await raw.attempts(source, '')).flatMap(({ purpose, address, sha256 }) =>
    purpose === 'document' && sha256 !== null ? [{ address, sha256 }] : [],
  );
  for (const { address, sha256 } of documents.toReversed()) {
    const { announcements } = reader.read({ name: source, address, bytes: await raw.get(source, sha256), receivedOn });
    if (announcements.length > 0) return new Set(announcements.map(({ key }) => key));
  }
  return null;
}

async function watched(reader: AnnouncementListReader, year: number, receivedOn: string, ports: ListPorts): Promise<WatchedList> {
  const { publisher } = reader;
  const address = reader.listAddress(year);
  const before = await keysBefore(reader, receivedOn, ports);
  const bytes = await announcementListBytes(reader, address, ports);
  if (typeof bytes === 'string') return { publisher, address, listed: null, added: [], unread: [], reason: bytes };
  const { announcements, unread } = reader.read({ name: listSource(publisher), address, bytes, receivedOn });
  return {
    publisher,
    address,
    listed: announcements.length,
    added: before === null ? [] : announcements.filter(({ key }) => !before.has(key)),
    unread: unread.map(({ text, why }) => `${text}: ${why}`),
    reason: null,
  };
}

/** The lists of this year. One publisher that gives nothing is told, and the others are read all the same. */
export async function watchLists(
  ports: ListPorts,
  readers: readonly AnnouncementListReader[] = ANNOUNCEMENT_READERS,
): Promise<WatchedLists> {
  const today = new Date(ports.pause.now()).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const lists = await Promise.all(readers.map((reader) => watched(reader, Number(today.slice(0, 4)), today, ports)));
  return {
    lists,
    added: lists.reduce((sum, { added }) => sum + added.length, 0),
    inTrouble: lists.flatMap(({ publisher, listed, unread, reason }) =>
      listed === null || (listed === 0 && unread.length > 0)
        ? [{ source: publisher, condition: 'failing' as const, reason: reason ?? unread.join(' ') }]
        : [],
    ),
  };
}
