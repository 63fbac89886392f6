import type { IFlattenedRuleSet } from 'dependency-cruiser';

type Rule = NonNullable<IFlattenedRuleSet['forbidden']>[number];

/** A folder may import only what is listed. */
const only = (name: string, from: string, allowed: readonly string[]): Rule => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [...allowed] },
});

const nodeBuiltin =
  '^(node:)?(assert|buffer|child_process|crypto|events|fs|http|net|os|path|process|stream|timers|url|util|worker_threads|zlib|readline)';

const USE_CASES = '^functions/(api|scoring|ingestion)/';

/** Handlers, and the services that they are wired with: the only files of a feature that may know adapters. */
const WIRING = '[.](handler|services)[.]ts$';

/** Who may import whom; the reasons are in docs/architecture.md. */
export const forbidden: Rule[] = [
  only('domain-is-pure', '^shared/domain/', ['^shared/domain/']),
  only('contracts-know-zod-and-domain', '^shared/contracts/', ['^shared/(contracts|domain)/', '^node_modules/zod/']),
  only('client-knows-the-contract-by-its-types', '^shared/client/', [
    '^shared/client/',
    '^node_modules/openapi-(fetch|typescript-helpers)/',
  ]),
  only('dashboard-is-a-client', '^dashboard/', ['^dashboard/', '^shared/client/', '^node_modules/']),
  only('infra-sees-contracts-only', '^infra/', [
    '^infra/',
    '^shared/contracts/',
    '^node_modules/(aws-cdk-lib|constructs|cdk-nag)/',
    '^(node:)?(path|url|fs|process)',
  ]),
  only('ports-are-words-of-the-domain', '^functions/ports/', ['^functions/ports/', '^shared/(domain|contracts)/']),
  only('adapters-implement-ports', '^functions/adapters/', [
    '^functions/(adapters|ports)/',
    '^shared/',
    '^node_modules/@(aws-sdk|smithy)/',
    nodeBuiltin,
  ]),
  only('runtime-knows-no-feature', '^functions/runtime/', ['^functions/runtime/', '^shared/contracts/', '^node_modules/', nodeBuiltin]),
  only('http-knows-no-feature', '^functions/http/', [
    '^functions/(http|runtime|ports|adapters)/',
    '^shared/',
    '^node_modules/',
    nodeBuiltin,
  ]),
  {
    name: 'use-cases-know-no-aws-and-no-adapter',
    severity: 'error',
    from: { path: USE_CASES, pathNot: WIRING },
    to: {
      path: [
        '^node_modules/(@aws-sdk|@middy|aws-cdk-lib)/',
        '^functions/(adapters|local|commands|reference-build|api-clients)/',
        '^infra/',
        '^node:(fs|http|net|child_process)',
      ],
    },
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
    from: { path: '^(functions|shared)/', pathNot: '^functions/(commands|local|reference-build|api-clients)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-unresolved',
    severity: 'error',
    from: {},
    to: {
      couldNotResolve: true,
      pathNot: '^aws-lambda$|^@redocly/openapi-core$|^(dependency-cruiser|csv-parse|@modelcontextprotocol/sdk|@stryker-mutator/api)/',
    },
  },
];
