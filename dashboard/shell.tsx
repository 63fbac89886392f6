import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import {
  BUYERS,
  currentBuyer,
  currentPath,
  currentView,
  focusAfterMove,
  goTo,
  link,
  type Shown,
  setQuery,
  wrongBuyer,
} from './address/address.ts';
import { mark } from './parts/band.tsx';
import { Choice } from './parts/choice.tsx';
import { Gate } from './parts/gate.tsx';
import { useTitle } from './parts/title.ts';
import { Today } from './rooms/today/today.tsx';
import { askAgain, client, closed, queries, useAnswer } from './service/query.ts';
import { STATUS, type Status } from './service/questions.ts';
import { chooseLanguage, clockTime, country, day, language } from './words/language.ts';
import { WORDS } from './words/shell.ts';

type Room = Exclude<Shown['room'], 'nowhere' | 'today'>;
/** Rooms that come as files of their own when they are first opened. */
const LATER: Readonly<Record<Room, () => Promise<ComponentType>>> = {
  explore: async () => (await import('./rooms/explore/explore.tsx')).Explore,
  subject: async () => (await import('./rooms/subject/subject.tsx')).Subject,
  'what-if': async () => (await import('./rooms/what-if/what-if.tsx')).WhatIf,
  evidence: async () => (await import('./rooms/evidence/evidence.tsx')).Evidence,
  document: async () => (await import('./rooms/evidence/document.tsx')).OneDocument,
  company: async () => (await import('./rooms/today/company.tsx')).Company,
  account: async () => (await import('./rooms/account/account.tsx')).Account,
};
const loaded = new Map<Room, ComponentType>();

/** Everything around a room: where one is, for which buyer, how fresh the facts are, who one is. */
export function Shell() {
  const status = useAnswer(STATUS);
  const { room } = currentView.value;
  const isIn = (...rooms: readonly Shown['room'][]) => (rooms.includes(room) ? 'page' : undefined);
  return (
    <>
      <a class="skip btn" href="#main">
        {WORDS.skip}
      </a>
      <header class="bar">
        <div>
          <a class="logo" style={{ flex: 'none' }} href={link('/')} aria-label="Chokepoint">
            <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
              <path d="M2 2l5.5 7L2 16M16 2l-5.5 7L16 16" />
            </svg>
            <b class="off-phone">Chokepoint</b>
          </a>
          <nav class="rooms" aria-label={WORDS.rooms}>
            <a href={link('/')} aria-current={isIn('today', 'company')}>
              {WORDS.today}
            </a>
            <a href={link('/explore')} aria-current={isIn('explore', 'subject')}>
              {WORDS.explore}
            </a>
            <a href={link('/what-if')} aria-current={isIn('what-if')}>
              {WORDS.whatIf}
            </a>
            <a href={link('/evidence')} aria-current={isIn('evidence', 'document')}>
              {WORDS.evidence}
            </a>
          </nav>
          <div class="end">
            <Find />
            <Choice
              name={WORDS.buyer}
              isQuiet
              value={currentBuyer.value}
              options={BUYERS.map((buyer) => [buyer, country(buyer)])}
              pick={(buyer) => setQuery({ buyer: buyer === 'JPN' ? null : buyer })}
            />
            <Language />
            <Theme />
            <Account status={status.data} />
          </div>
        </div>
      </header>
      <StatusBar status={status.data} error={status.error} at={status.dataUpdatedAt} />
      <main id="main">
        {wrongBuyer.value === null ? null : (
          <p class="told" role="alert">
            {WORDS.wrongBuyer(wrongBuyer.value, country(currentBuyer.value))}
          </p>
        )}
        {closed.value === null ? <Current /> : <Gate refused={closed.value} />}
      </main>
      <footer class="foot">
        <span>{WORDS.foot}</span>
        <a href={link('/evidence/method')}>{WORDS.footMethod}</a>
        <a href="/docs">{WORDS.footApi}</a>
        <button type="button" class="btn bare off-paper" onClick={() => window.print()}>
          {WORDS.print}
        </button>
      </footer>
    </>
  );
}

/** Looks for a subject by name; `/` puts the cursor here. */
function Find() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof Element && event.target.closest('input, textarea, select') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      document.getElementById('find')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <search class="off-phone" style={{ flex: '0 1 270px' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = new FormData(event.currentTarget).get('q');
          goTo(link('/explore', { q: String(text ?? '').trim() }));
        }}
      >
        <input id="find" class="field" type="search" name="q" aria-label={WORDS.find} placeholder={WORDS.find} />
      </form>
    </search>
  );
}

function Language() {
  const other = language.value === 'ja' ? 'en' : 'ja';
  return (
    <button type="button" class="btn bare" lang={other} onClick={() => chooseLanguage(other)}>
      {WORDS.otherLanguage}
    </button>
  );
}

const THEME = 'chokepoint-theme';

