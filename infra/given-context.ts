import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Everything that a deployment is told from outside, on the command line (`-c NAME=VALUE`) or in a file, with what it is for. */
export const CONTEXT_PROPERTIES = {
  stage: 'name of the deployment, part of the names of its stacks',
  like: 'dev or prod: whose settings a stage with another name has',
  region: 'region of the stacks',
  requestsPerSecond: 'throttle of the whole API',
  apiConcurrency: 'executions of Lambda that the API has to itself, or off',
  gradualDeployment: 'on or off: whether new code meets a tenth of the readers first',
  corsAllowedOrigins: 'origins whose pages may read the API from a browser',
  alarmEmail: 'mail address that is told of alarms',
  alarmUrl: 'address of a paging service that is told of alarms',
  monthlyBudgetDollars: 'dollars a month above which the bill is spoken of',
  collectContact: 'address or mail that publishers are told',
  tables: 'tables that are there already',
  bucket: 'bucket that is there already',
  customerKey: 'own: everything that is stored is encrypted with a key that is made',
  kmsKeyArn: 'key of yours that everything stored is encrypted with',
  jwtIssuer: 'issuer of tokens that show who asks',
  jwtAudience: 'audiences of those tokens',
  domainName: 'name of the page',
  certificateArn: 'certificate of that name, in us-east-1',
  webAclArn: 'firewall in front of page and API, in us-east-1',
  webAcl: 'own: a firewall is made there',
  apiDomainName: 'name of the API itself',
  apiCertificateArn: 'certificate of that name, in the region of the stacks',
} as const;

export type ContextProperty = keyof typeof CONTEXT_PROPERTIES;

const NAMES = Object.keys(CONTEXT_PROPERTIES) as [ContextProperty, ...ContextProperty[]];
/** A table of principals is written as JSON in the file, and as text of it on the command line. */
const fileSchema = z.partialRecord(z.enum(NAMES), z.union([z.string(), z.number(), z.record(z.string(), z.unknown())]));

/**
 * Values as they are given: on the command line, else in the file that `settings` names there. Whoever uses a value checks it.
 * `context`: looks a name up in the context of the app.
 * @throws when the file cannot be read, is no JSON, or has a name that means nothing.
 */
export function givenContext(context: (name: string) => unknown): (name: ContextProperty) => unknown {
  const file = context('settings');
  const inFile = file === undefined ? {} : readSettings(file);
  return (name) => context(name) ?? inFile[name];
}

function readSettings(file: unknown): z.output<typeof fileSchema> {
  const wrong = (why: string): Error =>
    new Error(`the settings file ${JSON.stringify(file)} ${why}; write a JSON object with some of: ${NAMES.join(', ')}`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(`${file}`, 'utf8'));
  } catch (error) {
    throw wrong(`cannot be read (${error instanceof Error ? error.message : error})`);
  }
  const parsed = fileSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const names = issue?.code === 'unrecognized_keys' ? issue.keys : issue?.path;
  throw wrong(`has something that is not understood${names?.length ? `: ${names.join('.')}` : ''}`);
}
