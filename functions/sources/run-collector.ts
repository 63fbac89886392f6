import {
  ANNOUNCEMENTS,
  type CollectorEvent,
  handedInPrefix,
  type SourceCondition,
  sourceCondition,
} from '#contracts/collection/collected-document.ts';
import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';
import { followedByRescoring } from '#functions/sources/observations/followed-by-rescoring.ts';
import type { RescoreRequests } from '#functions/store/runs/rescore-requests.ts';
import type { SourceClocks } from '#functions/store/sources/source-clocks.ts';
import { type CollectPorts, collectSource, howCollected } from './collect-source.ts';
import { type HandedInFile, handIn } from './hand-in.ts';
import type { IngestReport } from './ingest-documents.ts';
import { SOURCE_READERS } from './source-registry.ts';
import type { SourceReader } from './statements.ts';

export type RunCollectorPorts = CollectPorts &
  Readonly<{
    requests: Pick<RescoreRequests, 'add'>;
    handedInFile: (key: string) => Promise<Uint8Array | null>;
  }>;

type SourceInTrouble = Readonly<{
  source: string;
  condition: SourceCondition;
  reason: string | null;
}>;

type CollectorReport = Readonly<{
  source: string;
  read: number;
  accepted: number;
  known: number;
  quarantined: readonly string[];
  farAbove: readonly string[];
  unread: readonly string[];
  drafts: readonly string[];
  stored: readonly string[];
}>;

/** It has to fit the memory of the function. */
export const MOST_HANDED_IN_BYTES = 64_000_000;

class HandedInFileRefused extends Error {
  override readonly name = 'HandedInFileRefused';
}

const DAY_MS = 86_400_000;

/**
 * Collects what an event asks for, and says which of all sources are in trouble: a collector that does not
 * run cannot say so. `newlyInTrouble`: not in this way the day before. Throws `HandedInFileRefused`.
 */
export async function runCollector(
  event: CollectorEvent,
  ports: RunCollectorPorts,
  sources: readonly SourceReader[] = SOURCE_READERS,
) {
  const troubles = (daysAgo: number) =>
    sourcesInTrouble(ports.clocks, new Date(ports.pause.now() - daysAgo * DAY_MS).toISOString().slice(0, 10));
  const nameOf = ({ source, condition }: SourceInTrouble): string => `${source} ${condition}`;
  const before = new Set((await troubles(1)).map(nameOf));
  const report = await doneFor(event, ports, sources);
  const inTrouble = await troubles(0);
  return { ...report, inTrouble, newlyInTrouble: inTrouble.filter((one) => !before.has(nameOf(one))) };
}

async function doneFor(event: CollectorEvent, ports: RunCollectorPorts, sources: readonly SourceReader[]) {
  if ('detail' in event) {
    const { key, size } = event.detail.object;
    const source = sources.find(({ contract }) => key.startsWith(handedInPrefix(contract.name)));
    if (source === undefined)
      throw new HandedInFileRefused(
        `${key} is of no source: files for a source lie under ${handedInPrefix('SOURCE')}.`,
      );
    const files = await handedInFiles(
      key,
      key.slice(handedInPrefix(source.contract.name).length),
      size,
      ports,
    );
    return collected(source, ports, (followed) => handIn(source, files, followed));
  }
  if (event.source === ANNOUNCEMENTS) {
    const lists = sources.filter(({ contract }) => contract.feeds === 'drafts');
    const reports = await Promise.all(
      lists.map((list) =>
        collected(list, ports, async (f) => (await collectSource(list, event.since, f)).ingested),
      ),
    );
    const drafts = reports.flatMap((report) => report.drafts);
    return { source: ANNOUNCEMENTS, lists: reports, announcements_new: drafts.length };
  }
  const source = sources.find(({ contract }) => contract.name === event.source) as SourceReader;
  return collected(
    source,
    ports,
    async (followed) => (await collectSource(source, event.since, followed)).ingested,
  );
}

async function collected(
  source: SourceReader,
  ports: RunCollectorPorts,
  work: (ports: CollectPorts & Readonly<{ now: string }>) => Promise<IngestReport>,
): Promise<CollectorReport> {
  const clock = () => new Date(ports.pause.now()).toISOString();
  const bringer = { log: ports.log, requests: ports.requests, how: howCollected(source), clock };
  const { result, stored } = await followedByRescoring(bringer, (log) =>
    work({ ...ports, log, now: clock() }),
  );
  return {
    source: source.contract.name,
    read: result.read,
    accepted: result.accepted.length,
    known: result.known,
    quarantined: result.quarantined.map(
      ({ document, id, doubts }) => `${document} (${id}): ${doubts.map(({ detail }) => detail).join(' ')}`,
    ),
    farAbove: result.farAbove,
    unread: result.unread,
    drafts: result.drafts,
    stored,
  };
}

async function handedInFiles(
  key: string,
  name: string,
  size: number,
  { handedInFile }: RunCollectorPorts,
): Promise<readonly HandedInFile[]> {
  if (size > MOST_HANDED_IN_BYTES) {
    throw new HandedInFileRefused(
      `${key} has ${size} bytes; at most ${MOST_HANDED_IN_BYTES} are read. Hand it in in parts.`,
    );
  }
  // Consoles make an empty object to show a folder.
  if (name === '' || name.endsWith('/')) return [];
  const bytes = await handedInFile(key);
  if (bytes === null)
    throw new HandedInFileRefused(`${key} is gone: it was deleted before it was read. Hand it in again.`);
  return [{ name, bytes }];
}

/** What is asked monthly, or optional, is left out until it has given something. */
export async function sourcesInTrouble(
  clocks: Pick<SourceClocks, 'all'>,
  today: string,
): Promise<readonly SourceInTrouble[]> {
  const stored = await clocks.all();
  return SOURCE_CONTRACTS.flatMap((contract) => {
    const clock = stored.find(({ source }) => source === contract.name) ?? null;
    if (clock === null && contract.asked === 'monthly') return [];
    const isOptional =
      contract.feeds === 'drafts' || contract.key !== undefined || contract.discovery.how === 'by_hand';
    // Events are in no score.
    if (contract.series.join() === 'security_events') return [];
    if (isOptional && (clock?.last_content_on ?? clock?.last_new_at ?? null) === null) return [];
    const { condition, reason } = sourceCondition(contract, clock, today);
    return condition === 'current' ? [] : [{ source: contract.name, condition, reason }];
  });
}
