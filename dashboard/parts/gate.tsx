import { useState } from 'preact/hooks';
import { type ChokepointError, chokepointClient } from '#client/chokepoint-client.ts';
import { askAgain, closed } from '../service/query.ts';
import { WORDS } from '../words/shell.ts';
import { useTitle } from './title.ts';

/** The one place where somebody signs in: a key becomes a session, and all that was asked is asked again. */
export function Gate({ refused }: { readonly refused: ChokepointError }) {
  const [key, type] = useState('');
  const [isWrong, tell] = useState(false);
  useTitle(WORDS.gateTitle);
  const enter = async (): Promise<void> => {
    tell(false);
    try {
      await chokepointClient({ url: window.location.origin, key: key.trim(), tries: 1 }).post('/v1/session', undefined, {});
      closed.value = null;
      await askAgain();
    } catch {
      tell(true);
    }
  };
  return (
    <form
      class="card fields"
      style={{ maxWidth: '420px', margin: '8vh auto' }}
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <h1 tabIndex={-1}>{WORDS.gateTitle}</h1>
      <p>{refused.problem.code === 'key_expired' ? WORDS.gateOver : WORDS.gateText}</p>
      <label for="key">{WORDS.gateKey}</label>
      <input
        id="key"
        class="field"
        type="password"
        autocomplete="current-password"
        required
        value={key}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {isWrong ? (
        <p class="told bad" role="alert">
          {WORDS.gateWrong}
        </p>
      ) : null}
      <button type="submit" class="btn main">
        {WORDS.gateEnter}
      </button>
      <p class="small muted">{WORDS.gateKept}</p>
    </form>
  );
}
