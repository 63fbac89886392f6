import { useEffect, useState } from 'preact/hooks';
import { chokepointClient } from '#client/chokepoint-client.ts';
import { askAgain, closed } from '../service/query.ts';
import { GATE } from '../words/gate.ts';
import { WORDS } from '../words/shell.ts';
import { Act } from './act.tsx';
import { useTitle } from './lead.tsx';
import { onSent } from './sent.tsx';

/** The one place where somebody signs in: a key becomes a session, and the page loads its answers again. */
export function Gate({ isOver }: Readonly<{ isOver: boolean }>) {
  const [isWrong, setWrong] = useState(false);
  useTitle(GATE.title);
  useEffect(() => document.getElementById('key')?.focus(), []);
  const enter = async (key = ''): Promise<void> => {
    setWrong(false);
    try {
      await chokepointClient({ url: window.location.origin, key: key.trim(), tries: 1 }).post(
        '/v1/session',
        undefined,
        {},
      );
      closed.value = null;
      await askAgain();
    } catch {
      setWrong(true);
    }
  };
  return (
    <form
      class="card fields"
      style={{ maxWidth: '420px', margin: '8vh auto' }}
      onSubmit={onSent(({ key }) => enter(key))}
    >
      <h1 tabIndex={-1}>{GATE.title}</h1>
      <p class="muted">{WORDS.purpose}</p>
      <p>{isOver ? GATE.over : GATE.text}</p>
      <label for="key">{GATE.key}</label>
      <input id="key" name="key" class="field" type="password" autocomplete="current-password" required />
      {isWrong ? (
        <p class="notice bad" role="alert">
          {GATE.wrong}
        </p>
      ) : null}
      <Act kind="main" says={GATE.enter} />
      <p class="small muted">{GATE.kept}</p>
    </form>
  );
}
