import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import {
  currentBuyer,
  currentPath,
  currentView,
  focusAfterMove,
  goTo,
  link,
  type Shown,
  setQuery,
  subjectLink,
  wrongBuyer,
} from './address/address.ts';
import { Act, ActLink } from './parts/act.tsx';
import { mark } from './parts/band.tsx';
import { Choice } from './parts/choice.tsx';
import { late } from './parts/late.tsx';
import { Lead } from './parts/lead.tsx';
import { onSent } from './parts/sent.tsx';
import { Today } from './rooms/today/today.tsx';
import { askAgain, client, closed, isAway, queries, useAnswer } from './service/query.ts';
import { type ScoreRow, STATUS, type Status, subjectsFor } from './service/questions.ts';
import { capitalised, chooseLanguage, clockTime, country, day, filled, language } from './words/language.ts';
import { WORDS } from './words/shell.ts';

const Nowhere = () => (
  <Lead
    title={WORDS.nowhereTitle}
    text={
      <>
        {filled(WORDS.nowhereText, { path: currentPath.value })} <a href={link('/')}>{WORDS.toToday}</a>
      </>
    }
  />
);

const ROOMS: Readonly<Record<Shown['room'], ComponentType>> = {
  today: Today,
  nowhere: Nowhere,
  explore: late(async () => (await import('./rooms/explore/explore.tsx')).Explore),
  subject: late(async () => (await import('./rooms/subject/subject.tsx')).Subject),
  'what-if': late(async () => (await import('./rooms/what-if/what-if.tsx')).WhatIf),
  evidence: late(async () => (await import('./rooms/evidence/evidence.tsx')).Evidence),
  document: late(async () => (await import('./rooms/evidence/document.tsx')).OneDocument),
  company: late(async () => (await import('./rooms/today/company.tsx')).Company),
  line: late(async () => (await import('./rooms/today/line.tsx')).OneLine),
  account: late(async () => (await import('./rooms/account/account.tsx')).Account),
};

const Gate = late(async () => (await import('./parts/gate.tsx')).Gate);

export function Shell() {
  const { data: status, dataUpdatedAt } = useAnswer(STATUS);
  const shown = currentView.value;
  const path = currentPath.value;
  // Who came by a link or a key hears where they are now; who loads the page hears its title anyway.
  useEffect(focusAfterMove, [path]);
  const other = language.value === 'ja' ? 'en' : 'ja';
  const Room = ROOMS[shown.room];
  const menu = (to: string, name: string, ...rooms: readonly Shown['room'][]) => (
    <a href={link(to)} aria-current={rooms.includes(shown.room) ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <>
      <a class="skip btn" href="#main">
        {WORDS.skip}
      </a>
      <header class="bar">
        <div>
          <a class="logo" style={{ flex: 'none' }} href={link('/')} aria-label="Chokepoint">
            <svg
              width="18"
              height="18"
              viewBox="0 0 18 18"
              fill="none"
              stroke="currentColor"
              stroke-width="2"
              aria-hidden="true"
            >
              <path d="M2 2l5.5 7L2 16M16 2l-5.5 7L16 16" />
            </svg>
            <b class="off-phone">Chokepoint</b>
          </a>
          <nav class="rooms" aria-label={WORDS.rooms}>
            {menu('/', WORDS.today, 'today', 'company', 'line')}
            {menu('/explore', WORDS.explore, 'explore', 'subject')}
            {menu('/what-if', WORDS.whatIf, 'what-if')}
            {menu('/evidence', WORDS.evidence, 'evidence', 'document')}
          </nav>
          <Find />
          <div class="end">
            <Choice
              name={WORDS.buyer}
              isQuiet
              value={currentBuyer.value}
              options={BUYERS.map((buyer) => [buyer, country(buyer)])}
              pick={(buyer) => setQuery({ buyer: buyer === 'JPN' ? null : buyer })}
            />
            <Act kind="bare" says={WORDS.otherLanguage} lang={other} does={() => chooseLanguage(other)} />
            {status === undefined || closed.value !== null ? null : <Account access={status.access} />}
          </div>
        </div>
      </header>
      {closed.value === null ? <StatusBar status={status} at={dataUpdatedAt} /> : null}
      <main id="main">
        {wrongBuyer.value === null ? null : (
          <p class="notice" role="alert">
            {filled(WORDS.wrongBuyer, { name: wrongBuyer.value, shown: country(currentBuyer.value) })}
          </p>
        )}
        {closed.value === null ? (
          <Room key={shown.room === 'subject' || shown.room === 'line' ? path : shown.room} />
        ) : (
          <Gate isOver={status !== undefined || closed.value.problem.code === 'key_expired'} />
        )}
      </main>
      <footer class="foot">
        <span>{WORDS.foot}</span>
        <a href={link('/evidence/method')}>{WORDS.footMethod}</a>
        <a href="/docs">{WORDS.footApi}</a>
        <Act kind="bare off-paper" says={WORDS.print} does={() => window.print()} />
      </footer>
    </>
  );
}

function Find() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      document.getElementById('find')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const [names, know] = useState<readonly ScoreRow['subject'][]>([]);
  const find = ({ q = '' }): void => {
    const words = q.trim().toLowerCase();
    const named = names.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === words));
    goTo(named === undefined ? link('/explore', { q: words }) : subjectLink(named.type, named.id));
  };
  return (
    <search>
      <form onSubmit={onSent(find)}>
        <input
          id="find"
          class="field"
          type="search"
          name="q"
          list="names"
          aria-label={WORDS.find}
          placeholder={WORDS.find}
          onFocus={() => subjectsFor(currentBuyer.value).then(know, () => undefined)} // without names it still finds
          onInput={({ currentTarget, inputType }) => {
            if (inputType === 'insertReplacementText') currentTarget.form?.requestSubmit(); // a name was picked
          }}
        />
        <datalist id="names">
          {names.map(({ type, id, name }) => (
            <option key={`${type} ${id}`} value={capitalised(name)}>
              {type === 'element' ? id : WORDS[type as 'supplier']}
            </option>
          ))}
        </datalist>
      </form>
    </search>
  );
}

