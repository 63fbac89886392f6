import type { ComponentChildren } from 'preact';
import { bandOf, hasTwoEnds, shownRange } from '#domain/vocabulary/band-scale.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { addressOf, link } from '../../address/address.ts';
import { BandChance, BandName, likeliestBands, mark } from '../../parts/band.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { placesOf } from '../../parts/score-table.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepWithin } from '../../parts/step-name.ts';
import {
  capital,
  chance,
  country,
  day,
  days,
  daysBetween,
  language,
  wholeChance,
} from '../../words/language.ts';
import { orUnknown, WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { scenarioText } from '../what-if/scenario.ts';
import type { Explanation, SubjectProps } from './questions.ts';
import { Spread } from './spread.tsx';
import { Watch } from './watch.tsx';

/**
 * How bad and how sure: the chance, what it is the chance of, what it may be instead, its place, and how long
 * the stock lasts.
 */
export function Head({ document, asked }: SubjectProps) {
  const { subject, score, now, scarce, scarce_now, quantiles } = document;
  const { folder, id, buyer, asOf, stock } = asked;
  const stop = { [folder === 'suppliers' ? 'supplier' : 'origin']: id };
  const reported = {
    buyer,
    as_of: asOf,
    cover_days: stock === null ? null : String(stock),
    lang: language.value,
  };
  return (
    <>
      <div class="halves hero">
        <div>
          <h1 tabIndex={-1}>
            {capital(subject.name)} {folder === 'elements' ? <span class="muted">{id}</span> : null}
          </h1>
          <dl class="tiers">
            <Tier name={scarce === null ? SHELL.chance : SHELL.standstill} year={score} now={now} />
            {scarce === null ? null : <Tier name={SHELL.scarcity} year={scarce} now={scarce_now} />}
          </dl>
          <Sentence {...{ document, asked }} />
          <div class="acts">
            {folder === 'countries' ? null : <Watch id={id} />}
            <a
              class="btn"
              href={link(
                '/what-if',
                folder === 'elements' ? { element: id } : { scenario: scenarioText({ stops: [stop] }) },
              )}
            >
              {WORDS.whatIf}
            </a>
            <a class="btn" href={addressOf(`/v1/${folder}/${encodeURIComponent(id)}/report`, reported)}>
              {WORDS.report}
            </a>
            <CopyLink />
          </div>
        </div>
        {score === null ? null : (
          <Sized height={156}>{(width) => <Spread width={width} values={quantiles} mean={score} />}</Sized>
        )}
      </div>
      {score === null ? null : (
        <dl class="shelf facts">
          {factsOf({ document, asked }).map(([name, value, note = '']) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {note === '' ? null : <small>{note}</small>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** A chance within the year, large, and that of today. */
const Tier = ({
  name,
  year,
  now,
}: {
  readonly name: string;
  readonly year: number | null;
  readonly now: number | null;
}) => (
  <div>
    <dt>{name}</dt>
    <dd class="big">
      {year === null ? (
        SHELL.unknown
      ) : (
        <data value={String(year)}>
          {wholeChance(year)}
          <small>%</small>
        </data>
      )}
    </dd>
    {now === null ? null : <dd class="muted">{SHELL.todayIs(chance(now))}</dd>}
  </div>
);

/** What the numbers are the chances of, and how sure the first is. */
function Sentence({ document, asked: { folder, buyer } }: SubjectProps) {
  const {
    subject,
    score,
    scarce_stage: scarceAt,
    interval,
    status_reason: reason,
    quantiles,
    bands,
    element,
    stage,
    cover_days: cover,
  } = document;
  if (score === null)
    return (
      <p>
        {reason} <span class="muted">{WORDS.unscored}</span>
      </p>
    );
  const likeliest = bands === null ? [] : likeliestBands(bands).bands;
  const count = (quantiles ?? []).filter((value) => likeliest.includes(bandOf(value))).length;
  const [one = 'low', other] = likeliest;
  const range = shownRange(score, interval);
  return (
    <p>
      {[
        folder === 'elements'
          ? WORDS.chancesOfElement(
              subject.name,
              country(buyer),
              stepWithin(stage ?? ''),
              stepWithin(scarceAt ?? ''),
            )
          : WORDS.chanceOfSupplier(subject.name, country(buyer)),
        ...(element === null || stage === null
          ? []
          : [WORDS.ofWorst(element, stepWithin(stage), orUnknown(cover, days))]),
        ...(folder === 'elements' && range !== null && hasTwoEnds(score, interval)
          ? [WORDS.twoEnds(chance(range.p50), chance(range.p95))]
          : []),
        ...(count === 0 || range === null
          ? []
          : [WORDS.dotsIn(count, other === undefined ? SHELL[one] : WORDS.or(SHELL[one], SHELL[other]))]),
        '',
      ].join(WORDS.gap)}
      <span class="muted">{WORDS.notValidated}</span>
    </p>
  );
}

/** Where a chance may lie; one below 3 has no range. */
function rangeFact(
  name: string,
  chance: number | null,
  interval: Explanation['interval'],
): readonly [string, ComponentChildren, string] {
  const range = chance === null ? null : shownRange(chance, interval);
  return range === null
    ? [name, '–', interval === null ? SHELL.unknown : WORDS.noRange]
    : [name, WORDS.rangeOf(wholeChance(range.p05), wholeChance(range.p95)), WORDS.nineInTen];
}

/** Range, likeliest band, place and stock: each with its name, and what is to be said with it. */
export function factsOf({
  document,
  asked: { folder, buyer, stock },
}: SubjectProps): readonly (readonly [string, ComponentChildren, string?])[] {
  const { score, interval, scarce, scarce_interval, bands, band, rank, cover_days: cover, stage } = document;
  const read = document.register_read;
  const isStale = document.stale_sources.includes(REGISTER_OF_MEASURES);
  const age = read === null ? -1 : daysBetween(read, document.as_of);
  const stockOf =
    stock !== null
      ? WORDS.ownStock
      : folder === 'elements'
        ? WORDS.stockIn(country(buyer))
        : WORDS.stockOfSupplier;
  return [
    rangeFact(scarce === null ? WORDS.between : WORDS.betweenOf(SHELL.standstill), score, interval),
    ...(scarce === null ? [] : [rangeFact(WORDS.betweenOf(SHELL.scarcity), scarce, scarce_interval)]),
    [SHELL.mostLikely, bands === null ? <BandName band={band} /> : <BandChance bands={bands} />],
    [rank === null ? WORDS.place : WORDS.placeAmong(rank.of), placesOf({ rank })],
    [
      stockOf,
      orUnknown(cover, days),
      stage === null ? '' : (stock === null ? WORDS.notYours : WORDS.atStep)(stepWithin(stage)),
    ],
    [
      WORDS.registerRead,
      <>
        <i class="pin" style={mark(isStale ? 'red' : 'green')} aria-hidden="true" />{' '}
        {read === null ? SHELL.unknown : day(read)}
      </>,
      age < 0 ? '' : isStale ? WORDS.readTooOld(days(age)) : WORDS.readBefore(days(age)),
    ],
  ];
}
