/** Says where the form of a publisher differs from the one that its reader was built on. */
import { counts } from '#contracts/collection/collected-document.ts';
import { type SourceContract, startAddresses } from '#contracts/collection/source-contracts.ts';
import type { FetchAttempt } from '#functions/store/sources/raw-documents.ts';
import { type CollectPorts, collectSource } from './collect-source.ts';
import type { SourceReader } from './statements.ts';

const once = (discovery: SourceContract['discovery']): SourceContract['discovery'] => {
  if (discovery.how === 'fixed') return { ...discovery, addresses: discovery.addresses.slice(0, 1) };
  return 'most' in discovery ? { ...discovery, most: 1 } : discovery;
};

type SourceCheck = Readonly<{
  attempts: readonly FetchAttempt[];
  broken: readonly string[];
  observations: number;
  periodEnd: string | null;
}>;

/** In a place that is thrown away. */
export async function checkSource(source: SourceReader, ports: CollectPorts): Promise<SourceCheck> {
  const { name, discovery } = source.contract;
  if (discovery.how === 'by_hand') {
    const broken = [
      `Programs are not let in: save a file of ${startAddresses(source.contract).join(' or ')}.`,
    ];
    return { attempts: [], broken, observations: 0, periodEnd: null };
  }
  const contract = { ...source.contract, discovery: once(discovery) };
  const { attempts, clock } = await collectSource({ ...source, contract }, null, ports);
  const documents = await ports.collected.all(name);
  const none = documents.length === 0 ? ['No document was read.'] : [];
  return {
    attempts,
    broken: [
      ...(clock.last_reason === null ? none : [clock.last_reason]),
      ...clock.drift,
      ...documents.flatMap(({ document, doubts }) => doubts.map(({ detail }) => `${document}: ${detail}`)),
    ],
    observations: documents.filter(counts).flatMap(({ observations }) => observations).length,
    periodEnd: clock.last_content_on,
  };
}