function Account({ access }: Pick<Status, 'access'>) {
  const signOut = async (): Promise<void> => {
    await client.delete('/v1/session', {});
    queries.clear();
    sessionStorage.clear();
    await askAgain();
    window.location.assign('/');
  };
  return (
    <details key={currentPath.value} class="menu">
      <summary class="btn">{access.mode === 'open' ? WORDS.account : access.client}</summary>
      <div class="card fields">
        <p class="small muted">
          {access.mode === 'open' ? WORDS.openToAll : filled(WORDS.signedInAs, { client: access.client })}
        </p>
        <ActLink kind="bare" says={WORDS.myCompany} to={link('/company')} />
        <ActLink kind="bare" says={WORDS.myAlerts} to={link('/account')} />
        {access.via === 'session' ? <Act kind="bare" says={WORDS.signOut} does={() => signOut()} /> : null}
      </div>
    </details>
  );
}

type StatusBarProps = Readonly<{
  status: Status | undefined;
  /** When the status was answered: epoch milliseconds. */
  at: number;
}>;

/**
 * A light and one sentence on every view: whether the facts are of yesterday, and if not, what that means.
 */
function StatusBar({ status, at }: StatusBarProps) {
  const light = isAway.value ? 'red' : status?.light;
  const run = isAway.value ? undefined : status?.current_run;
  const history = status?.progress.history;
  return (
    <section
      class="status"
      style={light === undefined ? undefined : mark(`${light}-soft`)}
      aria-label={WORDS.statusName}
    >
      <div role={isAway.value ? 'alert' : undefined}>
        {light === undefined ? null : (
          <span class="lights" aria-hidden="true">
            {(['red', 'amber', 'green'] as const).map((one) => (
              <i key={one} class="pin" style={one === light ? mark(one) : undefined} />
            ))}
          </span>
        )}
        {isAway.value ? (
          <span>
            {status === undefined ? WORDS.noAnswer : filled(WORDS.serviceAway, { clock: clockTime(at) })}{' '}
            <Act says={WORDS.tryAgain} does={() => askAgain()} />
          </span>
        ) : status === undefined ? null : (
          <span>
            <b>{WORDS[status.light]}</b> {status.sentence}{' '}
            {history == null ? null : filled(WORDS.history, { weeks: history.done, of: history.of })}{' '}
            {light === 'green' ? null : <a href={link('/evidence/sources')}>{WORDS.whatIsMissing}</a>}
          </span>
        )}
        {run == null ? null : (
          <span class="when">
            {filled(WORDS.numbersOf, { day: day(run.as_of) })}
            <span class="on-paper">
              {' '}
              {filled(WORDS.madeFor, { buyer: country(currentBuyer.value), run: run.run_id })}
            </span>
          </span>
        )}
      </div>
    </section>
  );
}
