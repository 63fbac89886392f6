/**
 * Shares, governance and import reliance as they were published, edition by edition. Rows of one key and one edition belong together: the shares of
 * an element at a stage, the whole table of governance, the reliance of a buyer on an element at a stage.
 */
import { type DayNumber, lastDayOf } from '../time/partial-date.ts';
import type { Edition, ReferenceData } from '../vocabulary/reference-data.ts';
import type { Stage } from '../vocabulary/scoring-inputs.ts';

type PublishedTables = Pick<ReferenceData, 'shares' | 'governance' | 'import_reliance'>;

/** Rows without an edition are of the one table that there is. */
const publishedOn = ({ published }: Edition): DayNumber => (published === undefined ? Number.NEGATIVE_INFINITY : lastDayOf(published));
const editionOf = ({ edition = '', published = '' }: Edition): string => `${published}|${edition}`;

const shareKey = ({ element, stage }: ReferenceData['shares'][number]): string => `${element}|${stage}`;
const relianceKey = ({ buyer, element, stage }: ReferenceData['import_reliance'][number]): string => `${buyer}|${element}|${stage}`;
const wholeTable = (): string => '';

interface Published {
  readonly edition: string;
  readonly day: DayNumber;
}

/** The edition that counts on a day: the newest published by then, else the oldest. Two of one day: the later in byte order. */
function newer(a: Published, b: Published, knownAt: DayNumber): Published {
  const [aKnown, bKnown] = [a.day <= knownAt, b.day <= knownAt];
  if (aKnown !== bKnown) return aKnown ? a : b;
  const bIsLater = b.day > a.day || (b.day === a.day && b.edition > a.edition);
  return bIsLater === aKnown ? b : a;
}

function asKnown<Row extends Edition>(rows: readonly Row[], keyOf: (row: Row) => string, knownAt: DayNumber): readonly Row[] {
  const chosen = new Map<string, Published>();
  let several = false;
  for (const row of rows) {
    const key = keyOf(row);
    const published = { edition: editionOf(row), day: publishedOn(row) };
    const before = chosen.get(key);
    if (before !== undefined && before.edition !== published.edition) several = true;
    chosen.set(key, before === undefined ? published : newer(before, published, knownAt));
  }
  return several ? rows.filter((row) => chosen.get(keyOf(row))?.edition === editionOf(row)) : rows;
}

/**
 * The facts with one edition of each: of an element and stage, of the governance table, of a buyer's reliance the newest that was published by the
 * day, and before the first the oldest. The same object when there is only one edition of everything.
 */
export function editionsKnownBy<Data extends PublishedTables>(data: Data, knownAt: DayNumber): Data {
  const shares = asKnown(data.shares, shareKey, knownAt);
  const governance = asKnown(data.governance, wholeTable, knownAt);
  const import_reliance = asKnown(data.import_reliance, relianceKey, knownAt);
  const same = shares === data.shares && governance === data.governance && import_reliance === data.import_reliance;
  return same ? data : { ...data, shares, governance, import_reliance };
}

/** The facts with the newest edition of each, as methodologies read them that know one vintage only. */
export const newestEditions = <Data extends PublishedTables>(data: Data): Data => editionsKnownBy(data, Number.POSITIVE_INFINITY);

/** Days on which an edition came out, each once, in order: between two of them `editionsKnownBy` gives the same. */
export function editionDays({ shares, governance, import_reliance }: PublishedTables): readonly DayNumber[] {
  const days = [...shares, ...governance, ...import_reliance].flatMap(({ published }) => (published === undefined ? [] : [published]));
  return [...new Set(days)].map(lastDayOf).sort((a, b) => a - b);
}

/** Stages of an element of whose shares there is one edition only: their past is not known. */
export function stagesOfOneVintage({ shares }: Pick<PublishedTables, 'shares'>): (element: string, stage: Stage) => boolean {
  const editions = new Map<string, Set<string>>();
  for (const row of shares) {
    const key = shareKey(row);
    editions.set(key, (editions.get(key) ?? new Set()).add(editionOf(row)));
  }
  return (element, stage) => (editions.get(`${element}|${stage}`)?.size ?? 1) === 1;
}
