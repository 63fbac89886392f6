import robotsModule from 'robots-parser';
import type { SourceContract } from '#contracts/collection/source-contracts.ts';
import type { FetchAttempt, RawDocuments } from '#functions/store/sources/raw-documents.ts';
import type { PublisherFetcher } from './publisher-fetcher.ts';

/** Its types describe a default export; Node imports the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const ROBOT_NAME = 'Chokepoint';

/** `contact`: address or mail of whoever runs it. */
export function collectorAgent(contact: string | undefined): string {
  const given = (contact ?? '').replace(/[^\x21-\x7E]/g, '');
  return given === '' ? `${ROBOT_NAME}/1.0` : `${ROBOT_NAME}/1.0 (+${given})`;
}

const CACHED_MS = 24 * 3_600_000;
/** As RFC 9309 asks. */
const MOST_RULES_BYTES = 512_000;
/** A host that asks for more is asked for little. */
const LONGEST_PAUSE_MS = 30_000;

type RobotsDecision = Readonly<{
  refusal: string | null;
  /** Otherwise the rules could not be reached. */
  isForbidden: boolean;
  pauseMs: number;
  asked: FetchAttempt | null;
}>;

type RobotsParts = Readonly<{
  fetcher: PublisherFetcher;
  raw: RawDocuments;
  now: number;
  attempts: readonly FetchAttempt[];
}>;

/** A host without rules allows everything (RFC 9309, 2.3.1.3). */
const NO_RULES = '';

/**
 * Once a day. Rules that cannot be reached count as last seen; a host whose rules were never seen is not
 * asked (RFC 9309, 2.3.1.4).
 */
export async function robotsDecision(
  contract: Pick<SourceContract, 'name' | 'hosts' | 'most_seconds'>,
  address: string,
  parts: RobotsParts,
): Promise<RobotsDecision> {
  const rulesAddress = new URL('/robots.txt', address).href;
  const seen = parts.attempts.filter(
    (attempt) => attempt.purpose === 'robots' && attempt.address === rulesAddress && saysSomething(attempt),
  );
  const last = seen.at(-1) ?? null;
  const isFresh = last !== null && parts.now - Date.parse(last.at) < CACHED_MS;
  const asked = isFresh ? null : await askedRules(contract, rulesAddress, last, parts.fetcher);
  const usable = asked !== null && saysSomething(asked) ? asked : last;
  const rules = usable && (await rulesOf(usable, parts.raw));
  if (rules === null) {
    return {
      refusal: `${rulesAddress} could not be read and was never seen before: ${address} is not asked for.`,
      isForbidden: false,
      pauseMs: 0,
      asked,
    };
  }
  const robots = robotsParser(rulesAddress, rules);
  if (robots.isAllowed(address, ROBOT_NAME) === false) {
    return {
      refusal: `${rulesAddress} does not allow programs to ask for ${address}: it is not asked for.`,
      isForbidden: true,
      pauseMs: 0,
      asked,
    };
  }
  return {
    refusal: null,
    isForbidden: false,
    pauseMs: Math.min(LONGEST_PAUSE_MS, 1000 * (robots.getCrawlDelay(ROBOT_NAME) ?? 0)),
    asked,
  };
}

const hasNoRules = ({ status }: FetchAttempt) =>
  status !== null && status >= 400 && status < 500 && status !== 429;
const saysSomething = (attempt: FetchAttempt) => attempt.sha256 !== null || hasNoRules(attempt);

async function rulesOf(attempt: FetchAttempt, raw: RawDocuments): Promise<string> {
  if (attempt.sha256 === null) return NO_RULES;
  return new TextDecoder().decode(await raw.get(attempt.source, attempt.sha256));
}

async function askedRules(
  contract: Pick<SourceContract, 'name' | 'hosts' | 'most_seconds'>,
  rulesAddress: string,
  last: FetchAttempt | null,
  fetcher: PublisherFetcher,
): Promise<FetchAttempt> {
  const { attempt } = await fetcher.fetch({
    contract: { ...contract, most_bytes: MOST_RULES_BYTES },
    purpose: 'robots',
    address: rulesAddress,
    expected: null,
    known: last?.sha256 == null ? null : last,
  });
  return attempt;
}
