import { useState } from 'preact/hooks';
import type { Body } from '#client/chokepoint-client.ts';
import { Act } from '../../parts/act.tsx';
import { Answered } from '../../parts/answered.tsx';
import { DateList } from '../../parts/date-list.tsx';
import { Form } from '../../parts/form.tsx';
import { Later } from '../../parts/later.tsx';
import { useWrite } from '../../parts/sent.tsx';
import { STEPS, stepName } from '../../parts/step-name.ts';
import { client, useAnswer } from '../../service/query.ts';
import { mayDo, STATUS } from '../../service/questions.ts';
import { CLASSES, EVIDENCE, FIELDS } from '../../words/evidence.ts';
import { LinksOut } from './links-out.tsx';
import { type Measure, WAITING_MEASURES } from './questions.ts';

type Sent = Body<'/v1/measures'>;

/** Fields with a text, with codes, and with a day. */
const TEXTS = ['title', 'actor', 'instrument_no', 'source', 'source_url', 'scope'] as const;
const LISTS = ['origins', 'targets'] as const;
/** What it does to earlier measures. */
const RELIEFS = ['ends', 'extends_suspension'] as const;
const DAYS = ['known_from', 'effective_from', 'effective_to', 'suspended_from', 'suspended_to'] as const;

const wordsIn = (text: FormDataEntryValue | null): string[] =>
  typeof text === 'string' ? text.split(/[\s,;]+/).filter(Boolean) : [];

/**
 * What a form says. Fields that are empty are not sent; what a measure that is completed has and the form has
 * not stays as it is.
 */
export function sentOf(form: FormData, visibility: 'own' | 'public', before: Measure | null): Sent {
  const said = [...TEXTS, ...DAYS, 'control_class'].flatMap((name) => {
    const text = String(form.get(name) ?? '').trim();
    return text === '' ? [] : [[name, text] as const];
  });
  const elements = wordsIn(form.get('elements'));
  const earlier = wordsIn(form.get('earlier'));
  const coverage = String(form.get('coverage') ?? '');
  const goods = {
    elements,
    stages: form.getAll('stages'),
    ...(coverage === '' ? {} : { coverage: Number(coverage) }),
  };
  return {
    ...Object.fromEntries(said),
    ...(before === null ? {} : { id: before.id }),
    relief: earlier.length === 0 ? null : { kind: form.get('relief'), measures: earlier },
    ...Object.fromEntries(LISTS.map((name) => [name, wordsIn(form.get(name))])),
    applies: keepsGoods(before) ? before?.mapping?.applies : elements.length === 0 ? [] : [goods],
    visibility,
  } as Sent;
}

/** Goods in several lines are kept as they are: the form has one line. */
const keepsGoods = (before: Measure | null): boolean => (before?.mapping?.applies.length ?? 0) > 1;

/**
 * A form to enter a measure, and those that wait for a decision, which are loaded when it is opened.
 */
export function EnterMeasure() {
  const { data: status } = useAnswer(STATUS);
  const [before, complete] = useState<Measure | null>(null);
  if (status === undefined || !mayDo(status, 'measures:write')) return null;
  return (
    <Later class="card" name={EVIDENCE.enter}>
      {() => (
        <>
          <h3>{EVIDENCE.waiting}</h3>
          <Answered to={WAITING_MEASURES} room="48px">
            {(waiting) => (
              <>
                {waiting.length === 0 ? <p class="muted">{EVIDENCE.nothingWaits}</p> : null}
                <DateList
                  of={waiting.map((measure) => ({
                    key: measure.row,
                    date: measure.announced,
                    text: <Waiting measure={measure} complete={() => complete(measure)} />,
                  }))}
                />
              </>
            )}
          </Answered>
          <Entry key={before?.row ?? ''} before={before} mayPublish={mayDo(status, 'measures:publish')} />
        </>
      )}
    </Later>
  );
}

