/** The bracket of a Chinese report: how many aircraft crossed the median line, how many only entered an air space. */
import type { ReportFact } from './report-facts.ts';

const CROSS = /^(?:逾越|越過|跨越|穿越|飛越)$/u;
const ENTER = /^(?:進入|闖入|侵入)$/u;
const LINE = /^(?:臺灣)?(?:海峽)?中線$/u;
const NUMBER = /^(\d+)(?:架次|架|次)$/u;
const ALL = /^(?:均|皆|全數|全部)$/u;
const PLACE = /^(?:我國?|臺灣)?(?:東北|東南|西南|西北|北|中|南|東|西)(?:部|方)?$/u;

const TOKENS = [
  '逾越|越過|跨越|穿越|飛越',
  '進入|闖入|侵入',
  '(?:臺灣)?(?:海峽)?中線',
  '\\d+(?:架次|架|次)',
  '其?延伸線',
  '(?:我國?|臺灣)?(?:東北|東南|西南|西北|北|中|南|東|西)(?:部|方)?',
  '海?空域|防空識別區|ADIZ',
  '其中|分別|合計|共計|均|皆|全數|全部|計|有|共(?![機艦計軍])',
  '、|,|及|與|和|並|且',
];

/** Any sequence of words about movements, in brackets or not; a bracket that is not closed ends where its words end. */
export const MOVEMENT_PATTERN = new RegExp(`\\(?(?:${TOKENS.join('|')})+\\)?`, 'uy');

const TOKEN = new RegExp(TOKENS.join('|'), 'gu');

interface Movement {
  readonly crosses: boolean;
  readonly enters: boolean;
  readonly line: boolean;
  readonly count: number | null;
}

const movementOf = (words: readonly string[], count: number | null): Movement => ({
  crosses: words.some((word) => CROSS.test(word)),
  enters: words.some((word) => ENTER.test(word)),
  line: words.some((word) => LINE.test(word)),
  count,
});

/** Words split at their numbers: a number stands behind its words, or before them when it comes before any verb. */
const movementsOf = (words: readonly string[]): readonly Movement[] => {
  const isVerb = (word: string): boolean => CROSS.test(word) || ENTER.test(word);
  const numbers = words.flatMap((word, index) => (NUMBER.test(word) ? [index] : []));
  const countAt = (index: number): number => Number(NUMBER.exec(words[index] ?? '')?.[1]);
  const firstNumber = numbers[0];
  if (firstNumber === undefined) return [movementOf(words, null)];
  const before = words.slice(0, firstNumber).some(isVerb);
  if (!before) return numbers.map((from, at) => movementOf(words.slice(from, numbers[at + 1]), countAt(from)));
  const last = words.slice((numbers.at(-1) ?? 0) + 1);
  return [
    ...numbers.map((to, at) => movementOf(words.slice(at === 0 ? 0 : (numbers[at - 1] ?? 0) + 1, to), countAt(to))),
    ...(last.some(isVerb) ? [movementOf(last, null)] : []),
  ];
};

/** A part that names places only goes on with the verb before it: "逾越中線進入北部空域3架次、西南空域5架次". */
const withCarriedVerbs = (movements: readonly Movement[]): readonly Movement[] => {
  const carried: Movement[] = [];
  for (const movement of movements) {
    const previous = carried.at(-1);
    const hasVerb = movement.crosses || movement.enters;
    carried.push(hasVerb || previous === undefined ? movement : { ...previous, count: movement.count });
  }
  return carried;
};

/**
 * Facts of a bracket. Where the median line was crossed, the number counts as crossed, entries behind the line included: the series of the
 * ministry's reports has always been kept so. A bracket with entries only states that nothing crossed. `null` where the words do not say
 * which of both is meant, for example a median line that is "entered".
 */
export const readMovements = (bracket: string): readonly ReportFact[] | null => {
  const words = bracket.match(TOKEN) ?? [];
  const movements = withCarriedVerbs(movementsOf(words));
  if (!movements.every(({ crosses, enters }) => crosses || enters)) return null;
  if (!words.some((word) => LINE.test(word) || PLACE.test(word))) return null;
  const crossings = movements.filter(({ crosses }) => crosses);
  if (crossings.length === 0) {
    if (movements.some(({ line }) => line)) return null;
    const counts = movements.map(({ count }) => count);
    return [{ kind: 'entered', count: counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0) }];
  }
  if (!crossings.every(({ line }) => line)) return null;
  if (crossings.some(({ count }) => count === null)) {
    return crossings.length === 1 && words.some((word) => ALL.test(word)) ? [{ kind: 'all_crossed' }] : null;
  }
  return [{ kind: 'count', of: 'crossed', count: crossings.reduce((sum, { count }) => sum + (count ?? 0), 0), word: 'bracket' }];
};
