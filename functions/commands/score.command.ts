import { elementIds } from '#domain/method/facts.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { METHODOLOGY } from '#functions/store/facts/bundled-methodology.ts';
import { bundledReferenceData } from '#functions/store/facts/bundled-reference-data.ts';
import { choiceFault, dayFault, runCommand, today } from './command-line.ts';
import { scorerOn } from './moved-scores.ts';
import { scoreTable } from './score-table.ts';

await runCommand(
  {
    name: 'npm run score',
    does: 'Scores any date with the facts that ship, without a service and without a store, and prints a table.',
    options: {
      'as-of': {
        value: 'DATE',
        says: 'the day that the scores speak of; today when not given',
        refuses: dayFault,
      },
      'known-at': {
        value: 'DATE',
        says: 'uses only what was public by this day; the day of --as-of when not given',
        refuses: dayFault,
      },
      buyer: { value: 'BUYER', says: 'one buyer; all when not given', refuses: choiceFault(BUYERS) },
      element: {
        value: 'SYMBOL',
        says: 'one element; all when not given',
        refuses: choiceFault(elementIds(bundledReferenceData)),
      },
    },
    examples: ['npm run score -- --as-of 2025-10-09 --element Er', 'npm run score -- --buyer JPN'],
  },
  ({ options }) => {
    const { 'as-of': asOf = today(), buyer, element } = options;
    const knownAt = options['known-at'] ?? asOf;
    const { document: method, sha256 } = METHODOLOGY;
    const scorer = scorerOn(asOf, bundledReferenceData, knownAt);
    const documents = scorer.subjects
      .filter(({ type, id }) => type === 'element' && (element === undefined || id === element))
      .flatMap((subject) =>
        scorer.buyers
          .filter((code) => buyer === undefined || code === buyer)
          .map((code) => scorer.findings(subject, code)),
      )
      .sort((a, b) => (b.result.exact.score ?? -1) - (a.result.exact.score ?? -1))
      .map(({ result }) => result.document);
    console.log(
      `Scores as of ${asOf}, with what was known at ${knownAt}, methodology ${method.version} (${sha256.slice(0, 12)})\n`,
    );
    console.log(scoreTable(documents));
  },
);
