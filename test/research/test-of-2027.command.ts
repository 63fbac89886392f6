/** `npx node test/research/test-of-2027.command.ts`: the forecasts by which 2027 judges the method. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { elementIds, indexFacts } from '#domain/method/facts.ts';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import {
  CommandFailure,
  type CommandSpecification,
  choiceFault,
  runCommand,
  today,
} from '#functions/commands/command-line.ts';
import { readCsv } from '../../docs/benchmark/score.mjs';
import { csv, readFacts, readMethodology } from './benchmark/facts.ts';
import { tierForecasts } from './benchmark/forecasts.ts';

/** Days that are forecast from, and days to the end of the year or the quarter. */
const HORIZONS: Readonly<Record<string, number>> = {
  '2026-12-31': 365,
  '2027-01-01': 89,
  '2027-04-01': 90,
  '2027-07-01': 91,
  '2027-10-01': 91,
};

const COMMAND = {
  name: 'npx node test/research/test-of-2027.command.ts',
  does: 'Writes what the method says of 2027, or of the quarter that begins on a day, to docs/benchmark/forecasts/2027-VERSION.csv.',
  options: {
    'as-of': {
      value: 'DATE',
      says: `day of the forecasts: ${Object.keys(HORIZONS).join(', ')}`,
      default: '2026-12-31',
      refuses: choiceFault(Object.keys(HORIZONS)),
    },
  },
  examples: ['npx node test/research/test-of-2027.command.ts --as-of 2027-04-01'],
} as const satisfies CommandSpecification;

await runCommand(COMMAND, ({ options: { 'as-of': as_of } }) => {
  if (today() > as_of) throw new CommandFailure(`${as_of} is over: a forecast made after its day is none.`);
  const methodology = readMethodology();
  const index = indexFacts(readFacts(), methodology);
  const file = new URL(`../../docs/benchmark/forecasts/2027-${methodology.version}.csv`, import.meta.url);
  const written = existsSync(file) ? readCsv(readFileSync(file, 'utf8')) : [];
  const questions = elementIds(index.data).flatMap((element) =>
    BUYERS.toSorted().map((buyer) => ({ as_of, element, buyer, horizon_days: HORIZONS[as_of] ?? 0 })),
  );
  const others = written.filter((row) => row.as_of !== as_of);
  writeFileSync(file, csv([...others, ...tierForecasts(index, questions)]));
});
