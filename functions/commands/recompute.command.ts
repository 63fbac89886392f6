import { readFileSync } from 'node:fs';
import type { Explanation } from '#domain/explanations/recompute.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import type { SubjectType } from '#domain/vocabulary/score-document.ts';
import { recomputed as disagreementsOf } from '#functions/scoring/results/run-scorer.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import {
  asking,
  CommandFailure,
  type CommandSpecification,
  choiceFault,
  keyHeaders,
  runCommand,
  SERVICE_ENVIRONMENT,
  SERVICE_OPTIONS,
  type ServiceToAsk,
  serviceToAsk,
  UsageError,
} from './command-line.ts';

const SHOWN = 5;
const COLLECTIONS: Readonly<Record<SubjectType, string>> = {
  element: 'elements',
  supplier: 'suppliers',
  country: 'countries',
};

const COMMAND = {
  name: 'npx node functions/commands/recompute.command.ts',
  does: 'Computes a published score again from the inputs in its explanation and nothing else. AGREES, or DIFFERS with the fields and exit code 1.',
  options: {
    subject: {
      value: 'ID',
      says: 'whose score: an element (Dy), a supplier (lynas) or a country (CHN); needed without --file',
    },
    type: {
      value: 'TYPE',
      says: 'element, supplier or country, where the id alone does not tell',
      refuses: choiceFault(Object.keys(COLLECTIONS)),
    },
    buyer: { value: 'BUYER', says: 'for which buyer', default: 'JPN', refuses: choiceFault(BUYERS) },
    file: { value: 'FILE', says: 'a saved explanation instead of a service; - is the standard input' },
    ...SERVICE_OPTIONS,
  },
  environment: SERVICE_ENVIRONMENT,
  examples: [
    'npx node functions/commands/recompute.command.ts --subject Dy --buyer JPN',
    'npx node functions/commands/recompute.command.ts --file explanation.json',
  ],
} as const satisfies CommandSpecification;

async function get(service: ServiceToAsk, path: string): Promise<Readonly<Record<string, unknown>>> {
  const url = `${service.url}${path}`;
  const answer = await asking(service, () => fetch(url, { headers: keyHeaders(service) }));
  const body = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  if (!answer.ok)
    throw new CommandFailure(`${url} answers ${answer.status}: ${String(body.detail ?? answer.statusText)}`);
  return body;
}

function parsed(text: string, from: string): Explanation {
  try {
    const value = JSON.parse(text) as Explanation;
    if (typeof value.subject?.type === 'string' && value.methodology?.sha256 !== undefined) return value;
  } catch {}
  throw new CommandFailure(
    `${from} is no explanation: send the whole JSON answer of /v1/elements/Dy/explanation.`,
  );
}

function textOf(file: string) {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CommandFailure(`${file} can not be read: ${(error as Error).message}`);
  }
}

/** A lower-case id is a supplier, three capitals a country, else an element. */
const typeOf = (subject: string): SubjectType =>
  /^[A-Z]{3}$/.test(subject) ? 'country' : /^[A-Z]/.test(subject) ? 'element' : 'supplier';

await runCommand(COMMAND, async ({ options }) => {
  let explanation: Explanation;
  if (options.file !== undefined) {
    explanation = parsed(textOf(options.file), options.file);
  } else {
    if (options.subject === undefined) throw new UsageError(`Say whose score, with --subject or --file.`);
    const type = (options.type ?? typeOf(options.subject)) as SubjectType;
    const path = `/v1/${COLLECTIONS[type]}/${encodeURIComponent(options.subject)}/explanation?buyer=${options.buyer}`;
    explanation = parsed(JSON.stringify(await get(serviceToAsk(options), path)), path);
  }
  const { subject, buyer, as_of, methodology, score, status_reason } = explanation;
  const found = disagreementsOf(explanation, METHODOLOGY);
  const what = `${subject.type} ${subject.id} for ${buyer} on ${as_of}, methodology ${methodology.version} (${methodology.sha256.slice(0, 12)})`;
  if (found.length === 0) {
    console.log(
      `AGREES: ${what}: ${score ?? `no score (${status_reason})`}; every number follows from the inputs of the explanation.`,
    );
    return;
  }
  console.log(`DIFFERS: ${what}: ${found.length} fields; the first is ${found[0]?.field}.`);
  for (const { field, published, recomputed } of found.slice(0, SHOWN)) {
    console.log(
      `  ${field}: published ${JSON.stringify(published)}, recomputed ${JSON.stringify(recomputed)}`,
    );
  }
  process.exitCode = 1;
});
