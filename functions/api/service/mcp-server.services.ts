/** The API as tools for language models (Model Context Protocol). */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import {
  type Body,
  type ChokepointClient,
  ChokepointError,
  chokepointClient,
} from '#client/chokepoint-client.ts';
import words from '#contracts/api/tool-words.json' with { type: 'json' };
import { SCENARIO_TEMPLATES } from '#domain/scenarios/templates.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { THEATRE, THEATRES } from '#domain/vocabulary/theatres.ts';
import type { AskingContext } from '#functions/http/dispatch.ts';
import { ExpectedError } from '#functions/http/expected-errors.ts';
import type { ApiResponse } from '#functions/http/http-response.ts';

const TYPES = { element: 'elements', supplier: 'suppliers', country: 'countries' } as const;

const buyer = z
  .enum(BUYERS)
  .default('JPN')
  .describe('Whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN.');
const type = z.enum(['element', 'supplier', 'country']).default('element').describe('What the id names.');
const id = z
  .string()
  .describe(
    'A chemical symbol such as Dy, a supplier id such as lynas, or a country such as CHN. Case matters.',
  );

type TemplateId = NonNullable<Body<'/v1/scenario-evaluations'>['template']>;
const TEMPLATE_IDS = SCENARIO_TEMPLATES.map((template) => template.id) as [TemplateId, ...TemplateId[]];

export function mcpServer(client: ChokepointClient, version: string): McpServer {
  const server = new McpServer({ name: 'chokepoint', version }, { instructions: words.instructions });
  const theatres = THEATRES.map((theatre) => THEATRE[theatre].en).join(', ');
  const tool = <Shape extends z.ZodRawShape>(
    name: keyof typeof words.tools,
    inputSchema: Shape,
    ask: (input: z.output<z.ZodObject<Shape>>) => Promise<unknown>,
  ) => {
    const { title, description } = words.tools[name];
    server.registerTool(
      name,
      {
        title,
        description: description.replace('{theatres}', theatres),
        inputSchema: z.strictObject(inputSchema),
        annotations: { readOnlyHint: true, openWorldHint: false },
      },
      ((input: z.output<z.ZodObject<Shape>>) => answered(() => ask(input))) as never,
    );
  };

  tool(
    'rank_scores',
    {
      subject_type: type,
      buyer,
      element: z.string().optional().describe('Only what has to do with this element.'),
      custom: z
        .enum(['exclude', 'include', 'only'])
        .default('exclude')
        .describe('Of suppliers: those that the client has stored itself.'),
      limit: z.int().min(1).max(50).default(10),
    },
    (query) =>
      client.get('/v1/scores', {
        ...given(query),
        fields: [
          'subject',
          'buyer',
          'score',
          'band',
          'interval',
          'now',
          'scarce',
          'scarce_now',
          'scarce_interval',
          'scarce_stage',
          'rank',
          'top_drivers',
          'status_reason',
          'as_of',
          'run_id',
        ],
      }),
  );
  tool('score', { type, id, buyer }, (input) => scoreOf(client, input));
  tool('explain', { type, id, buyer }, (input) => explanationOf(client, input));
  tool('compare', { type, ids: z.array(id).min(2).max(10), buyer }, async ({ ids, ...rest }) =>
    Promise.all(ids.map((each) => scoreOf(client, { ...rest, id: each }))),
  );
  tool(
    'history',
    {
      type,
      id,
      buyer,
      from: z.string().optional().describe('First day, YYYY-MM-DD.'),
      interval: z.enum(['day', 'week', 'month']).default('month'),
    },
    async ({ type: kind, ...query }) => client.get(`/v1/${TYPES[kind]}/{id}/history`, given(query)),
  );
  tool('signals', {}, () => client.get('/v1/signals'));
  tool(
    'measures',
    {
      cursor: z.string().optional(),
      limit: z.int().min(1).max(50).default(20),
      element: z.string().optional(),
      as_of: z.string().optional().describe('Day, YYYY-MM-DD; today when not given.'),
    },
    async (query) => client.get('/v1/measures', given(query)),
  );
  tool(
    'changes',
    {
      from: z.string().describe('First day of publication, YYYY-MM-DD.'),
      buyer,
      subject_type: type.optional(),
      min_abs_delta: z
        .number()
        .min(0)
        .max(100)
        .default(1)
        .describe('Only changes of at least so many points.'),
    },
    async (query) => client.get('/v1/changes', { ...given(query), limit: 50 }),
  );
  tool('lookup', { ...lookupInput, buyer }, (input) => matchesOf(client, input));
  tool('scenario_templates', {}, () => client.get('/v1/scenario-templates'));
  tool(
    'scenario',
    {
      template: z.enum(TEMPLATE_IDS),
      buyer,
      elements: z.array(z.string()).min(1).optional().describe('Only these elements in the answer.'),
    },
    async ({ buyer: whose, ...body }) =>
      client.post('/v1/scenario-evaluations', { ...given(body), buyers: [whose] }),
  );
  tool('companies', {}, () => client.get('/v1/companies'));
  tool('company_results', { id: z.string().describe('As companies lists it.') }, async ({ id: of }) =>
    client.get('/v1/companies/{id}/results', { id: of, expand: ['helps', 'alternatives'] }),
  );
  return server;
}

type Asked = Readonly<{
  type: keyof typeof TYPES;
  id: string;
  buyer: (typeof BUYERS)[number];
}>;

