import {
  clientSchema,
  type KeyRecord,
  keyIdSchema,
  keyText,
  LIVE_KEYS_PER_CLIENT,
  LOCAL_CLIENT,
  SCOPE_NAMES,
  type Scope,
} from '#contracts/api/access.ts';
import { isCalendarDay } from '#domain/time/calendar.ts';
import { type ApiKeys, newSecret } from '#functions/store/access/api-keys.ts';
import {
  aligned,
  CommandFailure,
  type CommandLine,
  type CommandSpecification,
  DATA_DIR_OPTION,
  UsageError,
} from './command-line.ts';

export const KEYS_COMMAND = {
  name: 'npm run keys',
  does: `Makes, lists, replaces and ends API keys, for a service that runs with ACCESS=keys. The service may be running meanwhile.
  create --client NAME --scopes SCOPES [--expires DATE]   a new key; it is shown once
  list [--client NAME]                                    which keys there are
  rotate --client NAME [--overlap-days N]                 a new key with the same scopes; the old one ends after some days
  revoke --id ID                                          ends a key at once`,
  options: {
    client: { value: 'NAME', says: 'whom the key is for, for example acme-risk' },
    scopes: { value: 'SCOPES', says: `what it may do: ${SCOPE_NAMES.join(', ')}; several with commas` },
    expires: { value: 'DATE', says: 'last day of the key, or never; a year when not given' },
    'overlap-days': {
      value: 'DAYS',
      says: 'how long the old key goes on working, 0 to 90 days; 7 when not given',
    },
    id: { value: 'ID', says: 'ten letters and digits, as list shows them' },
    'data-dir': DATA_DIR_OPTION,
  },
  operands: { value: 'create|list|rotate|revoke', says: 'what to do', least: 0, most: 1 },
  environment: { ACCESS_TABLE_NAME: 'the table of a deployment, instead of the one in the data folder' },
  examples: [`npm run keys -- create --client acme-risk --scopes ${SCOPE_NAMES[0]}`, 'npm run keys -- list'],
} as const satisfies CommandSpecification;

const LIFETIME_DAYS = 365;
const OVERLAP_DAYS = 7;
const DAY_MS = 86_400_000;

type Ports = Readonly<{
  keys: ApiKeys;
  now: string;
  randomBytes: (count: number) => Uint8Array;
}>;

type KeysLine = CommandLine<typeof KEYS_COMMAND.options>;
type Options = KeysLine['options'];

/** Throws `UsageError`. */
export async function keysCommand(
  { operands: [command], options }: KeysLine,
  ports: Ports,
): Promise<readonly string[]> {
  if (command === 'create') return create(options, ports);
  if (command === 'list') return list(options, ports);
  if (command === 'rotate') return rotate(options, ports);
  if (command === 'revoke') return revoke(options, ports);
  throw new UsageError(`${command === undefined ? 'Say what to do.' : `There is no command ${command}.`}`);
}

function clientOf({ client }: Options) {
  if (client === undefined) throw new UsageError(`--client is missing.`);
  const read = clientSchema.safeParse(client);
  if (!read.success)
    throw new UsageError(`--client ${client} will not do: write ${read.error.issues[0]?.message}.`);
  if (client === LOCAL_CLIENT)
    throw new UsageError(`--client ${client} is everybody where access is open: choose another name.`);
  return client;
}

function scopesOf({ scopes }: Options): readonly Scope[] {
  if (scopes === undefined)
    throw new UsageError(`--scopes is missing: choose from ${SCOPE_NAMES.join(', ')}.`);
  return [...new Set(scopes.split(',').map((name) => name.trim()))].map((name) => {
    const scope = SCOPE_NAMES.find((known) => known === name);
    if (scope === undefined)
      throw new UsageError(`There is no scope "${name}": choose from ${SCOPE_NAMES.join(', ')}.`);
    return scope;
  });
}

/** End of a day (UTC). */
function expiryOf({ expires }: Options, now: string): string | null {
  if (expires === 'never') return null;
  if (expires === undefined) return new Date(Date.parse(now) + LIFETIME_DAYS * DAY_MS).toISOString();
  if (!isCalendarDay(expires))
    throw new UsageError(`--expires ${expires} is not a calendar day: write it as 2027-10-01, or never.`);
  if (`${expires}T23:59:59.000Z` <= now) throw new UsageError(`--expires ${expires} is over already.`);
  return `${expires}T23:59:59.000Z`;
}

const isLive = ({ expires_at, revoked_at }: KeyRecord, now: string) =>
  revoked_at === null && (expires_at === null || expires_at > now);

