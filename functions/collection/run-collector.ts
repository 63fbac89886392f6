/** One call of a collector: asks its publisher, or takes in a file that was handed in; what is accepted is followed by a run. */
import { type CollectorEvent, handedInPrefix } from '#contracts/collection/collector-event.ts';
import { type SourceCondition, sourceCondition } from '#contracts/collection/source-clock.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { followedByRescoring } from '#functions/ingestion/followed-by-rescoring.ts';
import type { RescoreRequests } from '#functions/ports/rescore-requests.ts';
import type { SourceClocks } from '#functions/ports/source-clocks.ts';
import { type CollectPorts, collectSource, howCollected } from './collect-source.ts';
import { handIn } from './hand-in.ts';
import type { IngestReport } from './ingest-documents.ts';
import type { SourceReader } from './source-reader.ts';

export interface RunCollectorPorts extends CollectPorts {
  readonly requests: Pick<RescoreRequests, 'add'>;
  /** Bytes of a file that was handed in, by its key; `null`: it is gone. */
  readonly handedInFile: (key: string) => Promise<Uint8Array | null>;
}

/** A source that somebody should look at, with the reason as a sentence. */
export interface SourceInTrouble {
  readonly source: string;
  readonly condition: SourceCondition;
  readonly reason: string | null;
}

export interface CollectorReport {
  readonly read: number;
  readonly accepted: number;
  readonly known: number;
  /** Names of documents that wait for a person, each with the reasons. */
  readonly quarantined: readonly string[];
  /** Parts that the reader does not know. */
  readonly unread: readonly string[];
  /** Evidence ids of observations that are new in the log. */
  readonly stored: readonly string[];
  /** All sources in trouble, not only this one: a collector that does not run cannot say so itself. */
  readonly inTrouble: readonly SourceInTrouble[];
}

/** The largest file that can be handed in: a file of collected texts is larger than one document, and has to fit the memory of the function. */
export const MOST_HANDED_IN_BYTES = 64_000_000;

/** A file that cannot be taken in; the message is a sentence for whoever handed it in. */
class HandedInFileRefused extends Error {
  override readonly name = 'HandedInFileRefused';
}

/** Throws `HandedInFileRefused` for a file of another source, one that is gone, and one that is too large. */
export async function runCollector(source: SourceReader, event: CollectorEvent, ports: RunCollectorPorts): Promise<CollectorReport> {
  const clock = (): string => new Date(ports.pause.now()).toISOString();
  const bringer = { log: ports.log, requests: ports.requests, how: howCollected(source), clock };
  const { result, stored } = await followedByRescoring(bringer, (log): Promise<IngestReport> => {
    const followed = { ...ports, log };
    return 'since' in event
      ? collectSource(source, event.since, followed).then(({ ingested }) => ingested)
      : takeInObject(source, event.detail.object, { ...followed, now: clock() });
  });
  return {
    read: result.read,
    accepted: result.accepted.length,
    known: result.known,
    quarantined: result.quarantined.map(
      ({ document, id, doubts }) => `${document} (${id}): ${doubts.map(({ detail }) => detail).join(' ')}`,
    ),
    unread: result.unread,
    stored,
    inTrouble: await sourcesInTrouble(ports.clocks, clock().slice(0, 10)),
  };
}

async function takeInObject(
  source: SourceReader,
  { key, size }: { readonly key: string; readonly size: number },
  ports: RunCollectorPorts & { readonly now: string },
): Promise<IngestReport> {
  const prefix = handedInPrefix(source.contract.name);
  if (!key.startsWith(prefix)) throw new HandedInFileRefused(`${key} is not for ${source.contract.name}: its files lie under ${prefix}.`);
  if (size > MOST_HANDED_IN_BYTES) {
    throw new HandedInFileRefused(`${key} has ${size} bytes; at most ${MOST_HANDED_IN_BYTES} are read. Hand it in in parts.`);
  }
  const name = key.slice(prefix.length);
  // Consoles make an empty object to show a folder.
  if (name === '' || name.endsWith('/')) return handIn(source, [], ports);
  const bytes = await ports.handedInFile(key);
  if (bytes === null) throw new HandedInFileRefused(`${key} is gone: it was deleted before it was read. Hand it in again.`);
  return handIn(source, [{ name, bytes }], ports);
}

/**
 * Sources that are not current on a day. One that is asked monthly and was never asked is not among them: its first month is not over. One that is
 * asked daily is, until its first night.
 */
export async function sourcesInTrouble(clocks: Pick<SourceClocks, 'all'>, today: string): Promise<readonly SourceInTrouble[]> {
  const stored = await clocks.all();
  return SOURCE_CONTRACTS.flatMap((contract) => {
    const clock = stored.find(({ source }) => source === contract.name) ?? null;
    if (clock === null && contract.asked === 'monthly') return [];
    const { condition, reason } = sourceCondition(contract, clock, today);
    return condition === 'current' ? [] : [{ source: contract.name, condition, reason }];
  });
}
