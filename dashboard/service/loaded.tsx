import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { LoadState } from './load-state.ts';
import { askAgain, hasAccessKey, setAccessKey } from './questions.ts';

interface LoadedProps<T> {
  readonly state: LoadState<T>;
  /** Names what is loaded in a sentence: "the ranking". */
  readonly of: string;
  /** Height to keep free while loading, so that nothing below jumps, in CSS units. */
  readonly room?: string;
  readonly children: (value: T) => ComponentChildren;
}

/** Draws a question in whatever state it is in. */
export function Loaded<T>({ state, of: what, room = '12rem', children }: LoadedProps<T>) {
  switch (state.kind) {
    case 'loading':
      return (
        <div class="state" style={{ minHeight: room }} role="status">
          {state.slow ? `Still waiting for ${what}: the service is slow.` : `Loading ${what} …`}
        </div>
      );
    case 'ready':
      return <>{children(state.value)}</>;
    case 'stale':
      return (
        <>
          <div class="notice" role="status">
            <strong>Not the newest.</strong> {state.because} This is what the service said before. <TryAgain />
          </div>
          {children(state.value)}
        </>
      );
    case 'empty':
      return (
        <div class="state" role="status">
          <p>
            <strong>Nothing to show.</strong> {state.because}
          </p>
        </div>
      );
    case 'failed':
      return (
        <div class="state bad" role="alert">
          <p>
            <strong>Could not load {what}.</strong> {state.because}
          </p>
          <TryAgain />
        </div>
      );
    case 'forbidden':
      return <AskForKey because={state.because} />;
  }
}

const TryAgain = () => (
  <button type="button" onClick={askAgain}>
    Try again
  </button>
);

function AskForKey({ because }: { readonly because: string }) {
  const [key, setKey] = useState('');
  return (
    <form
      class="state"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') setAccessKey(key.trim());
      }}
    >
      <p role="alert">
        <strong>This needs an API key.</strong> {because}
      </p>
      <label>
        API key <input type="password" autocomplete="current-password" value={key} onInput={(event) => setKey(event.currentTarget.value)} />
      </label>{' '}
      <button type="submit">Use this key</button>
      {hasAccessKey() ? (
        <button type="button" onClick={() => setAccessKey(null)}>
          Forget the key
        </button>
      ) : null}
      <p class="dim">It is kept for this tab only, and sent to this service only.</p>
    </form>
  );
}
