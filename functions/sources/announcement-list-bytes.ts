/** The list of announcements of a publisher, fetched as politely as documents of any source. */
import type { AnnouncementListReader } from '#functions/sources/publishers/announcement-list.ts';
import type { CollectPorts } from './collect-source.ts';
import { robotsDecision } from './fetching/robots-rules.ts';

const MOST_BYTES = 10_000_000;
const MOST_SECONDS = 60;

/** Name under which the archive keeps the lists of a publisher. */
export const listSource = (publisher: string): string => `measures-${publisher}`;

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
