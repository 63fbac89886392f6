/** Numbers of the method that a scenario may set, each inside the range that an expert might also have chosen. */
import { type MethodologyDocument, type ParameterRow, type Parameters, parametersOf } from '../method/parameters.ts';

interface AdjustableNumber {
  /** Name in the methodology document, for example `depth.ban`. */
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  /** Ground on which the number rests. */
  readonly meaning: string;
}

/** These are in the inputs of a run already, as the rate of new controls. */
const IN_THE_INPUTS = /^new_control\.(?!rest)/;
const RANGE = /^([\d.]+) to ([\d.]+)$/;

/** Numbers with a range in figures, in the order of the document. */
export const adjustableNumbers = ({ parameters }: Pick<MethodologyDocument, 'parameters'>): readonly AdjustableNumber[] =>
  parameters.flatMap(({ name, range, unit, source }: ParameterRow) => {
    const [, min, max] = RANGE.exec(range ?? '') ?? [];
    return min === undefined || IN_THE_INPUTS.test(name) ? [] : [{ name, min: Number(min), max: Number(max), unit, meaning: source }];
  });

/** The numbers of the method, and the same with some of them set: the very same object when none is. */
export function numbersBeforeAndAfter(
  document: MethodologyDocument,
  values: Readonly<Record<string, number>>,
): readonly [before: Parameters, after: Parameters] {
  const before = parametersOf(document);
  if (Object.keys(values).length === 0) return [before, before];
  return [
    before,
    parametersOf({ ...document, parameters: document.parameters.map((row) => ({ ...row, value: values[row.name] ?? row.value })) }),
  ];
}