function Waiting({ measure, complete }: { readonly measure: Measure; readonly complete: () => void }) {
  const [outcome, write] = useWrite();
  const { id, title, state, reasons, source_url: source, scope } = measure;
  const decide = ({ act, note = '' }: Readonly<Record<string, string>>) =>
    write(() =>
      client.post(
        '/v1/measures/{id}/review',
        { decision: act === 'accept' ? 'accept' : 'reject', note },
        { id },
      ),
    );
  return (
    <>
      <b lang="en">{title}</b> <LinksOut text={source} />
      {typeof scope === 'string' ? <q lang="en">{scope}</q> : null}
      {reasons.map((reason) => (
        <p key={reason} class="muted">
          {reason}
        </p>
      ))}
      <Form name={`review ${id}`} class="filters" sent={decide}>
        <Act says={EVIDENCE.complete} does={complete} />
        <label>
          {EVIDENCE.remark} <input class="field" name="note" required pattern=".*\S.*" />
        </label>
        <Act says={EVIDENCE.accept} name="act" value="accept" disabled={state === 'draft'} />
        <Act says={EVIDENCE.reject} name="act" value="reject" />
      </Form>
      {outcome}
    </>
  );
}

function Entry({ before, mayPublish }: { readonly before: Measure | null; readonly mayPublish: boolean }) {
  const [outcome, write] = useWrite();
  const lines = before?.mapping?.applies ?? [];
  const was = (name: string): string => {
    const value = before?.[name];
    return Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : '';
  };
  const field = (name: keyof typeof FIELDS, isDay = false, value = was(name)) => {
    const input = { id: `measure-${name}`, class: 'field', name, defaultValue: value };
    return (
      <label key={name} class="fields" for={input.id}>
        {FIELDS[name]}
        {isDay ? <input type="date" {...input} /> : <input {...input} />}
      </label>
    );
  };
  return (
    <Form
      name={`measure ${before?.row ?? ''}`}
      class="shelf entry"
      style={{ '--least': '260px', alignItems: 'end' }}
      sent={(fields, form) =>
        write(() =>
          client
            .post('/v1/measures', sentOf(form, fields.act === 'public' ? 'public' : 'own', before))
            .then(() => EVIDENCE.stored),
        )
      }
    >
      {TEXTS.map((name) => field(name))}
      <label class="fields">
        {FIELDS.control_class}
        <select name="control_class" defaultValue={before?.mapping?.control_class ?? ''}>
          <option value="">{EVIDENCE.notStated}</option>
          {Object.entries(CLASSES).map(([name, word]) => (
            <option key={name} value={name}>
              {word}
            </option>
          ))}
        </select>
      </label>
      {field('earlier', false, before?.relief?.measures.join(' '))}
      <label class="fields">
        {FIELDS.relief}
        <select name="relief" defaultValue={before?.relief?.kind ?? RELIEFS[0]}>
          {RELIEFS.map((kind) => (
            <option key={kind} value={kind}>
              {FIELDS[kind]}
            </option>
          ))}
        </select>
      </label>
      {LISTS.map((name) => field(name))}
      {keepsGoods(before) ? null : (
        <>
          {field('elements')}
          {field('coverage', false, String(lines[0]?.coverage ?? ''))}
          <fieldset>
            <legend>{FIELDS.stages}</legend>
            {STEPS.map((stage) => (
              <label key={stage}>
                <input
                  type="checkbox"
                  name="stages"
                  value={stage}
                  defaultChecked={was('stages').split(' ').includes(stage)}
                />{' '}
                {stepName(stage)}
              </label>
            ))}
          </fieldset>
        </>
      )}
      {DAYS.map((name) => field(name, true))}
      <div class="acts">
        <Act kind="main" says={EVIDENCE.forOurselves} />
        {mayPublish ? <Act says={EVIDENCE.forEverybody} name="act" value="public" /> : null}
      </div>
      {outcome}
    </Form>
  );
}
