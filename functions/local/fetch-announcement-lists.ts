/** Fetches lists of announcements into a folder, as politely as documents of any source are fetched. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectPorts } from '#functions/collection/collect-source.ts';
import { robotsDecision } from '#functions/collection/fetching/robots-rules.ts';
import { ANNOUNCEMENT_READERS } from '#functions/measures/list-readers.ts';
import type { AnnouncementListReader } from '#functions/publishers/announcement-list.ts';

const MOST_BYTES = 10_000_000;
const MOST_SECONDS = 60;
const DAY_LENGTH = '2026-01-01'.length;

/** How it went with one list. */
export interface FetchedList {
  readonly publisher: string;
  readonly address: string;
  /** Where it was written; `null` where nothing came. */
  readonly file: string | null;
  /** Why nothing came, as a sentence. */
  readonly reason: string | null;
}

type Ports = Pick<CollectPorts, 'raw' | 'pause' | 'fetcher'>;

async function bytesOf(reader: AnnouncementListReader, address: string, { raw, pause, fetcher }: Ports): Promise<Uint8Array | string> {
  const contract = {
    name: `measures-${reader.publisher}`,
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

/** The list of every publisher for a year, written with the day in its name, so that later readings of the same list stand beside it. */
export async function fetchAnnouncementLists(
  year: number,
  folder: string,
  ports: Ports,
  readers: readonly AnnouncementListReader[] = ANNOUNCEMENT_READERS,
): Promise<readonly FetchedList[]> {
  await mkdir(folder, { recursive: true });
  const day = new Date(ports.pause.now()).toISOString().slice(0, DAY_LENGTH);
  return Promise.all(
    readers.map(async (reader): Promise<FetchedList> => {
      const address = reader.listAddress(year);
      const found = await bytesOf(reader, address, ports);
      const { publisher } = reader;
      if (typeof found === 'string') return { publisher, address, file: null, reason: found };
      const file = join(folder, `${publisher}-${year}_${day}.${reader.kind}`);
      await writeFile(file, found);
      return { publisher, address, file, reason: null };
    }),
  );
}