function newKey(
  client: string,
  scopes: readonly Scope[],
  expires: string | null,
  { now, randomBytes }: Ports,
) {
  const { id, secret, secret_sha256 } = newSecret(randomBytes);
  const record: KeyRecord = {
    id,
    client,
    scopes: [...scopes],
    secret_sha256,
    created_at: now,
    expires_at: expires,
    revoked_at: null,
  };
  return { record, text: keyText(id, secret) };
}

async function create(options: Options, ports: Ports): Promise<readonly string[]> {
  const client = clientOf(options);
  const { record, text } = newKey(client, scopesOf(options), expiryOf(options, ports.now), ports);
  await ports.keys.add(record, (present) => {
    const live = present.filter((key) => isLive(key, ports.now));
    if (live.length >= LIVE_KEYS_PER_CLIENT) {
      throw new CommandFailure(
        `${client} has ${live.length} live keys, and more than ${LIVE_KEYS_PER_CLIENT} are not allowed: revoke one of ${live.map(({ id }) => id).join(', ')} first, or rotate.`,
      );
    }
  });
  return shownOnce(record, text);
}

const shownOnce = ({ id, client, scopes, expires_at }: KeyRecord, text: string): readonly string[] => [
  text,
  '',
  'This is the only time the key is shown; only its hash is kept.',
  `id ${id}, client ${client}, scopes ${scopes.join(', ')}, ${expires_at === null ? 'never expires' : `expires ${expires_at}`}`,
];

async function list(options: Options, { keys, now }: Ports): Promise<readonly string[]> {
  const clients = options.client === undefined ? await keys.clients() : [clientOf(options)];
  const records = (await Promise.all(clients.map((client) => keys.ofClient(client)))).flat();
  if (records.length === 0) return ['There are no keys.'];
  const rows = await Promise.all(
    records.map(async (key) => [
      key.id,
      key.client,
      stateOf(key, now),
      (await keys.lastUsedOn(key.id)) ?? 'never',
      key.scopes.join(','),
    ]),
  );
  return aligned([['id', 'client', 'state', 'last used', 'scopes'], ...rows]);
}

function stateOf(key: KeyRecord, now: string) {
  if (key.revoked_at !== null) return `revoked ${key.revoked_at.slice(0, 10)}`;
  if (!isLive(key, now)) return `expired ${key.expires_at?.slice(0, 10)}`;
  return key.expires_at === null ? 'live' : `live until ${key.expires_at.slice(0, 10)}`;
}

/** With the scopes of the newest, which ends after some days. An older live key has to go first. */
async function rotate(options: Options, ports: Ports): Promise<readonly string[]> {
  const { keys, now } = ports;
  const client = clientOf(options);
  const overlap = Number(options['overlap-days'] ?? OVERLAP_DAYS);
  if (!Number.isInteger(overlap) || overlap < 0 || overlap > 90)
    throw new UsageError(
      `--overlap-days ${options['overlap-days']}: write a whole number of days from 0 to 90.`,
    );
  const live = (await keys.ofClient(client)).filter((key) => isLive(key, now));
  const old = live.at(-1);
  if (old === undefined) throw new CommandFailure(`${client} has no live key to rotate: use create.`);
  if (live.length >= LIVE_KEYS_PER_CLIENT) {
    throw new CommandFailure(
      `${client} already has ${live.length} live keys: revoke ${live[0]?.id} first, then rotate.`,
    );
  }
  const { record, text } = newKey(client, old.scopes, expiryOf(options, now), ports);
  await keys.add(record, (present) => {
    if (present.filter((key) => isLive(key, now)).length !== live.length)
      throw new CommandFailure(`The keys of ${client} were changed in this moment: list them and try again.`);
  });
  const ends =
    [new Date(Date.parse(now) + overlap * DAY_MS).toISOString(), old.expires_at ?? '9999'].sort()[0] ?? now;
  await keys.change(old.id, { expires_at: ends, revoked_at: null });
  return [...shownOnce(record, text), `The key ${old.id} works until ${ends}.`];
}

async function revoke({ id }: Options, { keys, now }: Ports): Promise<readonly string[]> {
  if (id === undefined) throw new UsageError(`--id is missing: npm run keys -- list shows the ids.`);
  const key = keyIdSchema.safeParse(id).success ? await keys.find(id) : null;
  if (key === null) throw new CommandFailure(`There is no key ${id}: npm run keys -- list shows the ids.`);
  if (key.revoked_at !== null)
    return [`The key ${id} of ${key.client} was revoked on ${key.revoked_at.slice(0, 10)} already.`];
  await keys.change(id, { expires_at: key.expires_at, revoked_at: now });
  return [
    `The key ${id} of ${key.client} is revoked. It ends at once on this machine, on AWS within 5 seconds.`,
  ];
}
