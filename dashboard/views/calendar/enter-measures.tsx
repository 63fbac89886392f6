import { useState } from 'preact/hooks';
import type { Body } from '#client/chokepoint-client.ts';
import { LinksOut } from '../../parts/links-out.tsx';
import { type Measure, WAITING_MEASURES } from '../../service/facts.ts';
import { Loaded } from '../../service/loaded.tsx';
import { tell, useAnswer } from '../../service/questions.ts';
import { dayText, plainWords } from '../../words/numbers.ts';

type Sent = Body<'/v1/measures'>;
type Typed = Readonly<Record<string, string>>;

/** Name of a field, its label, and what kind of input it is or what an entry looks like. */
const FIELDS = [
  ['title', 'Title · 名称', ''],
  ['actor', 'Authority · 発出機関', 'China MOFCOM'],
  ['instrument_no', 'Number · 番号', 'MOFCOM 2026 No. 31'],
  ['control_class', 'Class · 区分', 'licence, ban, export_quota, end_use_broad … none'],
  ['elements', 'Elements · 元素', 'Dy Tb @REE'],
  ['stages', 'Stages · 工程', 'separation metal magnet'],
  ['coverage', 'Part of their trade · 対象割合', '1'],
  ['origins', 'Countries that restrict · 規制国', 'CHN'],
  ['targets', 'Whom it hits · 対象国', 'ALL, JPN, EUU'],
  ['known_from', 'Public since · 公表日', 'date'],
  ['effective_from', 'In force from · 施行日', 'date'],
  ['effective_to', 'Last day · 終了日', 'date'],
  ['suspended_from', 'Suspended from · 停止開始日', 'date'],
  ['suspended_to', 'Suspended to · 停止終了日', 'date'],
  ['source', 'Source · 出典', 'MOFCOM'],
  ['source_url', 'Address · 出典のURL', 'https://'],
  ['scope', 'Passage · 該当箇所', ''],
  ['note', 'Remark · 備考', ''],
  ['id', 'Id · 識別子', 'CN-2026-31; made when empty'],
] as const;

const listOf = (text = ''): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** Fields that are empty are not sent. `before`: the measure that is completed; what the form has no field for stays as it is. */
function sentOf(all: Typed, visibility: 'own' | 'public', before: Measure | null): Sent {
  const { elements, stages, coverage = '', origins, targets, ...typed } = all;
  const was: Typed = before === null ? {} : typedOf(before);
  const isSameGoods = ['elements', 'stages', 'coverage'].every((name) => all[name] === was[name]);
  const said = Object.fromEntries(Object.entries(typed).filter(([, value]) => value.trim() !== ''));
  const goods = { elements: listOf(elements), stages: listOf(stages), ...(coverage === '' ? {} : { coverage: Number(coverage) }) };
  const typedGoods = goods.elements.length + goods.stages.length === 0 ? [] : [goods];
  const applies = isSameGoods ? (before?.mapping?.applies ?? typedGoods) : typedGoods;
  return {
    ...said,
    relief: before?.relief ?? null,
    visibility,
    applies,
    origins: listOf(origins),
    targets: listOf(targets),
  } as unknown as Sent;
}

/** What a measure that waits says already. */
function typedOf(measure: Measure): Typed {
  const { elements, stages, origins, targets, mapping, ...rest } = measure;
  const texts = Object.fromEntries(FIELDS.flatMap(([name]) => (typeof rest[name] === 'string' ? [[name, rest[name]]] : [])));
  const lists = { elements, stages, origins, targets };
  return {
    ...texts,
    ...Object.fromEntries(Object.entries(lists).map(([name, words]) => [name, words.join(' ')])),
    control_class: mapping?.control_class ?? '',
    coverage: mapping?.applies.length === 1 ? String(mapping.applies[0]?.coverage ?? '') : '',
  };
}

/** Measures that wait for a decision, and a form to enter one. */
export function EnterMeasures() {
  const [typed, type] = useState<Typed>({});
  const [before, complete] = useState<Measure | null>(null);
  const [answer, say] = useState('');
  const send = (visibility: 'own' | 'public') =>
    tell((client) =>
      client.post('/v1/measures', sentOf(typed, visibility, before !== null && before.id === typed.id ? before : null)),
    ).then((refused) => {
      say(refused ?? 'Stored: it counts in the next scores, or waits above with the reason. · 登録しました。');
      if (refused === null) type({});
    });
  return (
    <section>
      <h2>Waiting for a decision · 確認待ち</h2>
      <Loaded state={useAnswer(WAITING_MEASURES)} of="measures that wait" room="4rem">
        {(waiting) => (
          <>
            {waiting.length === 0 ? <p class="dim">Nothing waits. · 確認待ちはありません。</p> : null}
            <ul class="dates">
              {waiting.map((measure) => (
                <Waiting
                  key={measure.row}
                  measure={measure}
                  complete={() => {
                    complete(measure);
                    type(typedOf(measure));
                  }}
                />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <h2>Enter or complete a measure · 措置の登録</h2>
      <form
        class="measure"
        onSubmit={(event) => {
          event.preventDefault();
          send('public');
        }}
      >
        {FIELDS.map(([name, label, hint]) => {
          const value = typed[name] ?? '';
          const note = (said: string): void => type({ ...typed, [name]: said });
          return (
            <label key={name} for={`measure-${name}`}>
              <span>{label}</span>
              {hint === 'date' ? (
                <input id={`measure-${name}`} type="date" value={value} onInput={(event) => note(event.currentTarget.value)} />
              ) : (
                <input id={`measure-${name}`} placeholder={hint} value={value} onInput={(event) => note(event.currentTarget.value)} />
              )}
            </label>
          );
        })}
        <div class="tools">
          <button type="submit" class="main">
            Enter for everybody · 全員に公開
          </button>
          <button type="button" onClick={() => send('own')}>
            Keep to myself · 自分のみ
          </button>
        </div>
        <p role="status">{answer}</p>
      </form>
    </section>
  );
}

function Waiting({ measure, complete }: { readonly measure: Measure; readonly complete: () => void }) {
  const [note, type] = useState('');
  const [refused, say] = useState<string | null>(null);
  const { id, title, announced, state, reasons, source_url: source, scope } = measure;
  const decide = (decision: 'accept' | 'reject') =>
    tell((client) => client.post('/v1/measures/{id}/review', { decision, note }, { id })).then(say);
  return (
    <li>
      <time dateTime={announced}>{dayText(announced)}</time>
      <div>
        <b>{title}</b>
        <p>
          {id} · {plainWords(state)} <LinksOut text={typeof source === 'string' ? source : null} />
        </p>
        {typeof scope === 'string' ? <p class="dim">{scope}</p> : null}
        {reasons.map((reason) => (
          <p key={reason} class="dim">
            {reason}
          </p>
        ))}
        <div class="tools">
          <button type="button" onClick={complete}>
            Complete · 入力
          </button>
          <label>
            <span>Remark · 備考</span>
            <input value={note} onInput={(event) => type(event.currentTarget.value)} />
          </label>
          <button type="button" disabled={note.trim() === '' || state === 'draft'} onClick={() => decide('accept')}>
            Accept · 承認
          </button>
          <button type="button" disabled={note.trim() === ''} onClick={() => decide('reject')}>
            Reject · 却下
          </button>
        </div>
        {refused === null ? null : <p role="alert">{refused}</p>}
      </div>
    </li>
  );
}
