/** Few questions in which every value of a parameter meets every value of every other one. */

/** Name -> values, as they stand in an address. */
export type Parameters = Readonly<Record<string, readonly string[]>>;
/** Name -> the value that is asked. */
export type Question = Readonly<Record<string, string>>;
type Value = readonly [name: string, value: string];

const nameOf = (values: readonly Value[]): string =>
  values
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(' ');

/** Each value, each pair, and each combination of the values of `crossed` that a question shows. */
function shownBy(question: Question, crossed: readonly string[]): readonly string[] {
  const all = Object.entries(question);
  const pairs = all.flatMap((left, n) =>
    all.slice(n).map((right) => nameOf(left === right ? [left] : [left, right])),
  );
  return [...pairs, nameOf(all.filter(([name]) => crossed.includes(name)))];
}

/** What has to be shown, what is largest first. */
function toBeShown(parameters: Parameters, crossed: readonly string[]): Map<string, Question> {
  const all = Object.entries(parameters).flatMap(([name, values]) =>
    values.map((value): Value => [name, value]),
  );
  const combinations = crossed.reduce<readonly Question[]>(
    (some, name) =>
      some.flatMap((one) => (parameters[name] ?? []).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  const pairs = all.flatMap((left, n) =>
    all.slice(n + 1).flatMap((right) => (left[0] === right[0] ? [] : [Object.fromEntries([left, right])])),
  );
  const questions = [...combinations, ...pairs, ...all.map((one) => Object.fromEntries([one]))];
  return new Map(questions.map((one) => [nameOf(Object.entries(one)), one]));
}

/** How questions are made and asked. */
export interface Asking {
  /** Combinations of all values of these are asked too. */
  readonly crossed: readonly string[];
  /** What has the same values of these is asked in a row: the service remembers what it has computed last. */
  readonly inARow: readonly string[];
  /** Whether the parameter may be added to a question. */
  mayJoin(name: string, question: Question): boolean;
  /** Whether parameters of the question have been refused together. */
  isRefused(question: Question): boolean;
  /** What was answered: the question without what contradicts it. */
  ask(question: Question): Promise<Question>;
  /** The question when it was answered as it stands, else nothing. */
  askAsItStands(question: Question): Promise<Question>;
}

/**
 * Asks until every pair and every combination of `crossed` was shown. A question is filled up with the values
 * that show most; what is refused as it stands counts as shown.
 */
export async function askAll(
  parameters: Parameters,
  { crossed, inARow, mayJoin, isRefused, ask, askAsItStands }: Asking,
): Promise<void> {
  const rowOf = ([, question]: readonly [string, Question]): string =>
    inARow.map((name) => question[name] ?? '').join(' ');
  const open = new Map(
    [...toBeShown(parameters, crossed)].sort((one, other) =>
      rowOf(one) < rowOf(other) ? -1 : Number(rowOf(one) > rowOf(other)),
    ),
  );
  const close = (answered: Question): void => {
    for (const name of shownBy(answered, crossed)) open.delete(name);
  };
  for (const [name, wanted] of open) {
    if (!isRefused(wanted)) close(await ask(filled(wanted)));
    if (open.has(name)) close(await askAsItStands(wanted));
    open.delete(name);
  }

  function filled(wanted: Question): Question {
    const question = { ...wanted };
    for (const [other, values] of Object.entries(parameters)) {
      if (other in question || !mayJoin(other, question)) continue;
      const beside = Object.entries(question);
      const gains = values.map(
        (value) => beside.filter((one) => open.has(nameOf([one, [other, value]]))).length,
      );
      const most = Math.max(...gains);
      if (most > 0) question[other] = values[gains.indexOf(most)] ?? '';
    }
    return question;
  }
}
