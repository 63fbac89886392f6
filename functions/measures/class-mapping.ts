/** How a confirmed row counts: its entry in the file of a methodology, written beside what is there without touching another byte. */
import { RegisterRefusal } from './register-refusal.ts';

/** Control class of a row, and what of its goods the measure covers. */
export interface ClassMapping {
  readonly control_class: string;
  readonly elements: readonly string[];
  readonly stages: readonly string[];
  /** Part of the trade in the elements at the stages, 0 ... 1. */
  readonly coverage: number;
}

interface MethodologyFile {
  readonly measure_map: Readonly<Record<string, unknown>>;
  readonly amendments: readonly { readonly parameters: Readonly<Record<string, { readonly value: unknown }>> }[];
}

const ROWS = 'supplementary_policy_rows';

function parameterOf({ amendments }: MethodologyFile, name: string): unknown {
  return amendments.map(({ parameters }) => parameters[name]?.value).findLast((value) => value !== undefined);
}

const list = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

/**
 * The text of a methodology's file with a mapping of the row `id`, which the methodology then reads. Throws `RegisterRefusal` for a class that it does
 * not have, a coverage outside 0 to 1, a mapping without goods, and a row that is mapped already.
 */
export function withMapping(text: string, id: string, { control_class, elements, stages, coverage }: ClassMapping): string {
  const file = JSON.parse(text) as MethodologyFile;
  const classes = Object.keys((parameterOf(file, 'control_class') ?? {}) as object);
  if (!classes.includes(control_class))
    throw new RegisterRefusal(`${JSON.stringify(control_class)} is no control class. Send one of: ${classes.join(', ')}.`);
  if (!(coverage > 0 && coverage <= 1)) throw new RegisterRefusal(`A coverage of ${coverage} is no part: send more than 0, at most 1.`);
  if (elements.length === 0 || stages.length === 0)
    throw new RegisterRefusal(`${id} names no elements or no stages, so no class can be counted for it: fill in both cells first.`);
  if (id in file.measure_map) throw new RegisterRefusal(`${id} has a mapping already: change it in the file by hand.`);
  const entry = `    ${JSON.stringify(id)}: {
      "control_class": ${JSON.stringify(control_class)},
      "applies": [
        {
          "elements": ${list(elements)},
          "stages": ${list(stages)},
          "coverage": ${coverage}
        }
      ]
    },
`;
  const mapped = text.replace('"measure_map": {\n', (opening) => `${opening}${entry}`);
  const read = mapped.replace(new RegExp(`("${ROWS}": \\{\\s*"value": \\[)(\\s*)`), (_, opening: string, indent: string) =>
    [opening, indent, JSON.stringify(id), ',', indent].join(''),
  );
  const made = JSON.parse(read) as MethodologyFile;
  if (!(id in made.measure_map) || !(parameterOf(made, ROWS) as readonly string[] | undefined)?.includes(id))
    throw new RegisterRefusal(
      'The file of the methodology has no measure_map or no supplementary_policy_rows to write to: map the row by hand.',
    );
  return read;
}
