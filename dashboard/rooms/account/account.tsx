import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Answer, Body } from '#client/chokepoint-client.ts';
import { HIGH_FROM, SCARCE_HIGH_FROM } from '#domain/vocabulary/band-scale.ts';
import { currentBuyer } from '../../address/address.ts';
import { Act } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Form } from '../../parts/form.tsx';
import { Lead } from '../../parts/lead.tsx';
import { useWrite } from '../../parts/sent.tsx';
import { client, type Question } from '../../service/query.ts';
import { mayDo, STATUS } from '../../service/questions.ts';
import { ACCOUNT } from '../../words/account.ts';
import { filled, listed, moment } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';

const RULES: Question<Answer<'/v1/alert-rules'>> = {
  key: ['rules'],
  ask: (asked) => asked.get('/v1/alert-rules'),
};
const ALERTS: Question<Answer<'/v1/alerts'>> = {
  key: ['alerts'],
  ask: (asked) => asked.get('/v1/alerts', { limit: 50 }),
};
const WEBHOOKS: Question<Answer<'/v1/webhooks'>> = {
  key: ['webhooks'],
  ask: (asked) => asked.get('/v1/webhooks'),
};

async function figuresOf(kind: Kind): Promise<readonly number[]> {
  const chance = chanceOf(kind);
  if (kind.startsWith('element')) {
    const { data } = await client.get('/v1/scores', {
      subject_type: 'element',
      buyer: currentBuyer.value,
      limit: 100,
      fields: [chance],
    });
    return data.flatMap((row) => row[chance] ?? []);
  }
  const { companies } = await client.get('/v1/status');
  const results = await Promise.all(
    companies.map(({ id }) => client.get('/v1/companies/{id}/results', { id })),
  );
  return results.flatMap(({ any, lines }) =>
    kind === 'expected_loss'
      ? (any?.loss?.mean ?? [])
      : [...(kind.startsWith('line') ? lines : any === null ? [] : [any])].flatMap(
          ({ within }) => within.find(({ days }) => days === 90)?.[chance] ?? [],
        ),
  );
}

const LINE = '1.3rem';

export function Account() {
  return (
    <>
      <Lead title={WORDS.account} />
      <Card title={ACCOUNT.who}>
        <Answered to={STATUS} room={LINE}>
          {({ access }) =>
            access.mode === 'open' ? (
              <p>{ACCOUNT.openAccess}</p>
            ) : (
              <dl
                style={{
                  display: 'grid',
                  gridTemplateColumns: 'max-content 1fr',
                  gap: 'var(--s1) var(--s4)',
                }}
              >
                <dt class="muted">{ACCOUNT.client}</dt>
                <dd>{access.client}</dd>
                <dt class="muted">{ACCOUNT.rights}</dt>
                <dd>{listed(access.scopes.map((scope) => ACCOUNT[scope as 'admin'] ?? scope))}</dd>
                {access.expires_at === null ? null : (
                  <>
                    <dt class="muted">{ACCOUNT.until}</dt>
                    <dd>{moment(access.expires_at)}</dd>
                  </>
                )}
              </dl>
            )
          }
        </Answered>
      </Card>
      <Card title={ACCOUNT.alerts}>
        <Answered to={ALERTS} room={LINE}>
          {({ data }) =>
            data.length === 0 ? (
              <p class="muted">{ACCOUNT.noAlerts}</p>
            ) : (
              <DateList
                of={data.toReversed().map(({ id, as_of: date, rule, summary }) => ({
                  key: id,
                  date,
                  text: [summary, <span class="sub">{rule.name}</span>],
                }))}
              />
            )
          }
        </Answered>
      </Card>
      <Answered to={STATUS} room={LINE}>
        {(status) => (mayDo(status, 'alerts:write') ? null : <p class="notice">{ACCOUNT.readOnly}</p>)}
      </Answered>
      <Rules />
      <Webhooks />
    </>
  );
}

const KINDS = ['any_90', 'line_90', 'line_90_scarce', 'expected_loss', 'element', 'element_scarce'] as const;
type Kind = (typeof KINDS)[number];

const kindOf = (stated: string | undefined): Kind => KINDS.find((one) => one === stated) ?? 'any_90';
const chanceOf = (kind: Kind) => (kind.endsWith('scarce') ? 'scarce' : 'score');

/** Where the band "high" of a chance begins; none of a loss. */
const limitOf = (kind: Kind) =>
  kind === 'expected_loss' ? '' : chanceOf(kind) === 'scarce' ? SCARCE_HIGH_FROM : HIGH_FROM;

type Fields = Readonly<Record<string, string>>;

/** Why a rule would not fire though its figure is as high as it asks, or has nothing to watch; empty: it may. */
async function silentBecause({ kind, limit }: Fields): Promise<string> {
  const figures = await figuresOf(kindOf(kind));
  const holding = figures.filter((figure) => figure >= Number(limit)).length;
  if (figures.length === 0) return ACCOUNT.nothingWatched;
  return holding === 0 ? '' : filled(ACCOUNT.holds, { holding, of: figures.length });
}

