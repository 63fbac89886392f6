import { LONGEST_LINK, type ScenarioRequest, scenarioSchema } from '#contracts/api/analysis/scenarios-request.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import { ExpectedError, invalidRequest } from '#functions/http/expected-errors.ts';
import { bodyErrors } from '#functions/http/parse-request.ts';

/** The request without its undefined and empty parts, so that equal scenarios have one canonical text. */
export function askedOnly(request: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined && !isEmpty(value)));
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** Path on this server; `null` when it would be too long for an address. */
export function scenarioLink(request: Partial<ScenarioRequest>): string | null {
  const text = Buffer.from(canonicalJson(askedOnly(request))).toString('base64url');
  return text.length > LONGEST_LINK ? null : `/v1/scenario-evaluations?scenario=${text}`;
}

/** The scenario of a link. Throws `invalid_request` for one that was changed on its way. */
export function scenarioOfLink(text: string | undefined): ScenarioRequest {
  const parsed = scenarioSchema.safeParse(text === undefined ? {} : jsonOf(text), { reportInput: true });
  if (parsed.success) return parsed.data;
  const errors = bodyErrors(parsed.error.issues).map(({ detail, code }) => ({ parameter: 'scenario', code, detail }));
  throw invalidRequest(errors);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  } catch {
    const detail =
      '`scenario` is not that of a `share_url`: it was cut or changed. Send the scenario as the body of POST /v1/scenario-evaluations.';
    throw new ExpectedError('invalid_request', detail, [{ parameter: 'scenario', code: 'invalid_value', detail }]);
  }
}