const scoreOf = async (client: ChokepointClient, { type: kind, id: of, buyer: whose }: Asked) =>
  client.get(`/v1/${TYPES[kind]}/{id}/score`, { id: of, buyer: whose });

/** Without what only a recomputation needs: a model has little room. */
async function explanationOf(
  client: ChokepointClient,
  { type: kind, id: of, buyer: whose }: Asked,
): Promise<unknown> {
  const data = await client.get(`/v1/${TYPES[kind]}/{id}/explanation`, { id: of, buyer: whose });
  return Object.fromEntries(EXPLANATION.map((name) => [name, data[name]]));
}

const EXPLANATION = [
  'subject',
  'buyer',
  'score',
  'now',
  'scarce',
  'scarce_now',
  'scarce_interval',
  'scarce_stage',
  'stages',
  'state',
  'may_begin',
  'security',
  'band',
  'interval',
  'status_reason',
  'drivers',
  'counterfactuals',
  'scheduled_steps',
  'limitations',
  'as_of',
  'run_id',
  'methodology',
  'links',
] as const;

/** A refusal becomes a result, so that the model can correct its request. */
async function answered(ask: () => Promise<unknown>): Promise<CallToolResult> {
  try {
    return { content: [{ type: 'text', text: JSON.stringify(await ask()) }] };
  } catch (error) {
    if (error instanceof ChokepointError)
      return { isError: true, content: [{ type: 'text', text: error.message }] };
    throw error;
  }
}

const lookupItem = z.object({
  type: z
    .enum(['supplier', 'element', 'country'])
    .optional()
    .describe('What it is; any of them when not given.'),
  id: z.string().optional(),
  name: z.string().optional().describe('In any writing; the legal form makes no difference.'),
  country: z.string().optional().describe('Of a site, ISO 3166-1 alpha-3, to confirm a name.'),
  lei: z.string().optional(),
  duns: z.string().optional(),
});

const lookupInput = { items: z.array(lookupItem).min(1).max(50) };
async function matchesOf(client: ChokepointClient, { items, buyer: whose }: LookupInput): Promise<unknown> {
  const body = { buyer: whose, items: items.map((item) => given(item)) } as Body<'/v1/lookups'>;
  const data = await client.post('/v1/lookups', body);
  const told = ({ links: _links, ...match }: (typeof data.data)[number]['candidates'][number]) => match;
  return {
    buyer: data.buyer,
    run_id: data.run_id,
    as_of: data.as_of,
    custom_suppliers: data.custom_suppliers,
    data: data.data.map(({ outcome, match, candidates, detail }) => ({
      outcome,
      match: match && told(match),
      candidates: candidates.map(told),
      detail,
    })),
  };
}

type LookupInput = Readonly<{
  items: readonly z.output<typeof lookupItem>[];
  buyer: (typeof BUYERS)[number];
}>;

const given = <T extends object>(input: T) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof T]: Exclude<T[Name], undefined>;
  };

/** The answer is JSON whatever a client accepts. */
const ANSWERED_AS = { accept: 'application/json, text/event-stream' };
const SEND_JSON = 'Send JSON-RPC as application/json.';
/** Of an operation that is asked in the name of a caller. */
const OWN_HEADERS = /^(accept|accept-encoding|content-.*|if-.*|transfer-encoding|mcp-.*)$/;

/**
 * Streamable HTTP without a session: each request stands alone, and its tools ask the operations of this
 * service with the key of its caller, who can do no more by them.
 */
export async function answerOverHttp(
  event: APIGatewayProxyEventV2,
  context: AskingContext,
  version: string,
): Promise<ApiResponse> {
  const { getRemainingTimeInMillis } = context;
  const own = { ...context, getRemainingTimeInMillis: () => getRemainingTimeInMillis(), readBody: undefined };
  const passed = Object.entries(event.headers).filter(([name]) => !OWN_HEADERS.test(name));
  const client = chokepointClient({
    url: 'http://service',
    tries: 1,
    async fetch(address, { method = 'GET', headers, body }) {
      const { pathname, search } = new URL(address);
      const path = decodeURIComponent(pathname);
      const { body: _sent, ...rest } = event;
      const told = await context.ask(
        {
          ...rest,
          ...(typeof body === 'string' ? { body } : {}),
          isBase64Encoded: false,
          rawPath: path,
          rawQueryString: search.slice(1),
          headers: { ...Object.fromEntries(passed), ...Object.fromEntries(new Headers(headers)) },
          requestContext: { ...event.requestContext, http: { ...event.requestContext.http, method, path } },
        },
        own,
      );
      return new Response(told.body ?? null, {
        status: told.statusCode ?? 200,
        headers: told.headers as Record<string, string>,
      });
    },
  });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  const server = mcpServer(client, version);
  await server.connect(transport);
  const headers = { ...ANSWERED_AS, 'content-type': event.headers['content-type'] ?? '' };
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const asked = new Request('http://service/mcp', { method: 'POST', headers, body });
  const response = await transport.handleRequest(asked);
  const answer = await response.text();
  await server.close();
  if (response.status === 415) throw new ExpectedError('unsupported_media_type', SEND_JSON);
  if (response.status >= 400) throw new ExpectedError('malformed_body', JSON.parse(answer).error.message);
  return {
    status: response.status,
    body: answer === '' ? null : answer,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  };
}
