/** Goes through a text from left to right; what no rule claims is kept apart, so that a new wording shows instead of being skipped. */
import type { UnreadPart } from '../document-reader.ts';

/** A way to read one kind of clause. */
export interface ClauseRule<Fact> {
  /** Sticky, so that it matches at the place where the scanner stands and nowhere else. */
  readonly pattern: RegExp;
  /** Facts of the clause; none for words without a figure. `null` gives the clause back: another rule may claim it. */
  readonly read?: (match: RegExpExecArray, scanned: Scanned<Fact>) => readonly Fact[] | null;
  /** Subject from here on, for clauses that mean something only within it; `null` ends the present one. */
  readonly subject?: string | null;
  /** The rule speaks only while this is the subject. */
  readonly within?: string;
}

/** All that was found so far, for rules whose meaning hangs on it. */
export interface Scanned<Fact> {
  readonly facts: readonly Fact[];
  readonly subject: string | null;
}

/** Facts of a whole text, in its order, and the clauses that no rule claimed. */
export interface ScannedText<Fact> {
  readonly facts: readonly Fact[];
  readonly unread: readonly UnreadPart[];
}

/** Signs and joining words between clauses. `及` and `並` join; they never carry a figure. */
const BETWEEN = /(?:[\s,;。.、:'"*()-]|以及|及|與|並|另|此外|而|and\b|as well as\b)+/uy;

/** Where an unknown clause ends. A comma or a point within a number does not end it. */
const CLAUSE = /(?:[^,;。.、:]|(?<=\d)[,.:](?=\d))+/uy;

const at = (pattern: RegExp, text: string, position: number): RegExpExecArray | null => {
  pattern.lastIndex = position;
  const match = pattern.exec(text);
  return match === null || match[0] === '' ? null : match;
};

/** Facts of a text by the first rule that claims each clause; every other clause is unread, with the clause itself as it stands. */
export const scanClauses = <Fact>(text: string, rules: readonly ClauseRule<Fact>[]): ScannedText<Fact> => {
  const facts: Fact[] = [];
  const unread: UnreadPart[] = [];
  let subject: string | null = null;
  let position = 0;
  const claim = (): boolean => {
    for (const rule of rules) {
      if (rule.within !== undefined && rule.within !== subject) continue;
      const match = at(rule.pattern, text, position);
      if (match === null) continue;
      const found = rule.read === undefined ? [] : rule.read(match, { facts, subject });
      if (found === null) continue;
      facts.push(...found);
      if (rule.subject !== undefined) subject = rule.subject;
      position += match[0].length;
      return true;
    }
    return false;
  };
  while (position < text.length) {
    if (claim()) continue;
    const between = at(BETWEEN, text, position);
    if (between !== null) {
      position += between[0].length;
      continue;
    }
    const clause = at(CLAUSE, text, position)?.[0] ?? text.slice(position);
    unread.push({ text: clause.trim(), why: 'No rule knows this clause. A new wording needs a rule before the report can be taken.' });
    position += clause.length;
  }
  return { facts, unread };
};
