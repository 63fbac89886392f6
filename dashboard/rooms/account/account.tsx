import { useState } from 'preact/hooks';
import type { Answer, Body } from '#client/chokepoint-client.ts';
import { currentBuyer } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useTitle } from '../../parts/title.ts';
import { askAgain, client, type Question, reasonOf } from '../../service/query.ts';
import { STATUS } from '../../service/questions.ts';
import { ACCOUNT } from '../../words/account.ts';
import { day, listed } from '../../words/language.ts';

type Rule = Body<'/v1/alert-rules/{id}', 'PUT'>;

const RULES: Question<Answer<'/v1/alert-rules'>> = { key: ['rules'], ask: (asked) => asked.get('/v1/alert-rules') };
const ALERTS: Question<Answer<'/v1/alerts'>> = { key: ['alerts'], ask: (asked) => asked.get('/v1/alerts', { limit: 50 }) };
const WEBHOOKS: Question<Answer<'/v1/webhooks'>> = { key: ['webhooks'], ask: (asked) => asked.get('/v1/webhooks') };

/** Who one is, what one may do, and what one wants to be told of. */
export function Account() {
  useTitle(ACCOUNT.title);
  return (
    <>
      <h1 tabIndex={-1}>{ACCOUNT.title}</h1>
      <Who />
      <Alerts />
      <Rules />
      <Webhooks />
    </>
  );
}

function rightsOf(scopes: readonly string[]): string {
  const names: Readonly<Record<string, string>> = {
    'scores:read': ACCOUNT.readScores,
    'signals:write': ACCOUNT.writeSignals,
    'suppliers:write': ACCOUNT.writeSuppliers,
    'companies:write': ACCOUNT.writeCompanies,
    'measures:write': ACCOUNT.writeMeasures,
    'measures:publish': ACCOUNT.publishMeasures,
    'alerts:write': ACCOUNT.writeAlerts,
    admin: ACCOUNT.everything,
  };
  return listed(scopes.map((scope) => names[scope] ?? scope));
}

const Who = () => (
  <section class="card">
    <h2>{ACCOUNT.who}</h2>
    <Answered to={STATUS} room="5rem">
      {({ access }) =>
        access.mode === 'open' ? (
          <p>{ACCOUNT.openAccess}</p>
        ) : (
          <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: 'var(--s1) var(--s4)' }}>
            <dt class="muted">{ACCOUNT.client}</dt>
            <dd>{access.client}</dd>
            <dt class="muted">{ACCOUNT.rights}</dt>
            <dd>{rightsOf(access.scopes)}</dd>
            {access.expires_at === null ? null : (
              <>
                <dt class="muted">{ACCOUNT.until}</dt>
                <dd>{new Date(access.expires_at).toLocaleString()}</dd>
              </>
            )}
          </dl>
        )
      }
    </Answered>
  </section>
);