function ruleIn({
  kind: stated,
  limit = '',
}: Fields): Body<'/v1/alert-rules/{id}', 'PUT'> & Readonly<{ name: string }> {
  const kind = kindOf(stated);
  return {
    name: filled(ACCOUNT.ruleName, { what: ACCOUNT[kind], limit }),
    chance: chanceOf(kind),
    ...(kind === 'element' || kind === 'element_scarce'
      ? { subjects: { type: 'element' }, buyers: [currentBuyer.value] }
      : { subjects: { type: 'company' }, figure: kind === 'line_90_scarce' ? 'line_90' : kind }),
    when: { at_or_above: Number(limit) },
  };
}

function Rules() {
  const [outcome, write] = useWrite();
  const propose = ({ currentTarget: { form, value } }: TargetedEvent<HTMLSelectElement>): void => {
    const limit = form?.elements.namedItem('limit') as HTMLInputElement;
    limit.value = String(limitOf(kindOf(value)));
    limit.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const rehearse = async (fields: Fields): Promise<string> => {
    const { fired, weeks } = await client.post('/v1/alert-rules:rehearse', ruleIn(fields), {});
    const said = fired === null ? ACCOUNT.rehearsedUnknown : filled(ACCOUNT.rehearsed, { fired, weeks });
    return `${said} ${await silentBecause(fields)}`;
  };
  const add = async (fields: Fields): Promise<boolean> => {
    let isAdded = false;
    await write(async () => {
      const why = await silentBecause(fields);
      if (why !== '' && !window.confirm(`${why} ${ACCOUNT.allTheSame}`)) return;
      await client.put('/v1/alert-rules/{id}', ruleIn(fields), {
        id: `${fields.kind}-${fields.limit}`.replace(/\W|_/g, '-'),
      });
      isAdded = true;
    });
    return isAdded;
  };
  return (
    <Card title={ACCOUNT.rules}>
      <Answered to={RULES} room={LINE}>
        {({ data, sent_to: sentTo }) => (
          <>
            {data.length === 0 ? <p class="muted">{ACCOUNT.noRules}</p> : null}
            <ul class="bare">
              {data.map(({ id, version, rule: { name } }) => (
                <li key={id}>
                  {name}{' '}
                  <Remove
                    name={name}
                    remove={() =>
                      write(() => client.delete('/v1/alert-rules/{id}', { id }, { ifMatch: version }))
                    }
                  />
                </li>
              ))}
            </ul>
            <p class="small muted">
              {ACCOUNT.sentTo} {sentTo.includes('mail') ? ACCOUNT.mail : null}
            </p>
          </>
        )}
      </Answered>
      <Form
        name="rule"
        class="filters"
        sent={(fields) =>
          fields.act === 'add' ? add(fields) : write(() => rehearse(fields)).then(() => false)
        }
      >
        <label>
          {ACCOUNT.tellWhen}
          <select name="kind" onChange={propose}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {ACCOUNT[kind]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {ACCOUNT.reaches}{' '}
          <input
            class="field days"
            name="limit"
            type="number"
            min={0}
            step="any"
            required
            defaultValue={limitOf('any_90')}
          />
        </label>
        <Act says={ACCOUNT.rehearse} name="act" value="rehearse" />
        <Act kind="main" says={ACCOUNT.addRule} name="act" value="add" />
      </Form>
      {outcome}
    </Card>
  );
}

const Remove = ({ name, remove }: Readonly<{ name: string; remove: () => unknown }>) => (
  <Act
    says="×"
    aria-label={filled(ACCOUNT.remove, { name })}
    asks={`${filled(ACCOUNT.remove, { name })}?`}
    does={remove}
  />
);

function Webhooks() {
  const [isOpen, open] = useState(false);
  const [outcome, write] = useWrite();
  const add = async (url = ''): Promise<string | null> => {
    const id = url.replace(/^https?:\/\//, '').replace(/[^A-Za-z0-9._-]+/g, '-');
    const { secret } = await client.put('/v1/webhooks/{id}', { url }, { id: id.slice(0, 60) });
    return secret === null ? null : filled(ACCOUNT.secret, { secret });
  };
  return (
    <details class="card" onToggle={() => open(true)}>
      <summary>
        <h2>{ACCOUNT.webhooks}</h2>
      </summary>
      <Answered to={isOpen ? WEBHOOKS : null} room={LINE}>
        {({ data }) => (
          <>
            {data.length === 0 ? <p class="muted">{ACCOUNT.noWebhooks}</p> : null}
            <ul class="bare">
              {data.map(({ id, version, webhook, disabled_because: why }) => (
                <li key={id}>
                  {webhook.url} {why}{' '}
                  <Act
                    says={ACCOUNT.test}
                    does={() =>
                      write(() =>
                        client
                          .post('/v1/webhooks/{id}/deliveries', undefined, { id })
                          .then(() => ACCOUNT.tested),
                      )
                    }
                  />{' '}
                  <Remove
                    name={webhook.url}
                    remove={() =>
                      write(() => client.delete('/v1/webhooks/{id}', { id }, { ifMatch: version }))
                    }
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
      <Form name="webhook" class="filters" sent={({ url }) => write(() => add(url))}>
        <label>
          {ACCOUNT.address} <input class="field" name="url" type="url" required placeholder="https://" />
        </label>
        <Act says={ACCOUNT.addWebhook} />
      </Form>
      {outcome}
    </details>
  );
}
