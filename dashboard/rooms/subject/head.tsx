import { link } from '../../address/address.ts';
import { BandChance, BandName, bandOf, likeliestBands } from '../../parts/band.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepWithin } from '../../parts/step-name.ts';
import { capital, country, dayAfter, days, language, wholeChance } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { scenarioText } from '../what-if/scenario.ts';
import { type Asked, type Explanation, queryOf } from './questions.ts';
import { Spread } from './spread.tsx';
import { Watch } from './watch.tsx';

interface HeadProps {
  readonly document: Explanation;
  readonly asked: Asked;
}

const addressed = (path: string, query: object): string =>
  `${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`;

/** How bad and how sure: the chance, what it is the chance of, what it may be instead, its place, and how long the stock lasts. */
export function Head({ document, asked }: HeadProps) {
  const { subject, score, quantiles } = document;
  const { folder, id, buyer } = asked;
  const path = `/v1/${folder}/${encodeURIComponent(id)}`;
  const kind = folder === 'elements' ? 'element' : folder === 'suppliers' ? 'supplier' : 'country';
  return (
    <>
      <div class="halves hero">
        <div>
          <h1 tabIndex={-1}>
            {capital(subject.name)} {folder === 'elements' ? <span class="muted">{id}</span> : null}
          </h1>
          <p class="big">
            {score === null ? (
              SHELL.unknown
            ) : (
              <data value={String(score)}>
                {wholeChance(score)}
                <small>%</small>
              </data>
            )}
          </p>
          <Sentence {...{ document, asked }} />
          <div class="acts">
            {folder === 'countries' ? null : <Watch id={id} />}
            <a
              class="btn"
              href={link(
                '/what-if',
                kind === 'element'
                  ? { element: id }
                  : { scenario: scenarioText({ stops: [{ [kind === 'supplier' ? 'supplier' : 'origin']: id }] }) },
              )}
            >
              {WORDS.whatIf}
            </a>
            <a class="btn" href={addressed(`${path}/report`, { ...queryOf(asked), lang: language.value })}>
              {WORDS.report}
            </a>
            <a
              class="btn"
              href={addressed('/v1/series', { subjects: `${kind}:${id}`, buyer, from: dayAfter(document.as_of, -365), format: 'csv' })}
            >
              {WORDS.yearCsv}
            </a>
            <a class="btn" href={addressed(`${path}/explanation`, queryOf(asked))}>
              {WORDS.json}
            </a>
            <CopyLink />
          </div>
        </div>
        {score === null ? null : <Sized height={156}>{(width) => <Spread width={width} values={quantiles} mean={score} />}</Sized>}
      </div>
      {score === null ? null : <Facts {...{ document, asked }} />}
    </>
  );
}

/** What the number is the chance of, and how sure it is. */
function Sentence({
  document: { subject, score, status_reason: reason, quantiles, bands, element, stage },
  asked: { folder, buyer },
}: HeadProps) {
  if (score === null)
    return (
      <p>
        {reason} <span class="muted">{WORDS.unscored}</span>
      </p>
    );
  const likeliest = bands === null ? null : likeliestBands(bands).bands;
  const count = likeliest === null ? 0 : (quantiles ?? []).filter((value) => likeliest.includes(bandOf(value))).length;
  const [one = 'low', other] = likeliest ?? [];
  return (
    <p>
      {[
        folder === 'elements' ? WORDS.chanceOfElement(subject.name, country(buyer)) : WORDS.chanceOfSupplier(subject.name, country(buyer)),
        ...(element === null || stage === null ? [] : [WORDS.ofWorst(element, stepWithin(stage))]),
        ...(count === 0 ? [] : [WORDS.dotsIn(count, other === undefined ? SHELL[one] : WORDS.or(SHELL[one], SHELL[other]))]),
        '',
      ].join(WORDS.gap)}
      <span class="muted">{WORDS.notValidated}</span>
    </p>
  );
}

/** Range, likeliest band, place and stock. */
function Facts({ document: { interval, bands, band, rank, cover_days: cover, stage }, asked: { folder, buyer, stock } }: HeadProps) {
  const [from, to] = rank === null ? [0, 0] : [rank.from ?? rank.position, rank.to ?? rank.position];
  return (
    <dl class="shelf facts">
      <div>
        <dt>{WORDS.between}</dt>
        <dd>
          {interval === null ? SHELL.unknown : WORDS.rangeOf(wholeChance(interval.p05), wholeChance(interval.p95))}
          <small>{WORDS.nineInTen}</small>
        </dd>
      </div>
      <div>
        <dt>{SHELL.mostLikely}</dt>
        <dd>{bands === null ? <BandName band={band} /> : <BandChance bands={bands} />}</dd>
      </div>
      {rank === null ? null : (
        <div>
          <dt>{WORDS.placeAmong(rank.of)}</dt>
          <dd>
            {WORDS.places(from, to)}
            {to > from ? <small>{SHELL.tooClose(to - from + 1)}</small> : null}
          </dd>
        </div>
      )}
      <div>
        <dt>{stock !== null ? WORDS.ownStock : folder === 'elements' ? WORDS.stockIn(country(buyer)) : WORDS.stockOfSupplier}</dt>
        <dd>
          {cover === null ? SHELL.unknown : days(Math.round(cover))}
          {stage === null ? null : <small>{WORDS.atStep(stepWithin(stage))}</small>}
        </dd>
      </div>
    </dl>
  );
}
