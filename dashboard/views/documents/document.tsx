import { useEffect } from 'preact/hooks';
import { currentView } from '../../address/current-address.ts';
import type { Piece } from '../../documents/documents-plugin.ts';
import { useTitle } from '../../parts/title.ts';
import { Loaded } from '../../service/loaded.tsx';
import { useAnswer } from '../../service/questions.ts';
import { documentNamed, LIBRARY } from './library.ts';
import { Pieces } from './pieces.tsx';

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
        {(pieces) => <Text pieces={pieces} name={name} />}
      </Loaded>
    </article>
  );
}

function Text({ pieces, name }: { readonly pieces: readonly Piece[]; readonly name: string }) {
  // Headings come with the text, after the browser looked for the one that the address names.
  useEffect(() => {
    const anchor = decodeURIComponent(window.location.hash.slice(1));
    if (anchor !== '') document.getElementById(anchor)?.scrollIntoView();
  }, [name]);
  const parts = pieces.flatMap((piece) => (typeof piece === 'object' && piece[0] === 'h2' ? [piece] : []));
  const [title, ...rest] = pieces;
  return (
    <>
      {title === undefined ? null : <Pieces pieces={[title]} from={name} />}
      {parts.length < 3 ? null : (
        <nav class="contents" aria-label="Contents of this document">
          <details>
            <summary>{parts.length} parts</summary>
            <ul>
              {parts.map(([, { id }, inside]) => (
                <li key={id}>
                  <a href={`#${id}`}>
                    <Pieces pieces={inside} from={name} />
                  </a>
                </li>
              ))}
            </ul>
          </details>
        </nav>
      )}
      <Pieces pieces={rest} from={name} />
    </>
  );
}
