import type { IFlattenedRuleSet } from 'dependency-cruiser';
import { ROOMS, type RoomImports, WIRING } from './room-imports.ts';

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

const folderPath = (folder: string): string => `^${folder}/`;

/** Several patterns, because one would be unsafe. */
const packagePaths = (name: string): string[] =>
  name.startsWith('node:')
    ? [`^${name.slice('node:'.length)}`, `^${name}`]
    : [`^node_modules/${name}/`, `^node_modules/@types/${name}/`, `^${name}/`, `^${name}$`];

/** Types of a package may come from its own dependencies: only direct imports are judged. */
const ruleOf = ({ folder, only, folders, packages }: RoomImports): Rule => ({
  name: `${folder}${only === undefined ? '' : ` (${only})`} imports what its row lists`,
  severity: 'error',
  from: {
    path: folderPath(folder) + (only === 'handlers and services' ? `.*${WIRING}` : ''),
    ...(only === 'use cases' ? { pathNot: WIRING } : {}),
  },
  to: {
    pathNot: [
      ...[folder, ...folders].map(folderPath),
      ...(packages === 'any'
        ? ['^node_modules/', '^node:', '^[a-z0-9_]+$', '^[a-z_-]+/[a-z_]+$', '^@modelcontextprotocol/']
        : packages.flatMap(packagePaths)),
    ],
  },
});

const USE_CASES = '^functions/(api|scoring)/';

export const forbidden: Rule[] = [
  ...ROOMS.map(ruleOf),
  {
    name: 'dashboard-is-a-client',
    severity: 'error',
    from: { path: '^dashboard/' },
    // Bands, names, texts with places, and how the page looks, are the same on the page and in what the
    // service makes for readers.
    to: {
      path: '^(functions|infra|test|shared/(domain|contracts|reference))/',
      pathNot:
        '^shared/(domain/vocabulary/(band-scale|country-names|harmless-text|scoring-inputs|sea-lanes|template|theatres|buyers|money|whole-parts)|domain/numbers/memoized|contracts/page/design-tokens)[.]ts$|country-numbers[.]json$',
    },
  },
  {
    name: 'the-client-takes-types-alone',
    severity: 'error',
    from: { path: '^shared/client/' },
    to: { pathNot: '^shared/client/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'one-feature-never-imports-another',
    severity: 'error',
    from: { path: USE_CASES, pathNot: WIRING },
    to: { path: USE_CASES, pathNot: '^functions/$1/' },
  },
  {
    name: 'only-handlers-and-http-touch-middy',
    severity: 'error',
    from: { path: '^(functions|shared)/', pathNot: '^functions/http/|[.]handler[.]ts$' },
    to: { path: '^node_modules/@middy/' },
  },
  {
    name: 'wiring-serves-handlers-and-this-machine',
    severity: 'error',
    from: { path: '^(functions|shared|infra)/', pathNot: `${WIRING}|^functions/(local|commands)/` },
    to: { path: '[.]services[.]ts$' },
  },
  {
    name: 'handlers-are-entry-points',
    severity: 'error',
    from: { path: '^(functions|shared|infra)/', pathNot: '^functions/local/' },
    to: { path: '[.]handler[.]ts$' },
  },
  {
    name: 'commands-are-entry-points',
    severity: 'error',
    from: { path: '^(functions|shared|infra)/' },
    to: { path: '[.]command[.]ts$' },
  },
  {
    name: 'production-never-imports-tests',
    severity: 'error',
    from: { path: '^(functions|shared|infra|dashboard)/' },
    to: { path: '^test/' },
  },
  {
    name: 'functions-never-import-infra',
    severity: 'error',
    from: { path: '^(functions|shared)/' },
    to: { path: '^infra/|^node_modules/(aws-cdk-lib|constructs)/' },
  },
  {
    name: 'no-development-dependency-in-what-ships',
    severity: 'error',
    from: { path: '^(functions|shared)/', pathNot: '^functions/(commands|local|reference-build)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-unresolved',
    severity: 'error',
    from: {},
    to: {
      couldNotResolve: true,
      pathNot:
        '^(aws-lambda|vite)$|^@redocly/openapi-core$|^(dependency-cruiser|csv-parse|csv-stringify|@modelcontextprotocol/sdk)/',
    },
  },
];
