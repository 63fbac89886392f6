import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Dispatcher, request } from 'undici';
import { AddressRefused, isPublicAddress } from './guarded-agent.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

type RequestLimits = Readonly<{
  hosts: readonly string[];
  most_bytes: number;
  most_seconds: number;
}>;

export type Answer = Readonly<{
  finalAddress: string;
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  bytes: Uint8Array;
  sha256: string;
}>;

type NoAnswer = Readonly<{
  verdict: 'too_large' | 'wrong_kind' | 'unreachable';
  reason: string;
  mayPass: boolean;
  finalAddress: string | null;
  status: number | null;
  bytes: number | null;
}>;

/** With its redirects, which are judged like the first address. `isAllowed`: of a test. */
export async function requestOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  limits: RequestLimits,
  dispatcher: Dispatcher,
  isAllowed: (url: URL) => boolean,
): Promise<Answer | NoAnswer> {
  const signal = AbortSignal.timeout(limits.most_seconds * 1000);
  let at = address;
  for (let redirects = 0; ; redirects += 1) {
    const refusal = whyRefused(at, limits.hosts, isAllowed);
    if (refusal !== null) return none('unreachable', refusal, false, redirects === 0 ? null : at);
    if (redirects > MOST_REDIRECTS)
      return none('unreachable', `${address} redirects more than ${MOST_REDIRECTS} times.`, false, at);
    try {
      const answer = await request(at, {
        headers: { ...headers },
        dispatcher,
        signal,
      });
      const location = answer.headers.location;
      if (REDIRECTS.includes(answer.statusCode) && typeof location === 'string') {
        answer.body.on('error', () => undefined).destroy();
        at = resolved(location, at);
        continue;
      }
      return await read(answer, at, limits.most_bytes);
    } catch (error) {
      return failed(error, at, limits);
    }
  }
}

const none = (
  verdict: NoAnswer['verdict'],
  reason: string,
  mayPass: boolean,
  finalAddress: string | null,
  status: number | null = null,
  bytes: number | null = null,
): NoAnswer => ({ verdict, reason, mayPass, finalAddress, status, bytes });

const resolved = (location: string, base: string) =>
  URL.canParse(location, base) ? new URL(location, base).href : location;

function whyRefused(
  address: string,
  hosts: readonly string[],
  isAllowed: (url: URL) => boolean,
): string | null {
  if (!URL.canParse(address)) return `${address} is no address.`;
  const url = new URL(address);
  if (isAllowed(url)) return null;
  if (url.protocol !== 'https:') return `${address} is not https; it is not asked for.`;
  if (url.username !== '' || url.password !== '')
    return `${url.origin} is asked for with a user name; it is not asked for.`;
  if (url.port !== '') return `${address} names a port; it is not asked for.`;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal))
    return `${literal} is no address of the internet; it is not asked for.`;
  if (!hosts.includes(url.hostname))
    return `${url.hostname} is not a host of this source (${hosts.join(', ')}); it is not asked for.`;
  return null;
}

const DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['', () => new PassThrough()],
  ['identity', () => new PassThrough()],
  ['gzip', createGunzip],
]);

async function read(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  at: string,
  most: number,
): Promise<Answer | NoAnswer> {
  const refused = (verdict: NoAnswer['verdict'], reason: string, size: number | null): NoAnswer => {
    body.on('error', () => undefined).destroy();
    return none(verdict, reason, false, at, statusCode, size);
  };
  const above = `above the ${most} bytes of its contract.`;
  const stated = Number(headers['content-length'] ?? 0);
  if (stated > most) return refused('too_large', `The answer states ${stated} bytes, ${above}`, 0);
  const coding = String(headers['content-encoding'] ?? '')
    .trim()
    .toLowerCase();
  const decoder = DECODERS.get(coding)?.();
  if (decoder === undefined)
    return refused('wrong_kind', `The answer is packed as ${coding}, which was not asked for.`, null);
  const parts: Uint8Array[] = [];
  try {
    await pipeline(
      body,
      atMost(most, 'The answer is longer'),
      decoder,
      atMost(most, 'The answer unpacks to more'),
      async (unpacked) => {
        for await (const part of unpacked) parts.push(part);
      },
    );
  } catch (error) {
    if (error instanceof TooLong) return refused('too_large', `${error.message}, ${above}`, error.bytes);
    throw error;
  }
  const bytes = Buffer.concat(parts);
  return {
    finalAddress: at,
    status: statusCode,
    headers,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

class TooLong extends Error {
  readonly bytes: number;
  constructor(message: string, bytes: number) {
    super(message);
    this.bytes = bytes;
  }
}

/** Throws `TooLong` before gigabytes are unpacked. */
const atMost = (most: number, what: string) =>
  async function* (parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const part of parts) {
      size += part.length;
      if (size > most) throw new TooLong(what, size);
      yield part;
    }
  };

function failed(error: unknown, at: string, { most_seconds }: RequestLimits): NoAnswer {
  const causes = causesOf(error);
  const refused = causes.find((cause) => cause instanceof AddressRefused);
  if (refused !== undefined)
    return none('unreachable', `${refused.message}; it is not asked for.`, false, at);
  if (causes.some(({ name }) => name === 'TimeoutError' || name === 'AbortError'))
    return none('unreachable', `${at} gave no whole answer within ${most_seconds} s.`, true, at);
  const { code = causes[0]?.name } = (causes.find((cause) => 'code' in cause) ?? {}) as Readonly<{
    code?: string;
  }>;
  const packing = /^Z_/.test(String(code));
  const said = causes[0]?.message ?? String(error);
  const what = packing ? 'its packing is broken or cut off' : 'the connection failed or was cut off';
  return none('unreachable', `${at}: ${what} (${[code, said].filter(Boolean).join(': ')}).`, true, at);
}

function causesOf(error: unknown): readonly Error[] {
  const all: Error[] = [];
  for (let cause = error; cause instanceof Error && all.length < 8; cause = cause.cause) {
    all.push(cause);
    if (cause instanceof AggregateError) all.push(...cause.errors.filter((one) => one instanceof Error));
  }
  return all;
}
