/** How a confirmed row counts: its entry in the mapping of the register, written beside what is there without touching another byte. */
import { CONTROL_CLASSES } from '#domain/method/measure.ts';
import { RegisterRefusal } from './register-refusal.ts';

/** Control class of a row, and what of its goods the measure covers. */
export interface ClassMapping {
  readonly control_class: string;
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the trade in the elements at the stages, 0 ... 1. */
  readonly coverage: number;
}

const list = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

/**
 * The text of `policy-mapping.json` with a mapping of the row `id`. Throws `RegisterRefusal` for an unknown class, a coverage outside 0 to 1, a
 * mapping without goods, and a row that is mapped already.
 */
export function withMapping(text: string, id: string, { control_class, elements, stages, coverage }: ClassMapping): string {
  if (!CONTROL_CLASSES.includes(control_class))
    throw new RegisterRefusal(`${JSON.stringify(control_class)} is no control class. Send one of: ${CONTROL_CLASSES.join(', ')}.`);
  if (!(coverage > 0 && coverage <= 1)) throw new RegisterRefusal(`A coverage of ${coverage} is no part: send more than 0, at most 1.`);
  if (elements.length === 0 || stages.length === 0)
    throw new RegisterRefusal(`${id} names no elements or no stages, so no class can be counted for it: fill in both cells first.`);
  const { measure_map } = JSON.parse(text) as { readonly measure_map: Readonly<Record<string, unknown>> };
  if (id in measure_map) throw new RegisterRefusal(`${id} has a mapping already: change it in the file by hand.`);
  const applies = `[{"elements": ${list(elements)}, "stages": ${list(stages)}, "coverage": ${coverage}}]`;
  const entry = `  ${JSON.stringify(id)}: {"control_class": ${JSON.stringify(control_class)}, "applies": ${applies}},`;
  return text.replace('"measure_map": {\n', (opening) => `${opening}${entry}\n`);
}
