import type { ComponentChildren } from 'preact';
import { bandOf, hasTwoEnds, shownRange } from '#domain/vocabulary/band-scale.ts';
import { REGISTER_OF_MEASURES } from '#domain/vocabulary/scoring-inputs.ts';
import { addressOf, link } from '../../address/address.ts';
import { BandChance, BandName, likeliestBands, mark } from '../../parts/band.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { Facts, LargeDots, Tier } from '../../parts/hero.tsx';
import { placesOf } from '../../parts/score-table.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepWithin } from '../../parts/step-name.ts';
import {
  capitalised,
  chance,
  country,
  day,
  days,
  daysBetween,
  filled,
  language,
  wholeChance,
} from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { SUBJECT } from '../../words/subject.ts';
import { scenarioText } from '../what-if/scenario.ts';
import type { Explanation, SubjectProps } from './questions.ts';
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
            {capitalised(subject.name)} {folder === 'elements' ? <span class="muted">{id}</span> : null}
          </h1>
          <dl class="tiers">
            <Tier name={scarce === null ? WORDS.chance : WORDS.standstill} year={score} now={now} />
            {scarce === null ? null : <Tier name={WORDS.scarcity} year={scarce} now={scarce_now} />}
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
              {SUBJECT.whatIf}
            </a>
            <a class="btn" href={addressOf(`/v1/${folder}/${encodeURIComponent(id)}/report`, reported)}>
              {SUBJECT.report}
            </a>
            <CopyLink />
          </div>
        </div>
        {score === null ? null : (
          <Sized height={156}>{(width) => <LargeDots width={width} values={quantiles} mean={score} />}</Sized>
        )}
      </div>
      {score === null ? null : <Facts of={factsOf({ document, asked })} />}
    </>
  );
}

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
        {reason} <span class="muted">{SUBJECT.unscored}</span>
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
          ? filled(SUBJECT.chancesOfElement, {
              name: subject.name,
              buyer: country(buyer),
              step: stepWithin(stage ?? ''),
              scarceAt: stepWithin(scarceAt ?? ''),
            })
          : filled(SUBJECT.chanceOfSupplier, { name: subject.name, buyer: country(buyer) }),
        ...(element === null || stage === null
          ? []
          : [
              filled(SUBJECT.ofWorst, {
                symbol: element,
                step: stepWithin(stage),
                stock: orUnknown(cover, days),
              }),
            ]),
        ...(folder === 'elements' && range !== null && hasTwoEnds(score, interval)
          ? [filled(SUBJECT.twoEnds, { low: chance(range.p50), high: chance(range.p95) })]
          : []),
        ...(count === 0 || range === null
          ? []
          : [
              filled(SUBJECT.dotsIn, {
                count,
                bands:
                  other === undefined
                    ? WORDS[one]
                    : filled(SUBJECT.or, { one: WORDS[one], other: WORDS[other] }),
              }),
            ]),
        '',
      ].join(SUBJECT.gap)}
      <span class="muted">{SUBJECT.notValidated}</span>
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
    ? [name, '–', interval === null ? WORDS.unknown : SUBJECT.noRange]
    : [
        name,
        filled(SUBJECT.rangeOf, { low: wholeChance(range.p05), high: wholeChance(range.p95) }),
        SUBJECT.nineInTen,
      ];
}

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
      ? SUBJECT.ownStock
      : folder === 'elements'
        ? filled(SUBJECT.stockIn, { buyer: country(buyer) })
        : SUBJECT.stockOfSupplier;
  return [
    rangeFact(
      scarce === null ? SUBJECT.between : filled(SUBJECT.betweenOf, { of: WORDS.standstill }),
      score,
      interval,
    ),
    ...(scarce === null
      ? []
      : [rangeFact(filled(SUBJECT.betweenOf, { of: WORDS.scarcity }), scarce, scarce_interval)]),
    [WORDS.mostLikely, bands === null ? <BandName band={band} /> : <BandChance bands={bands} />],
    [
      rank === null
        ? SUBJECT.place
        : filled(SUBJECT.placeAmong, { count: rank.of, kind: SUBJECT[folder].toLowerCase() }),
      placesOf({ rank }),
    ],
    [
      stockOf,
      orUnknown(cover, days),
      stage === null
        ? ''
        : filled(stock === null ? SUBJECT.notYours : SUBJECT.atStep, { step: stepWithin(stage) }),
    ],
    [
      SUBJECT.registerRead,
      <>
        <i class="pin" style={mark(isStale ? 'red' : 'green')} aria-hidden="true" />{' '}
        {read === null ? WORDS.unknown : day(read)}
      </>,
      age < 0
        ? ''
        : isStale
          ? filled(SUBJECT.readTooOld, { age: days(age) })
          : filled(SUBJECT.readBefore, { age: days(age) }),
    ],
  ];
}
