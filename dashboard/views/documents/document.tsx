import { useEffect } from 'preact/hooks';
import { currentView } from '../../address/current-address.ts';
import { type Block, plainText } from '../../documents/markdown.ts';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { Blocks } from './blocks.tsx';
import { documentNamed, LIBRARY } from './library.ts';

/** One document of docs/. */
export function OneDocument() {
  const shown = currentView.value;
  const name = shown.view === 'document' ? shown.name : '';
  const title = LIBRARY.find((entry) => entry.name === name)?.title;
  useTitle(title ?? 'Documents');
  const state = useAnswer(documentNamed(name));
  return (
    <article class="document">
      <p>
        <a href="/documents">All documents</a>
      </p>
      {title === undefined ? <h1 tabIndex={-1}>There is no such document</h1> : null}
      <Loaded state={state} of="the document" room="60rem">
        {(blocks) => <Text blocks={blocks} name={name} />}
      </Loaded>
    </article>
  );
}

function Text({ blocks, name }: { readonly blocks: readonly Block[]; readonly name: string }) {
  // Headings come with the text, after the browser looked for the one that the address names.
  useEffect(() => {
    const anchor = decodeURIComponent(window.location.hash.slice(1));
    if (anchor !== '') document.getElementById(anchor)?.scrollIntoView();
  }, [name]);
  const parts = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block] : []));
  const [title, ...rest] = blocks;
  return (
    <>
      {title === undefined ? null : <Blocks blocks={[title]} from={name} />}
      {parts.length < 3 ? null : (
        <nav class="contents" aria-label="Contents of this document">
          <details>
            <summary>{parts.length} parts</summary>
            <ul>
              {parts.map(({ anchor, inside }) => (
                <li key={anchor}>
                  <a href={`#${anchor}`}>{plainText(inside)}</a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
      )}
      <Blocks blocks={rest} from={name} />
    </>
  );
}
