/** As who installs the packages: both languages say the same, and quick starts run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishWorld } from '#test/builders/published-world.ts';
import {
  type Ended,
  hasPython,
  runThere,
  type StrangersMachine,
  strangersMachine,
} from '#test/builders/strangers-machine.ts';
import { type ApiUnderTest, startApiUnderTest } from '#test/functions/api/api-under-test.ts';

const page = readFileSync('docs/integrating.md', 'utf8');
const guides = ['typescript', 'python'].map((name) =>
  readFileSync(`docs/integrations/${name}/README.md`, 'utf8')
    .replace(/```sh\n.*?```/s, '')
    .slice(2),
);
const blocks = (/^## Quick starts$((?:.|\n)*?)^## /m.exec(page)?.[1] ?? '')
  .split(/^### /m)
  .slice(1)
  .concat(guides)
  .flatMap((section) => {
    const title = section.split(/:|\n/)[0] ?? '';
    return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
      title,
      language,
      code,
    }));
  });

/** How a saved block is run, and what only right answers print. */
const COMMANDS: Readonly<Record<string, readonly [command: string, ...words: string[]]>> = {
  sh: ['sh', '-e', 'quick.sh'],
  ts: ['node', 'quick.mjs'],
  python: ['python3', 'quick.py'],
};
const PRINTED: Readonly<Record<string, readonly RegExp[]>> = {
  'A risk system': [/lynas/, /12\.5/, /resume_cursor|go on from/],
  'A dashboard': [/71\.76/, /2026-09-30/, /ok|degraded/],
  'An analyst': [/licence/, /CN-2026-JP|CN-2025-18/],
  'A receiver of alerts': [/^genuine$/m],
  'TypeScript and JavaScript': [/^Dy 71.76$/m],
  Python: [/^Dy 71.76$/m],
};

