import { useEffect, useState } from 'preact/hooks';
import { currentBuyer } from '../../address/current-address.ts';
import { addressOf, BUYER_NAMES } from '../../address/page-address.ts';
import { Whisker } from '../../charts/whisker.tsx';
import { BandMark } from '../../parts/band.tsx';
import { Figure } from '../../parts/figure.tsx';
import { useTitle } from '../../parts/title.ts';
import type { Answer } from '../../service/answers.ts';
import { Loaded } from '../../service/loaded.tsx';
import { askAgain, useAnswer } from '../../service/questions.ts';
import { type RankingOf, ranking, type ScoreRow } from '../../service/scores.ts';
import { ageText } from '../../words/age.ts';
import { movedOver } from '../../words/movement.ts';
import { capital, dayText, differenceText } from '../../words/numbers.ts';
import { LatestChanges } from '../ranking/latest-changes.tsx';

const REFRESH_MS = 5 * 60_000;
const TICK_MS = 30_000;
const MOST = 12;
const WEEK_DAYS = 7;

/** A quiet screen for a wall: the highest scores, large, asked anew by itself. Nothing on it moves. */
export function Wall() {
  const buyer = currentBuyer.value;
  const of: RankingOf = { type: 'element', buyer, sort: '-score', band: null, asOf: null };
  const heading = `Supply risk for ${BUYER_NAMES[buyer]}`;
  useTitle(heading);
  const state = useAnswer(ranking(of));
  useEffect(() => {
    const timer = window.setInterval(askAgain, REFRESH_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <div class="wall">
      <h1 tabIndex={-1}>{heading}</h1>
      <Loaded state={state} of="the highest scores" room="60vh">
        {(answer) => <Scores answer={answer} />}
      </Loaded>
      <LatestChanges type="element" buyer={buyer} />
      <p class="dim">
        Chance in percent that supply falls short within a year for longer than the stock lasts.{' '}
        <a href={addressOf('/', { buyer })}>Leave this screen</a>
      </p>
    </div>
  );
}

function Scores({ answer }: { readonly answer: Answer<'/v1/scores'> }) {
  return (
    <>
      <Age answer={answer} />
      <ol class="wall-scores">
        {answer.data.slice(0, MOST).map((row) => (
          <Cell key={row.subject.id} row={row} asOf={answer.as_of} />
        ))}
      </ol>
    </>
  );
}

/** Which day the scores are of, and when the service answered last. */
function Age({ answer }: { readonly answer: Answer<'/v1/scores'> }) {
  const [answeredAt, answered] = useState(Date.now);
  const [now, tick] = useState(Date.now);
  // Each answer is an object of its own, also when it says what the one before said; an earlier one that is shown again is not.
  useEffect(() => {
    answered(Date.now());
    tick(Date.now());
  }, [answer]);
  useEffect(() => {
    const timer = window.setInterval(() => tick(Date.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <p class="age">
      Scores of {dayText(answer.as_of)}, run {answer.run_id}. The service answered {ageText(Math.max(0, now - answeredAt))}.
    </p>
  );
}

function Cell({ row, asOf }: { readonly row: ScoreRow; readonly asOf: string }) {
  const { subject, score, band, interval, history_90d: history = [] } = row;
  const moved = movedOver(history, asOf, WEEK_DAYS);
  return (
    <li class={`wall-cell edge-${band}`}>
      <span class="name">{capital(subject.name)}</span>
      <b>
        <Figure value={score} />
      </b>
      <BandMark band={band} />
      <Whisker score={score} low={interval?.p05} high={interval?.p95} band={band} />
      <small>{moved === null ? '7 days ago: unknown' : `${differenceText(moved)} in 7 days`}</small>
    </li>
  );
}
