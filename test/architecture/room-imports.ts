/** One row a room. */
export interface RoomImports {
  readonly folder: string;
  /** Not all of its files. */
  readonly only?: 'use cases' | 'handlers and services';
  readonly holds: string;
  /** The folder itself is always allowed. */
  readonly folders: readonly string[];
  /** `any`: nothing is forbidden. */
  readonly packages: readonly string[] | 'any';
}

export const WIRING = '[.](handler|services)[.]ts$';

const FEATURES = ['functions/api', 'functions/scoring'] as const;

const useCases = (
  folder: (typeof FEATURES)[number],
  holds: string,
  packages: readonly string[],
): RoomImports => ({
  folder,
  only: 'use cases',
  holds,
  packages,
  folders: ['functions/store', 'functions/http', 'shared/domain', 'shared/contracts'],
});

export const ROOMS: readonly RoomImports[] = [
  {
    folder: 'shared/domain',
    folders: [],
    packages: ['zod'],
    holds:
      'the method, and what a row of facts holds: pure functions; no clock, no randomness, no input or output, no AWS',
  },
  {
    folder: 'shared/contracts',
    folders: ['shared/domain'],
    packages: ['zod'],
    holds: 'zod schemas: requests, responses, rows of the store, environments, the table of routes',
  },
  {
    folder: 'shared/client',
    folders: ['shared/contracts'],
    packages: ['zod'],
    holds: 'the client for whoever calls the API; it takes types alone from the contracts',
  },
  {
    folder: 'functions/store',
    folders: ['shared/domain', 'shared/contracts', 'shared/reference'],
    packages: [
      '@aws-sdk',
      'hyparquet-writer',
      'node:crypto',
      'node:events',
      'node:fs',
      'node:path',
      'node:sqlite',
      'node:timers',
      'node:worker_threads',
      'node:zlib',
      'zod',
    ],
    holds:
      'what is stored, a file each: the interface that use cases see and its items, on tables of DynamoDB or SQLite',
  },
  useCases(
    'functions/api',
    'the operations of the API by tag: `x.ts` is the use case on ports, without AWS and HTTP',
    ['zod', 'csv-parse', 'csv-stringify', 'node:crypto', 'node:stream'],
  ),
  useCases('functions/scoring', 'the steps of a run: `x.ts` is the use case on ports, without AWS and HTTP', [
    'zod',
    'node:crypto',
  ]),
  ...FEATURES.map(
    (folder): RoomImports => ({
      folder,
      only: 'handlers and services',
      packages: 'any',
      holds:
        '`x.handler.ts` wires a use case and answers with status and headers, `x.services.ts` builds what several handlers are wired with',
      folders: [
        'functions/store',
        'functions/http',
        'shared/domain',
        'shared/contracts',
        'functions/sources/(measures|observations)',
        'functions/alerts',
        'shared/client', // the tools for language models
        ...FEATURES,
      ],
    }),
  ),
  {
    folder: 'functions/http',
    folders: ['functions/store', 'shared/domain', 'shared/contracts'],
    holds:
      'HTTP of all operations, and what every function needs (environment, log, cold start): the middy chain, keys, limits, parsing, problems, ETags, cursors',
    packages: [
      '@aws-lambda-powertools/logger',
      '@aws-lambda-powertools/metrics',
      '@middy',
      'jose',
      'zod',
      'csv-parse',
      'csv-stringify',
      'fflate',
      'read-excel-file',
      'aws-lambda',
      'node:buffer',
      'node:crypto',
      'node:util',
      'node:zlib',
    ],
  },
  {
    folder: 'functions/reference-build',
    folders: ['shared/domain'],
    packages: ['zod', 'csv-parse', 'node:fs', 'node:path'],
    holds: 'from raw tables to `shared/reference`',
  },
  {
    folder: 'functions/sources/publishers',
    folders: ['shared/domain', 'shared/contracts/collection'], // the stored document is what a reader answers
    packages: ['csv-parse', 'htmlparser2', 'css-select', 'domutils', 'unpdf', 'pdfjs-dist', 'node:zlib'],
    holds:
      'readers of what publishers publish: pure, from the bytes of a document to observations and what could not be read',
  },
  {
    folder: 'functions/sources',
    only: 'use cases',
    folders: [
      'functions/store',
      'functions/http',
      'functions/reference-build',
      'shared/domain',
      'shared/contracts',
    ],
    packages: [
      ...[
        'zod',
        'undici',
        'robots-parser',
        'csv-parse',
        'csv-stringify',
        'htmlparser2',
        'css-select',
        'domutils',
        'unpdf',
        'pdfjs-dist',
      ],
      ...[
        'node:crypto',
        'node:dns',
        'node:fs',
        'node:net',
        'node:os',
        'node:path',
        'node:stream',
        'node:timers',
      ],
      'node:zlib',
    ],
    holds:
      'how facts come in by themselves: fetching, checks, quarantine, replay, the watch of announcements, on ports',
  },
  {
    folder: 'functions/sources',
    only: 'handlers and services',
    packages: 'any',
    holds:
      'the collector on AWS: `collect.handler.ts` is called by schedules and for files that are handed in',
    folders: ['functions/store', 'functions/http', 'shared/domain', 'shared/contracts'],
  },
  {
    folder: 'functions/alerts',
    only: 'use cases',
    folders: [
      'functions/store',
      'functions/http',
      'functions/sources/fetching',
      'shared/domain',
      'shared/contracts',
    ],
    packages: ['zod', 'undici', 'node:crypto', 'node:dns', 'node:net'],
    holds: 'judging alert rules after a run, and sending signed messages to webhooks, on ports',
  },
  {
    folder: 'functions/alerts',
    only: 'handlers and services',
    packages: 'any',
    holds:
      'the two functions of alerts on AWS: one that judges, called when a run is completed, and one that sends, called each minute',
    folders: ['functions/store', 'functions/http', 'shared/domain', 'shared/contracts'],
  },
  {
    folder: 'functions/local',
    holds: 'the same handlers and steps on one machine',
    packages: 'any',
    folders: ['functions', 'shared'],
  },
  {
    folder: 'functions/commands',
    holds:
      'what people run by hand: for operators, analysts and integrators; the MCP server calls the API as anybody would',
    packages: 'any',
    folders: ['functions', 'shared'],
  },
  {
    folder: 'dashboard',
    folders: ['shared/client', 'shared/contracts/page', 'shared/domain/vocabulary'],
    packages: [
      ...['marked', 'vite', 'htmlparser2', 'preact', '@preact/signals', '@tanstack/query-core'],
      ...['d3-shape', 'd3-sankey', 'd3-geo', 'topojson-client', 'world-atlas'],
    ],
    holds: 'the web page: a client of the API like any other, built with Vite',
  },
  {
    folder: 'infra',
    folders: ['shared/contracts', 'shared/domain'],
    packages: [
      'aws-cdk-lib',
      'constructs',
      'cdk-nag',
      'esbuild',
      'zod',
      'node:fs',
      'node:url',
      'node:path',
      'node:child_process',
    ],
    holds: 'the CDK app; reads the table of routes and the environments, and functions by file path only',
  },
];