/** Of the Standard Webhooks specification. */
const SIGNED = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const SECRETS = ['whsec_AAAA', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
const BODY = '{"test": 2432232314}';

const typescript = (url: string, busy: string) => `
import { ChokepointError, chokepointClient, verifyWebhook } from '@chokepoint/client';
const client = chokepointClient({ url: '${url}' });
const id = 'typescript';
const said: unknown[] = [];
const refused = (asked: Promise<unknown>) =>
  asked.catch((error: unknown) => (error instanceof ChokepointError ? error.message : 'refused'));
const ids: string[] = [];
for await (const row of client.rows('/v1/scores', { buyer: 'JPN', limit: 3, fields: ['score', 'band'] })) ids.push(row.subject.id);
const stored = await client.put('/v1/companies/{id}', { name: 'Kyushu', country: 'JPN' }, { id });
const changed = await client.put('/v1/companies/{id}', { ...stored.company, watch: ['Tb'] }, { id }, { ifMatch: stored.version });
said.push(ids.join(), changed.company.watch, changed.version);
said.push(await refused(client.put('/v1/companies/{id}', stored.company, { id })), await refused(client.get('/v1/elements/{id}/score', { id: 'dy' })));
said.push(await refused(client.get('/v1/scores', { limit: 0, min_score: 200 })));
said.push((await client.delete('/v1/companies/{id}', { id }, { ifMatch: '*' })).deleted);
said.push((await client.post('/v1/lookups', { items: [{ name: 'terbium' }] })).data[0]?.match?.subject.id ?? null);
const csv = 'id,name,site_id,site_name,country,stage,elements\\nown,Own,a,A,VNM,magnet,Dy\\n';
said.push((await client.post('/v1/suppliers:import', csv, { dry_run: 'true' })).suppliers);
const other = chokepointClient({ url: '${busy}', key: 'k', tries: 4 });
said.push(await other.delete('/v1/webhooks/{id}', { id: 'a/b' }, { ifMatch: 3 }), await refused(other.get('/v1/health')));
const verify = (body: string, minutes: number) =>
  verifyWebhook(${JSON.stringify(SIGNED)}, body, ${JSON.stringify(SECRETS)}, new Date((1614265330 + minutes * 60) * 1000));
said.push(await verify('${BODY}', 5), await verify('${BODY}', -5));
for (const forged of [verify('${BODY}', 5.02), verify('${BODY}', -5.02), verify('${BODY} ', 0)]) said.push(await refused(forged));
console.log(JSON.stringify(said));
`;

const python = (url: string, busy: string) => `
import json
from chokepoint import ChokepointError, Client, verify_webhook
client = Client("${url}")
id = "python"
def refused(asked, *given, **parameters):
    try:
        return asked(*given, **parameters)
    except ChokepointError as error:
        return str(error)
    except ValueError:
        return "refused"
ids = [row["subject"]["id"] for row in client.rows("/v1/scores", buyer="JPN", limit=3, fields=["score", "band"])]
stored = client.put("/v1/companies/{id}", {"name": "Kyushu", "country": "JPN"}, id=id)
changed = client.put("/v1/companies/{id}", {**stored["company"], "watch": ["Tb"]}, id=id, if_match=stored["version"])
said = [",".join(ids), changed["company"]["watch"], changed["version"]]
said += [refused(client.put, "/v1/companies/{id}", stored["company"], id=id), refused(client.get, "/v1/elements/{id}/score", id="dy")]
said += [refused(client.get, "/v1/scores", limit=0, min_score=200)]
said += [client.delete("/v1/companies/{id}", id=id, if_match="*")["deleted"]]
said += [client.post("/v1/lookups", {"items": [{"name": "terbium"}]})["data"][0]["match"]["subject"]["id"]]
csv = "id,name,site_id,site_name,country,stage,elements\\nown,Own,a,A,VNM,magnet,Dy\\n"
said += [client.post("/v1/suppliers:import", csv, dry_run=True)["suppliers"]]
other = Client("${busy}", "k", tries=4)
said += [other.delete("/v1/webhooks/{id}", id="a/b", if_match=3), refused(other.get, "/v1/health")]
def verify(body, minutes):
    return verify_webhook(${JSON.stringify(SIGNED)}, body, ${JSON.stringify(SECRETS)}, 1614265330 + minutes * 60)
said += [verify('${BODY}', 5), verify(b'${BODY}', -5)]
said += [refused(verify, '${BODY}', 5.02), refused(verify, '${BODY}', -5.02), refused(verify, '${BODY} ', 0)]
print(json.dumps(said))
`;

const SAID = [
  'Dy,Tb,Ga,W,Er,C,Co,Ce,Cu,Pm',
  ['Tb'],
  2,
  expect.stringMatching(/^428 precondition_required: /),
  expect.stringMatching(/^404 not_found: .*Did you mean Dy \(Dysprosium\)\?/),
  expect.stringMatching(/^400 invalid_request: .*\n(?:limit|min_score): .*\n(?:limit|min_score): .*$/),
  ...[true, 'Tb', 1, { deleted: true }, '502 no_problem_document: <h1>Bad gateway</h1>'],
  ...[JSON.parse(BODY), JSON.parse(BODY), 'refused', 'refused', 'refused'],
];

/** Each line but two is a mistake that the compiler has to see. */
const MISTAKES = `
import { chokepointClient } from '@chokepoint/client';
const client = chokepointClient({ url: '' });
client.get('/v1/element/{id}/score', { id: 'Dy' });
client.get('/v1/elements/{id}/score', { id: 'Dy', buyers: 'USA' });
client.get('/v1/elements/{id}/score', { buyer: 'USA' });
client.get('/v1/methodology', { buyer: 'USA' });
client.rows('/v1/health');
client.post('/v1/lookups', { items: [{ nam: 'terbium' }] });
client.get('/v1/elements/{id}/score', { id: 'Dy' }).then(({ scor }) => scor);
`;

const ANSWERS = [
  [429, 'application/json', ''],
  [503, 'application/json', ''],
  [409, 'application/json', ''],
  [200, 'application/json', '{"deleted":true}'],
  [502, 'text/html', '<h1>Bad gateway</h1>'],
] as const;
const got: [url: string | undefined, headers: IncomingHttpHeaders][] = [];
const busy = createServer((request, response) => {
  const [status, type, body] = ANSWERS[got.length] ?? [500, '', ''];
  got.push([request.url, request.headers]);
  response
    .writeHead(status, { 'content-type': type, ...(body === '' ? { 'retry-after': '0' } : {}) })
    .end(body);
});
let api: ApiUnderTest;
let machine: StrangersMachine;
beforeAll(async () => {
  machine = strangersMachine();
  api = await startApiUnderTest();
  await publishWorld(api.store);
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  busy.close();
  await api.close();
  machine.remove();
});

async function runs(
  file: string,
  program: typeof typescript,
  ...command: readonly [string, ...string[]]
): Promise<void> {
  writeFileSync(
    join(machine.folder, file),
    program(api.url, `http://127.0.0.1:${(busy.address() as AddressInfo).port}`),
  );
  got.length = 0;
  const { code, out, err } = await runThere(machine, [...command, file]);
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual(SAID);
  const [first] = got;
  expect(first).toMatchObject([
    '/v1/webhooks/a%2Fb',
    { authorization: 'Bearer k', 'if-match': '"3"', 'idempotency-key': expect.stringMatching(/^[\w-]{36}$/) },
  ]);
  const again = [first?.[0], first?.[1]['idempotency-key']];
  expect(got.map(([url, headers]) => [url, headers['idempotency-key']])).toEqual([
    again,
    again,
    again,
    again,
    ['/v1/health', undefined],
  ]);
}

test('TypeScript', () => runs('program.mts', typescript, 'node'));
test.runIf(hasPython)('Python', () => runs('program.py', python, 'python3'));

test('the compiler takes the program and the quick starts, and sees a wrong path, parameter, body and answer', async () => {
  const starts = blocks.filter(({ language }) => language === 'ts').map(({ code }) => code);
  const files = ['program.mts', 'mistakes.mts', ...starts.map((_code, index) => `block-${index}.mts`)];
  for (const [index, text] of [typescript('', ''), MISTAKES.trimStart(), ...starts].entries())
    writeFileSync(join(machine.folder, files[index] ?? ''), text);
  const strict = [
    '--strict',
    '--noEmit',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2022,dom',
  ];
  const { out } = await runThere(machine, [
    'node',
    join(process.cwd(), 'node_modules/typescript/bin/tsc'),
    ...strict,
    ...files,
  ]);
  const lines = [...out.matchAll(/^(\S+)\((\d+),/gm)].map(([, file, line]) => `${file} ${line}`);
  expect(lines, out).toEqual([3, 4, 5, 6, 7, 8, 9].map((line) => `mistakes.mts ${line}`));
});

async function run(language: string, code: string): Promise<Ended> {
  const command = COMMANDS[language] ?? ['false'];
  writeFileSync(
    join(machine.folder, command.at(-1) ?? ''),
    code.replaceAll('http://127.0.0.1:8080', api.url),
  );
  return runThere(machine, command);
}

test('the page says how each is run', () => {
  for (const language of ['ts', 'python']) expect(page).toContain(`\`${COMMANDS[language]?.join(' ')}\``);
});

test('there is one for each kind of user, and one in each language', () => {
  expect(blocks.map(({ title }) => title)).toEqual(Object.keys(PRINTED));
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(Object.keys(COMMANDS)));
});

describe.each(blocks.filter(({ language }) => language !== 'python' || hasPython))(
  '$title in $language',
  ({ title, language, code }) => {
    test('has at most ten lines, and runs as it stands', async () => {
      expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
      const { code: status, out, err } = await run(language, code);
      expect([status, err]).toEqual([0, '']);
      for (const expected of PRINTED[title] ?? []) expect(out).toMatch(expected);
      expect(out).not.toMatch(/"status": ?[45]\d\d|undefined|NaN/);
    });
  },
);
