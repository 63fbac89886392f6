import { shownRange } from '#domain/vocabulary/band-scale.ts';
import type { Buyer } from '#domain/vocabulary/buyers.ts';
import { currentView, link } from '../../address/address.ts';
import { ActLink } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { type Fact, Facts, LargeDots, Tier } from '../../parts/hero.tsx';
import { useTitle } from '../../parts/lead.tsx';
import { Sized } from '../../parts/sized.tsx';
import { Sums } from '../../parts/sums.tsx';
import { useAnswer } from '../../service/query.ts';
import { companyOf, STATUS } from '../../service/questions.ts';
import { COMPANY } from '../../words/company.ts';
import {
  capitalised,
  chance,
  country,
  day,
  dayAfter,
  days,
  filled,
  money,
  quantity,
  share,
  wholeChance,
} from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { NextDates } from './next-dates.tsx';
import { type CompanyResults, type Line, resultsOf, within } from './questions.ts';

/** One material of a company: its own chances, why they are what they are, its stock and its dates. */
export function OneLine() {
  const { data: status } = useAnswer(STATUS);
  const shown = currentView.value;
  const company = status && companyOf(status);
  if (status === undefined) return <div class="waiting" style={{ minHeight: '60vh' }} />;
  const key = shown.room === 'line' ? shown.id : '';
  return (
    <Answered to={company === undefined ? null : resultsOf(company.id)} room="40rem">
      {(results) => {
        const line = results.lines.find((one) => one.line === key);
        return line === undefined ? (
          <p class="notice">{filled(COMPANY.noLine, { name: key, company: results.company.name })}</p>
        ) : (
          <Shown results={results} line={line} />
        );
      }}
    </Answered>
  );
}

function Shown({ results, line }: Readonly<{ results: CompanyResults; line: Line }>) {
  const { company, listings } = results;
  const name = capitalised(line.name);
  const year = within(line, 365);
  const [first, second] = line.elements;
  useTitle(name);
  const listed = listings.filter(({ lines }) => lines.includes(line.line));
  return (
    <>
      <div class="halves hero">
        <div>
          <p class="muted">{company.name}</p>
          <h1 tabIndex={-1}>{name}</h1>
          <dl class="tiers">
            <Tier
              name={WORDS.standstill}
              year={year?.score ?? null}
              now={second ? null : (first?.now ?? null)}
            />
            <Tier
              name={WORDS.scarcity}
              year={year?.scarce ?? null}
              now={second ? null : (first?.scarce_now ?? null)}
            />
          </dl>
          <Answered to={resultsOf(company.id, ['details'])} room="3.2em">
            {({ lines }) => <Differs results={results} line={lines.find((one) => one.line === line.line)} />}
          </Answered>
          <div class="acts">
            <ActLink says={WORDS.whatIf} to={link('/what-if', { company: company.id })} />
            <ActLink says={COMPANY.editStock} to={link('/company', { company: company.id })} />
            <CopyLink />
          </div>
        </div>
        {year === undefined ? null : (
          <Sized height={156}>
            {(width) => <LargeDots width={width} values={line.spread?.quantiles ?? null} mean={year.score} />}
          </Sized>
        )}
      </div>
      <Facts of={factsOf(results, line)} />
      {listed.length === 0 ? null : <p class="notice">{listed.map(({ summary }) => summary).join(' ')}</p>}
      <div class="two">
        {year === undefined ? null : (
          <Card title={filled(COMPANY.why, { chance: chance(year.score) })}>
            <Sums causes={line.causes} total={WORDS.standstill} />
          </Card>
        )}
        <Answered to={resultsOf(company.id, ['details'])} room="12rem">
          {({ lines }) => (
            <NextDates lines={lines.filter((one) => one.line === line.line)} on={results.as_of} />
          )}
        </Answered>
      </div>
    </>
  );
}

function Differs({
  results: { company },
  line,
}: Readonly<{
  results: CompanyResults;
  line: Line | undefined;
}>) {
  const year = line && within(line, 365);
  if (line?.nation === undefined || line.own_stock === undefined || year === undefined) return null;
  const [isStocked, isSourced] = [line.stock.days !== null, line.sources.length > 0];
  return (
    <p>
      {filled(
        isStocked
          ? isSourced
            ? COMPANY.differsByBoth
            : COMPANY.differsByStock
          : isSourced
            ? COMPANY.differsBySources
            : COMPANY.differsNot,
        {
          country: country(company.country),
          nation: chance(line.nation.score),
          stocked: chance(line.own_stock.score),
          own: chance(year.score),
          days: days(line.stock.days ?? 0),
          sources: sourcesOf(line),
        },
      )}
    </p>
  );
}

const sourcesOf = ({ sources }: Line): string =>
  sources.map(({ name, share: part }) => `${name} ${share(part)}`).join(', ');

function factsOf({ company, as_of: today }: CompanyResults, line: Line): readonly Fact[] {
  const year = within(line, 365);
  const { days: held, as_of: counted } = line.stock;
  const range = year === undefined ? null : shownRange(year.score, year.interval);
  const cover = line.elements[0]?.cover?.days ?? null;
  return [
    [
      WORDS.stock,
      held === null ? WORDS.unknown : days(held),
      held === null
        ? filled(COMPANY.assumed, {
            days: orUnknown(cover, days),
            country: country(company.country as Buyer),
          })
        : filled(counted === null ? COMPANY.lastsFromToday : COMPANY.lastsFrom, {
            until: day(dayAfter(counted ?? today, Math.floor(held))),
            counted: counted === null ? '' : day(counted),
          }),
    ],
    [
      COMPANY.range,
      range === null
        ? '–'
        : filled(WORDS.range, { low: wholeChance(range.p05), high: wholeChance(range.p95) }),
    ],
    ...([30, 90] as const).map(
      (length): Fact => [
        filled(COMPANY.withinDays, { days: days(length) }),
        orUnknown(within(line, length)?.score, chance),
      ],
    ),
    [WORDS.loss, orUnknown(line.expected_loss, (loss) => money(loss, company.currency))],
    [
      COMPANY.amount,
      line.quantity.value === null ? WORDS.unknown : `${quantity(line.quantity.value)} ${line.unit}`,
      line.spend.value === null ? '' : money(line.spend.value, company.currency),
    ],
    [COMPANY.sources, line.sources.length === 0 ? WORDS.unknown : sourcesOf(line)],
  ];
}