function Theme() {
  const { style } = document.documentElement;
  const toggle = (): void => {
    const isDark = style.colorScheme === '' ? window.matchMedia('(prefers-color-scheme: dark)').matches : style.colorScheme === 'dark';
    style.colorScheme = isDark ? 'light' : 'dark';
    window.localStorage.setItem(THEME, style.colorScheme);
  };
  return (
    <button type="button" class="btn bare off-phone" aria-label={WORDS.theme} title={WORDS.theme} onClick={toggle}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" />
        <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
    </button>
  );
}

/** What was chosen before, before anything is drawn. */
export function rememberTheme(): void {
  const chosen = window.localStorage.getItem(THEME);
  if (chosen !== null) document.documentElement.style.colorScheme = chosen;
}

/** Who one is and what one may do. */
function Account({ status }: { readonly status: Status | undefined }) {
  if (status === undefined) return null;
  const { access } = status;
  const signOut = async (): Promise<void> => {
    await client.delete('/v1/session', {});
    queries.clear();
    await askAgain();
    window.location.assign('/');
  };
  return (
    <details class="menu">
      <summary class="btn">{access.mode === 'open' ? WORDS.account : access.client}</summary>
      <div class="card fields">
        <p class="small muted">{access.mode === 'open' ? WORDS.openToAll : WORDS.signedInAs(access.client)}</p>
        <a class="btn bare" href={link('/company')}>
          {WORDS.myCompany}
        </a>
        <a class="btn bare" href={link('/account')}>
          {WORDS.myAlerts}
        </a>
        {access.via === 'session' ? (
          <button type="button" class="btn bare" onClick={() => void signOut()}>
            {WORDS.signOut}
          </button>
        ) : null}
      </div>
    </details>
  );
}

interface StatusBarProps {
  readonly status: Status | undefined;
  readonly error: Error | null;
  /** When the status was answered: epoch milliseconds. */
  readonly at: number;
}

/** A light and one sentence on every view: whether the facts are of yesterday, and if not, what that means. */
function StatusBar({ status, error, at }: StatusBarProps) {
  if (closed.value !== null) return null;
  if (error !== null)
    return (
      <section class="status" style={mark('red-soft')} aria-label={WORDS.statusName}>
        <div role="alert">
          <Lights light="red" />
          <span>
            {status === undefined ? WORDS.serviceAwayEmpty : WORDS.serviceAway(clockTime(at))}{' '}
            <button type="button" class="btn" onClick={() => void askAgain()}>
              {WORDS.tryAgain}
            </button>
          </span>
        </div>
      </section>
    );
  if (status === undefined)
    return (
      <section class="status" aria-label={WORDS.statusName}>
        <div />
      </section>
    );
  const { light, sentence, progress, current_run: run } = status;
  return (
    <section class="status" style={mark(`${light}-soft`)} aria-label={WORDS.statusName}>
      <div>
        <Lights light={light} />
        <span>
          <b>{WORDS[light]}</b> {sentence} {progress.history === null ? null : WORDS.history(progress.history.done, progress.history.of)}{' '}
          {light === 'green' ? null : <a href={link('/evidence/sources')}>{WORDS.whatIsMissing}</a>}
        </span>
        {run === null ? null : (
          <span class="when">
            {WORDS.numbersOf(day(run.as_of))}
            <span class="on-paper"> {WORDS.madeFor(country(currentBuyer.value), run.run_id)}</span>
          </span>
        )}
      </div>
    </section>
  );
}

const Lights = ({ light }: { readonly light: Status['light'] }) => (
  <span class="lights" aria-hidden="true">
    {(['red', 'amber', 'green'] as const).map((one) => (
      <i key={one} class="pin" style={one === light ? mark(one) : undefined} />
    ))}
  </span>
);

function Current() {
  const shown = currentView.value;
  const { room } = shown;
  const [, arrived] = useState('');
  const [broken, breakDown] = useState<string | null>(null);
  useEffect(() => {
    breakDown(null);
    if (room === 'today' || room === 'nowhere' || loaded.has(room)) return;
    LATER[room]().then(
      (component) => {
        loaded.set(room, component);
        arrived(room);
      },
      () => breakDown(room),
    );
  }, [room]);
  const path = currentPath.value;
  const isThere = room === 'today' || room === 'nowhere' || loaded.has(room);
  // Who came by a link or a key hears where they are now; who loads the page hears its title anyway.
  useEffect(focusAfterMove, [path, isThere]);
  if (room === 'today') return <Today />;
  if (room === 'nowhere') return <Nowhere />;
  const View = loaded.get(room);
  if (View !== undefined) return <View key={shown.room === 'subject' ? `${shown.folder}/${shown.id}` : room} />;
  return broken === room ? (
    <div class="told bad" role="alert">
      <p>{WORDS.viewBroken}</p>
      <button type="button" class="btn" onClick={() => window.location.reload()}>
        {WORDS.loadAnew}
      </button>
    </div>
  ) : (
    <div class="waiting" style={{ minHeight: '70vh' }} aria-busy="true" />
  );
}

function Nowhere() {
  useTitle(WORDS.nowhereTitle);
  return (
    <>
      <h1 tabIndex={-1}>{WORDS.nowhereTitle}</h1>
      <p>
        {WORDS.nowhereText(currentPath.value)} <a href={link('/')}>{WORDS.toToday}</a>
      </p>
    </>
  );
}
