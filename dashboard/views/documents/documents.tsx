import { currentQuery, setQuery } from '../../address/current-address.ts';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { foundSections } from '../../words/found-sections.ts';
import { LIBRARY, type LibraryEntry, SECTIONS } from './library.ts';

/** Documents by what a reader wants; the rest, and decisions, follow. */
const SHELVES: readonly { readonly name: string; readonly documents: readonly string[] }[] = [
  {
    name: 'How a score is made, and how far it can be trusted',
    documents: ['methodology', 'reference-data', 'benchmark'],
  },
  { name: 'Using it', documents: ['integrating'] },
];
const SHELVED = new Set(SHELVES.flatMap(({ documents }) => documents));
const MOST_FOUND = 40;

/** Everything that is written about this service, with a search over all of it. */
export function Documents() {
  useTitle('Documents');
  const looked = currentQuery.value.get('q') ?? '';
  const others = LIBRARY.filter(({ name }) => !SHELVED.has(name));
  return (
    <>
      <h1 tabIndex={-1}>Documents</h1>
      <search class="tools">
        <label>
          <span>Search all documents</span>
          <input
            type="search"
            value={looked}
            placeholder="cover, transit, interval …"
            onInput={(event) => setQuery({ q: event.currentTarget.value }, true)}
          />
        </label>
      </search>
      {looked.trim() === '' ? (
        <>
          {SHELVES.map(({ name, documents }) => (
            <Shelf key={name} name={name} entries={documents.flatMap((each) => LIBRARY.filter((entry) => entry.name === each))} />
          ))}
          <Shelf name="Running and building it" entries={others.filter(({ name }) => !name.includes('/'))} />
          <Shelf name="Why it is built as it is" entries={others.filter(({ name }) => name.includes('/'))} withSentence={false} />
          <p>
            <a href="/docs">The reference of the API</a> has every operation, field and error.
          </p>
        </>
      ) : (
        <Found looked={looked} />
      )}
    </>
  );
}

interface ShelfProps {
  readonly name: string;
  readonly entries: readonly LibraryEntry[];
  readonly withSentence?: boolean;
}

const Shelf = ({ name, entries, withSentence = true }: ShelfProps) => (
  <section>
    <h2>{name}</h2>
    <ul class="shelf">
      {entries.map((entry) => (
        <li key={entry.name}>
          <a href={`/docs/${entry.name}`}>{entry.title}</a>
          {withSentence ? <p class="dim">{firstSentence(entry.says)}</p> : null}
        </li>
      ))}
    </ul>
  </section>
);

const LONGEST_SENTENCE = 200;
function firstSentence(text: string): string {
  const sentence = text.split(/(?<=[.:]) (?=[A-Z])/)[0] ?? '';
  return sentence.length <= LONGEST_SENTENCE ? sentence : `${sentence.slice(0, sentence.lastIndexOf(' ', LONGEST_SENTENCE))} …`;
}

function Found({ looked }: { readonly looked: string }) {
  const state = useAnswer(SECTIONS);
  return (
    <Loaded state={state} of="the documents">
      {(sections) => {
        const found = foundSections(sections, looked);
        return (
          <>
            <p class="dim" role="status">
              {found.length === 0
                ? `No document holds all of “${looked}”.`
                : `${found.length} ${found.length === 1 ? 'place' : 'places'}${found.length > MOST_FOUND ? `, the first ${MOST_FOUND}` : ''}`}
            </p>
            <ol class="shelf">
              {found.slice(0, MOST_FOUND).map(({ document, anchor, heading, title, around }) => (
                <li key={`${document}#${anchor}`}>
                  <a href={`/docs/${document}#${anchor}`}>{heading}</a> <small>{title === heading ? '' : title}</small>
                  <p class="dim">{around.map(({ text, isFound }, at) => (isFound ? <mark key={at}>{text}</mark> : text))}</p>
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </Loaded>
  );
}
