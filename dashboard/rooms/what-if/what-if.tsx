import './what-if.css';
import { BUYERS, type Buyer, currentBuyer, currentQuery, setQuery } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { useTitle } from '../../parts/title.ts';
import { useAnswer } from '../../service/query.ts';
import { STATUS, scores } from '../../service/questions.ts';
import { capital, country } from '../../words/language.ts';
import { WHAT_IF } from '../../words/what-if.ts';
import { Result } from './result.tsx';
import { changesAnything, outcomeOf, type Scenario, scenarioIn, scenarioText, sentOf, TEMPLATES, type Templates } from './scenario.ts';
import { StopBuilder } from './stop-builder.tsx';

/** Templates that are shown as cards; the others are folded away. */
const CARDS = 5;

/** A stop from parts or from what happened, and what it does to one's own lines, a buyer or all. */
export function WhatIf() {
  useTitle(WHAT_IF.title);
  const query = currentQuery.value;
  const { data: status } = useAnswer(STATUS);
  const { data: templates } = useAnswer(TEMPLATES);
  const companies = status?.companies ?? [];
  const element = query.get('element');
  const scenario: Scenario = query.has('scenario') ? scenarioIn(query.get('scenario')) : element === null ? {} : startingAt(element);
  const asked = query.get('company') ?? (query.has('scenario') ? scenario.company : companies[0]?.id);
  const company = companies.some(({ id }) => id === asked) ? asked : undefined;
  const { data: elements } = useAnswer(scores('element', currentBuyer.value, null, 100));
  const isAll = query.get('for') === 'all';
  const change = (next: Scenario): void => setQuery({ scenario: scenarioText(next), element: null }, true);
  const whom: Scenario = company === undefined ? { buyers: isAll ? [...BUYERS] : [currentBuyer.value] } : { company };
  const { company: _company, buyers: _buyers, ...changes } = scenario;
  const sent = sentOf({ ...changes, ...whom });
  const pickWhom = (picked: string): void => {
    const isBuyer = BUYERS.some((buyer) => buyer === picked);
    setQuery({
      for: picked === 'all' ? 'all' : null,
      company: isBuyer || picked === 'all' ? '-' : picked,
      ...(isBuyer ? { buyer: picked === 'JPN' ? null : picked } : {}),
    });
  };
  return (
    <>
      <div class="lead">
        <div>
          <h1 tabIndex={-1}>{WHAT_IF.title}</h1>
          <p>{WHAT_IF.intro}</p>
        </div>
        <div class="acts">
          <CopyLink />
        </div>
      </div>
      <Cards templates={templates} changes={changes} pick={(picked) => change({ ...picked, ...whom })} />
      <div class="filters">
        <Choice
          name={WHAT_IF.forWhom}
          value={company ?? (isAll ? 'all' : currentBuyer.value)}
          options={[
            ...companies.map(({ id, name }) => [id, name] as const),
            ...BUYERS.map((buyer: Buyer) => [buyer, country(buyer)] as const),
            ['all', WHAT_IF.allBuyers] as const,
          ]}
          pick={pickWhom}
        />
      </div>
      <div class="two" style={{ '--columns': '340px minmax(0, 1fr)' }}>
        <StopBuilder
          scenario={changes}
          change={change}
          elements={(elements?.data ?? []).map(({ subject }) => ({ id: subject.id, name: capital(subject.name) }))}
        />
        <section aria-live="polite">
          {changesAnything(sent) ? (
            <Answered to={outcomeOf(sent)} room="40rem">
              {(outcome) => <Result outcome={outcome} />}
            </Answered>
          ) : (
            <p class="told">{WHAT_IF.empty}</p>
          )}
        </section>
      </div>
    </>
  );
}

/** Half a year without an element from its largest origin, to begin with. */
const startingAt = (element: string): Scenario => ({ stops: [{ origin: 'CHN', elements: [element], days: 180 }] });

interface CardsProps {
  readonly templates: Templates | undefined;
  readonly changes: Scenario;
  readonly pick: (changes: Scenario) => void;
}

/** What happened, or might: each is parts that can be changed below. */
function Cards({ templates, changes, pick }: CardsProps) {
  const all = templates?.data ?? [];
  const isChosen = (of: Templates['data'][number]): boolean => JSON.stringify(of.changes) === JSON.stringify(changes);
  const card = (of: Templates['data'][number]) => (
    <button key={of.id} type="button" class="card preset" aria-pressed={isChosen(of)} onClick={() => pick(of.changes as Scenario)}>
      {of.title}
      <span class="sub">{of.description}</span>
    </button>
  );
  return (
    <fieldset
      class="shelf"
      style={{ '--least': '210px', minHeight: templates === undefined ? 'max(241px, min(596px, 900px - 78vw))' : undefined }}
    >
      <legend class="gone">{WHAT_IF.templates}</legend>
      {all.slice(0, CARDS).map(card)}
      <button type="button" class="card preset" aria-pressed={changesAnything(changes) && !all.some(isChosen)} onClick={() => pick({})}>
        {WHAT_IF.own}
        <span class="sub">{WHAT_IF.ownText}</span>
      </button>
      <details style={{ gridColumn: '1 / -1' }} open={all.slice(CARDS).some(isChosen)}>
        <summary class="small">{WHAT_IF.more(Math.max(0, all.length - CARDS))}</summary>
        <div class="shelf">{all.slice(CARDS).map(card)}</div>
      </details>
    </fieldset>
  );
}