const Alerts = () => (
  <section class="card">
    <h2>{ACCOUNT.alerts}</h2>
    <Answered to={ALERTS} room="5rem">
      {({ data }) =>
        data.length === 0 ? (
          <p class="muted">{ACCOUNT.noAlerts}</p>
        ) : (
          <ul class="dates bare">
            {data.toReversed().map(({ id, as_of: on, rule, summary }) => (
              <li key={id}>
                <time dateTime={on}>
                  <b>{day(on)}</b>
                </time>
                <span>
                  {summary}
                  <span class="sub">{rule.name}</span>
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  </section>
);

/** Tells what became of a write: the words of a refusal, or of a success. */
function useTold(): readonly [told: string | null, write: (work: () => Promise<string | null>) => Promise<void>] {
  const [told, tell] = useState<string | null>(null);
  const write = async (work: () => Promise<string | null>): Promise<void> => {
    try {
      tell(await work());
    } catch (error) {
      tell(reasonOf(error));
    }
    await askAgain();
  };
  return [told, write];
}

const KINDS = ['any_90', 'line_90', 'expected_loss', 'element'] as const;
type Kind = (typeof KINDS)[number];

function Rules() {
  const [kind, choose] = useState<Kind>('any_90');
  const [limit, set] = useState('50');
  const [told, write] = useTold();
  const names: Readonly<Record<Kind, string>> = {
    any_90: ACCOUNT.anyLine,
    line_90: ACCOUNT.oneLine,
    expected_loss: ACCOUNT.expectedLoss,
    element: ACCOUNT.element,
  };
  const name = ACCOUNT.ruleName(names[kind], limit);
  const rule: Rule = {
    name,
    subjects: { type: kind === 'element' ? 'element' : 'company' },
    ...(kind === 'element' ? { buyers: [currentBuyer.value] } : { figure: kind }),
    when: { at_or_above: Number(limit) },
  };
  const rehearse = async (): Promise<string> => {
    const { fired, weeks } = await client.post('/v1/alert-rules:rehearse', rule, {});
    return fired === null ? ACCOUNT.rehearsedUnknown : ACCOUNT.rehearsed(fired, weeks);
  };
  const add = async (): Promise<null> => {
    await client.put('/v1/alert-rules/{id}', rule, { id: `${kind.replace('_', '-')}-${limit.replace(/\W/g, '-')}` });
    return null;
  };
  return (
    <section class="card">
      <h2>{ACCOUNT.rules}</h2>
      <Answered to={RULES} room="8rem">
        {({ data, sent_to: sentTo }) => (
          <>
            {data.length === 0 ? <p class="muted">{ACCOUNT.noRules}</p> : null}
            <ul class="bare">
              {data.map(({ id, version, rule: of }) => (
                <li key={id}>
                  {of.name}{' '}
                  <Remove
                    name={of.name}
                    remove={() => write(() => client.delete('/v1/alert-rules/{id}', { id }, { ifMatch: version }).then(() => null))}
                  />
                </li>
              ))}
            </ul>
            {sentTo.includes('mail') ? <p class="small muted">{ACCOUNT.mail}</p> : null}
          </>
        )}
      </Answered>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void write(add);
        }}
      >
        <Choice name={ACCOUNT.tellWhen} value={kind} options={KINDS.map((one) => [one, names[one]])} pick={(one) => choose(one as Kind)} />
        <label>
          {ACCOUNT.reaches}{' '}
          <input
            class="field days"
            type="number"
            min={0}
            step="any"
            required
            value={limit}
            onInput={(event) => set(event.currentTarget.value)}
          />
        </label>
        <button type="button" class="btn" onClick={() => void write(rehearse)}>
          {ACCOUNT.rehearse}
        </button>
        <button type="submit" class="btn main">
          {ACCOUNT.addRule}
        </button>
      </form>
      <p role="status" class="lines">
        {told}
      </p>
    </section>
  );
}

const Remove = ({ name, remove }: { readonly name: string; readonly remove: () => Promise<void> }) => (
  <button type="button" class="btn" aria-label={ACCOUNT.remove(name)} onClick={() => void remove()}>
    ×
  </button>
);

function Webhooks() {
  const [isOpen, open] = useState(false);
  const [url, type] = useState('');
  const [told, write] = useTold();
  const add = async (): Promise<string | null> => {
    const id = url
      .replace(/^https?:\/\//, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .slice(0, 60);
    const { secret } = await client.put('/v1/webhooks/{id}', { url }, { id });
    type('');
    return secret === null ? null : ACCOUNT.secret(secret);
  };
  return (
    <details class="card" onToggle={() => open(true)}>
      <summary>
        <h2>{ACCOUNT.webhooks}</h2>
      </summary>
      <Answered to={isOpen ? WEBHOOKS : null} room="5rem">
        {({ data }) => (
          <>
            {data.length === 0 ? <p class="muted">{ACCOUNT.noWebhooks}</p> : null}
            <ul class="bare">
              {data.map(({ id, version, webhook, disabled_because: why }) => (
                <li key={id}>
                  {webhook.url} {why}{' '}
                  <button
                    type="button"
                    class="btn"
                    onClick={() =>
                      void write(() => client.post('/v1/webhooks/{id}/deliveries', undefined, { id }).then(() => ACCOUNT.tested))
                    }
                  >
                    {ACCOUNT.test}
                  </button>{' '}
                  <Remove
                    name={webhook.url}
                    remove={() => write(() => client.delete('/v1/webhooks/{id}', { id }, { ifMatch: version }).then(() => null))}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void write(add);
        }}
      >
        <label>
          {ACCOUNT.address}{' '}
          <input
            class="field"
            type="url"
            required
            placeholder="https://"
            value={url}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn">
          {ACCOUNT.addWebhook}
        </button>
      </form>
      <p role="status" class="lines">
        {told}
      </p>
    </details>
  );
}
