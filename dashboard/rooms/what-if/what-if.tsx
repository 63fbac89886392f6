import { CopyLink } from '../../parts/copy-link.tsx';
import './what-if.css';
import { useEffect, useRef } from 'preact/hooks';
import { BUYERS } from '#domain/vocabulary/buyers.ts';
import { currentBuyer, currentQuery, setQuery } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Lead } from '../../parts/lead.tsx';
import { useAnswer } from '../../service/query.ts';
import { STATUS, scores } from '../../service/questions.ts';
import { capitalised, country, filled } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { WHAT_IF } from '../../words/what-if.ts';
import { Result } from './result.tsx';
import {
  changesAnything,
  outcomeOf,
  type Scenario,
  scenarioIn,
  scenarioText,
  sentOf,
  TEMPLATES,
  type Templates,
} from './scenario.ts';
import { StopBuilder } from './stop-builder.tsx';

const CARDS = 5;
const KEPT = 'scenario';

/**
 * The scenario of the address; else half a year without an element from its largest origin, where it names
 * one.
 */
function scenarioNow(): Scenario {
  const text = currentQuery.value.get('scenario');
  const element = currentQuery.value.get('element');
  if (text !== null) return scenarioIn(text);
  return element === null ? {} : { stops: [{ origin: 'CHN', elements: [element], days: 180 }] };
}

export function WhatIf() {
  const query = currentQuery.value;
  const companies = useAnswer(STATUS).data?.companies;
  const templates = useAnswer(TEMPLATES).data?.data ?? [];
  const elements = useAnswer(scores('element', currentBuyer.value, null, 100)).data?.data ?? [];
  const { company: named, buyers, ...changes } = scenarioNow();
  const asked = query.get('company') ?? named ?? (buyers === undefined ? companies?.[0]?.id : undefined);
  const company = companies?.find(({ id }) => id === asked)?.id;
  const isAll = query.get('for') === 'all';
  const whom: Scenario =
    company === undefined ? { buyers: isAll ? [...BUYERS] : [currentBuyer.value] } : { company };
  /** Whoever it is for stays so, whatever is changed. */
  const change = (next: Scenario): void => {
    const scenario = scenarioText({ ...next, ...(companies === undefined ? { company: asked } : whom) });
    sessionStorage.setItem(KEPT, scenario);
    setQuery({ scenario, element: null }, true);
  };
  useEffect(() => {
    if (!query.has('scenario') && !query.has('element'))
      setQuery({ scenario: sessionStorage.getItem(KEPT) }, true); // a way by the menu does not lose it
  }, []);
  const sent = sentOf({ ...changes, ...whom });
  const pickWhom = (picked: string): void => {
    const isBuyer = BUYERS.some((buyer) => buyer === picked);
    setQuery({
      for: picked === 'all' ? 'all' : null,
      company: isBuyer || picked === 'all' ? '-' : picked,
      ...(isBuyer ? { buyer: picked === 'JPN' ? null : picked } : {}),
    });
  };
  const result = useRef<HTMLElement>(null);
  /** On a phone the result is screens below the cards. */
  const pickCard = (next: Scenario): void => {
    change(next);
    requestAnimationFrame(() => {
      const top = result.current?.getBoundingClientRect().top ?? 0;
      if (changesAnything(next) && top > window.innerHeight) result.current?.scrollIntoView();
    });
  };
  return (
    <>
      <Lead title={WHAT_IF.title} text={WHAT_IF.intro}>
        <CopyLink />
      </Lead>
      <Cards templates={templates} changes={changes} pick={pickCard} />
      <div class="filters">
        <Choice
          name={WHAT_IF.forWhom}
          value={company ?? (isAll ? 'all' : currentBuyer.value)}
          options={[
            ...(companies ?? []).map(({ id, name }) => [id, name] as const),
            ...BUYERS.map((buyer) => [buyer, country(buyer)] as const),
            ['all', WHAT_IF.allBuyers],
          ]}
          pick={pickWhom}
        />
      </div>
      <div class="two" style={{ '--columns': '340px minmax(0, 1fr)' }}>
        <StopBuilder
          scenario={changes}
          change={change}
          elements={elements.map(({ subject }) => [subject.id, capitalised(subject.name)])}
        />
        <section ref={result} aria-live="polite">
          {changesAnything(sent) ? (
            <Answered to={outcomeOf(sent)} room="100vh">
              {(outcome) => <Result outcome={outcome} />}
            </Answered>
          ) : (
            <p class="notice">{WHAT_IF.empty}</p>
          )}
        </section>
      </div>
    </>
  );
}

type CardsProps = Readonly<{
  templates: Templates;
  changes: Scenario;
  pick: (changes: Scenario) => void;
}>;

function Cards({ templates, changes, pick }: CardsProps) {
  const isChosen = (of: Templates[number]): boolean => JSON.stringify(of.changes) === JSON.stringify(changes);
  const card = (of: Templates[number]) => (
    <button
      key={of.id}
      type="button"
      class="card preset"
      aria-pressed={isChosen(of)}
      onClick={() => pick(of.changes as Scenario)}
    >
      {of.title}
      <span class="sub">{of.description}</span>
    </button>
  );
  const more = templates.slice(CARDS);
  return (
    <fieldset
      class="shelf"
      style={{
        '--least': '210px',
        minHeight: templates.length === 0 ? 'max(241px, min(596px, 900px - 78vw))' : undefined,
      }}
    >
      <legend class="gone">{WHAT_IF.templates}</legend>
      {templates.slice(0, CARDS).map(card)}
      <button
        type="button"
        class="card preset"
        aria-pressed={changesAnything(changes) && !templates.some(isChosen)}
        onClick={() => pick({})}
      >
        {WHAT_IF.own}
        <span class="sub">{WHAT_IF.ownText}</span>
      </button>
      <details style={{ gridColumn: '1 / -1' }} open={more.some(isChosen)}>
        <summary class="small">{filled(WORDS.andMore, { count: more.length })}</summary>
        <div class="shelf">{more.map(card)}</div>
      </details>
    </fieldset>
  );
}
