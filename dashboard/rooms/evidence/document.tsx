import './evidence.css';
import { type ComponentChild, h } from 'preact';
import { useEffect } from 'preact/hooks';
import { currentView, link } from '../../address/address.ts';
import { type Element, type Piece, plainText } from '../../documents/piece.ts';
import { Answered } from '../../parts/answered.tsx';
import { useTitle } from '../../parts/lead.tsx';
import { EVIDENCE } from '../../words/evidence.ts';
import { filled, language } from '../../words/language.ts';
import { addressWithin, documentNamed } from './library.ts';

export function OneDocument() {
  const shown = currentView.value;
  const name = shown.room === 'document' ? shown.name : '';
  return (
    <Answered key={name} to={documentNamed(name)} room="100vh">
      {(elements) => (
        <Body
          elements={elements ?? [['h1', { tabindex: '-1' }, [filled(EVIDENCE.noDocument, { name })]]]}
          name={name}
        />
      )}
    </Answered>
  );
}

function Body({ elements, name }: Readonly<{ elements: readonly Element[]; name: string }>) {
  const parts = elements.filter(([tag]) => tag === 'h2');
  useTitle(plainText(elements[0] ?? ''));
  useEffect(() => {
    // What the address points to was not there yet when the page was loaded.
    document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  }, []);
  return (
    <div class="two document">
      <nav class="small" aria-label={EVIDENCE.contents}>
        <a href={link('/evidence/documents')}>{EVIDENCE.allDocuments}</a>
        {parts.length < 2 ? null : (
          <details open={window.matchMedia('(min-width: 1181px)').matches}>
            <summary>{EVIDENCE.contents}</summary>
            <ul class="bare" lang="en">
              {parts.map((part) => (
                <li key={part[1].id}>
                  <a href={`#${part[1].id}`}>{plainText(part)}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
        {language.value === 'en' || parts.length === 0 ? null : (
          <p class="small muted">{EVIDENCE.inEnglish}</p>
        )}
      </nav>
      <article lang={parts.length === 0 ? undefined : 'en'}>
        {elements.map((element, at) => onPage(element, name, at))}
      </article>
    </div>
  );
}

function onPage(piece: Piece, from: string, key: number): ComponentChild {
  if (typeof piece === 'string') return piece;
  const [tag, attributes, pieces] = piece;
  if (tag === 'img') return <span class="muted">({attributes.alt ?? ''})</span>;
  const inside = pieces.map((one, at) => onPage(one, from, at));
  if (tag !== 'a') return h(tag, { ...attributes, key }, inside.length === 0 ? null : inside);
  const to = addressWithin(attributes.href ?? '', from);
  if (to === null) return <>{inside}</>;
  return (
    <a
      key={key}
      href={to}
      {...(to.startsWith('http') ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
    >
      {inside}
    </a>
  );
}
