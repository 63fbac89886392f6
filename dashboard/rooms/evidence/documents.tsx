import { currentQuery, setQuery } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { ABOUT, DECISIONS, DOCUMENTS, EVIDENCE } from '../../words/evidence.ts';
import { DECISION_NAMES, foundIn, SECTIONS } from './library.ts';
import { Tab } from './tab.tsx';

const MOST_FOUND = 30;
const SHOWN_LENGTH = 180;

/** Everything that is written about this service, with a search over all of it. */
export function Documents() {
  const looked = currentQuery.value.get('q') ?? '';
  return (
    <Tab title={EVIDENCE.documentsTitle} lead={EVIDENCE.documentsLead}>
      <search class="filters">
        <input
          class="field"
          type="search"
          aria-label={EVIDENCE.search}
          placeholder={EVIDENCE.search}
          value={looked}
          onInput={(event) => setQuery({ q: event.currentTarget.value }, true)}
        />
        <a class="btn" href="/docs">
          {EVIDENCE.apiReference}
        </a>
      </search>
      {looked.trim().length > 1 ? (
        <Found looked={looked} />
      ) : (
        <>
          <ul class="bare shelf">
            {(Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[]).map((name) => (
              <li key={name} class="card">
                <h2>
                  <a href={`/docs/${name}`}>{DOCUMENTS[name]}</a>
                </h2>
                <p>{ABOUT[name]}</p>
              </li>
            ))}
          </ul>
          <section class="card">
            <header>
              <h2>{EVIDENCE.decisions}</h2>
            </header>
            <ul class="bare shelf">
              {DECISION_NAMES.map((name) => (
                <li key={name}>
                  <a href={`/docs/${name}`}>
                    {DECISIONS[name.slice('decisions/'.length, 'decisions/0000'.length) as keyof typeof DECISIONS]}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Tab>
  );
}

const Found = ({ looked }: { readonly looked: string }) => (
  <Answered to={SECTIONS} room="30rem">
    {(sections) => {
      const found = foundIn(sections, looked);
      return (
        <>
          <p role="status" class="muted">
            {EVIDENCE.found(found.length)}
          </p>
          <ol class="bare shelf" lang="en">
            {found.slice(0, MOST_FOUND).map(({ document, anchor, heading, text }) => (
              <li key={`${document}#${anchor}`} class="card">
                <h2>
                  <a href={`/docs/${document}#${anchor}`}>{heading}</a>
                </h2>
                <p class="small muted">{around(text, looked)}</p>
              </li>
            ))}
          </ol>
        </>
      );
    }}
  </Answered>
);

/** The part of a text that begins shortly before the first word looked for. */
function around(text: string, looked: string): string {
  const first = text.toLowerCase().indexOf(looked.toLowerCase().trim().split(/\s+/)[0] ?? '');
  const from = first < 60 ? 0 : text.indexOf(' ', first - 60) + 1;
  return `${from === 0 ? '' : '… '}${text.slice(from, from + SHOWN_LENGTH)} …`;
}
