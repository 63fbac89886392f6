import { createHash } from 'node:crypto';
import { methodologyDocument, type PinnedMethodology, parametersOf } from '#domain/method/parameters.ts';
import { canonicalJson } from '#domain/numbers/canonical-json.ts';
import shipped from '#reference/methodology.json' with { type: 'json' };

const { data: document, error } = methodologyDocument.safeParse(shipped);
if (document === undefined) {
  const faults = error.issues.map(({ path: [list, at, ...field], message }) =>
    list === 'parameters' && typeof at === 'number'
      ? `${shipped.parameters[at]?.name ?? `parameter ${at}`}, ${field.join('.')}: ${message}`
      : `${String(list)}: ${message}`,
  );
  throw new RangeError(`methodology.json: ${faults.join('; ')}`);
}

/** A number that is missing, unknown or out of its range ends the start with its name. */
export const PARAMETERS = parametersOf(document);

/** `sha256` of its canonical JSON: by it scores name it. */
export const METHODOLOGY: PinnedMethodology = {
  document,
  sha256: createHash('sha256').update(canonicalJson(document)).digest('hex'),
};

/** In place of a run, where a day is scored without one. */
export const noRunOn = ({ as_of, known_at }: Readonly<{ as_of: string; known_at: string }>) => ({
  run_id: 'r0000000000',
  as_of,
  known_at,
  started_at: `${as_of}T00:00:00.000Z`,
  code_version: '',
  methodology: { version: METHODOLOGY.document.version, sha256: METHODOLOGY.sha256 },
});
