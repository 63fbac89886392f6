import { useState } from 'preact/hooks';
import { countryNames } from '#domain/vocabulary/country-names.ts';
import { SEA_LANES } from '#domain/vocabulary/sea-lanes.ts';
import { THEATRE, THEATRES } from '#domain/vocabulary/theatres.ts';
import { currentBuyer } from '../../address/address.ts';
import { Act } from '../../parts/act.tsx';
import { Choice } from '../../parts/choice.tsx';
import { STEPS } from '../../parts/step-name.ts';
import { useAnswer } from '../../service/query.ts';
import { scores } from '../../service/questions.ts';
import { country, days, filled, language, share } from '../../words/language.ts';
import { inDays, WORDS } from '../../words/shell.ts';
import { WHAT_IF } from '../../words/what-if.ts';
import type { Scenario, Stop } from './scenario.ts';

/** Where most of the world's supply comes from stands first in the list of countries. */
const LARGE_ORIGINS = ['CHN', 'RUS', 'MMR', 'COD', 'AUS', 'USA', 'MYS', 'VNM', 'ZAF', 'KAZ'];
type BuilderProps = Readonly<{
  scenario: Scenario;
  change: (scenario: Scenario) => void;
  elements: readonly (readonly [id: string, name: string])[];
}>;

export function StopBuilder({ scenario, change, elements }: BuilderProps) {
  const stops = scenario.stops ?? [];
  const shown = stops.length === 0 ? [{}] : stops;
  const set = (n: number, stop: Stop | null): void =>
    change({
      ...scenario,
      stops: shown.flatMap((one, place) => (place === n ? (stop === null ? [] : [stop]) : [one])),
    });
  const addDays = scenario.cover?.[0]?.add_days ?? 0;
  return (
    <div class="card builder">
      {shown.map((stop, n) => (
        <StopParts
          key={n}
          n={n}
          stop={stop}
          elements={elements}
          set={(next) => set(n, next)}
          canGo={shown.length > 1}
        />
      ))}
      <Act
        says={WHAT_IF.addStop}
        style={{ marginBottom: 'var(--s3)' }}
        does={() => change({ ...scenario, stops: [...shown, {}] })}
      />
      <Slider
        name={WHAT_IF.stock}
        value={addDays}
        most={365}
        said={days(addDays)}
        set={(value) => change({ ...scenario, cover: value === 0 ? [] : [{ add_days: value }] })}
      />
      <fieldset>
        <legend>
          <b>{WHAT_IF.signals}</b>
        </legend>
        {THEATRES.map((theatre) => (
          <Choice
            key={theatre}
            name={THEATRE[theatre][language.value]}
            value={String(scenario.pressure?.[theatre] ?? '')}
            options={[
              ['', WHAT_IF.asTheyAre],
              ['0', WHAT_IF.calm],
              ['75', WHAT_IF.busy],
              ['100', WHAT_IF.most],
            ]}
            pick={(level) => {
              const { [theatre]: _before, ...others } = scenario.pressure ?? {};
              change({
                ...scenario,
                pressure: level === '' ? others : { ...others, [theatre]: Number(level) },
              });
            }}
          />
        ))}
      </fieldset>
    </div>
  );
}

type PartsProps = Pick<BuilderProps, 'elements'> &
  Readonly<{
    n: number;
    stop: Stop;
    set: (stop: Stop | null) => void;
    canGo: boolean;
  }>;

function StopParts({ n, stop, elements, set, canGo }: PartsProps) {
  const { origin, lane, supplier, ...rest } = stop;
  const [isOpen, open] = useState(supplier != null);
  const suppliers =
    useAnswer(isOpen ? scores('supplier', currentBuyer.value, null, 1000) : null).data?.data ?? [];
  const others = Object.keys(countryNames(language.value))
    .filter((code) => !LARGE_ORIGINS.includes(code) && code !== 'OTH')
    .sort((one, other) => country(one).localeCompare(country(other), language.value));
  const goods = [
    ['@REE', WHAT_IF.allRareEarths] as const,
    ['@HREE', WORDS.heavy] as const,
    ['@LREE', WORDS.light] as const,
    ...elements,
  ];
  const nameOf = (id: string): string => goods.find(([one]) => one === id)?.[1] ?? id;
  const chosen = stop.elements ?? [];
  const steps = stop.stages ?? [];
  const pickStep = (step: (typeof STEPS)[number], isOn: boolean): void => {
    const next = STEPS.filter((one) => (one === step ? isOn : steps.includes(one)));
    set({ ...stop, stages: next.length === 0 ? null : next });
  };
  return (
    <fieldset>
      <legend>
        <b>{filled(WHAT_IF.stop, { n: n + 1 })}</b>{' '}
        {canGo ? (
          <Act
            says="×"
            aria-label={filled(WORDS.remove, { name: filled(WHAT_IF.stop, { n: n + 1 }) })}
            does={() => set(null)}
          />
        ) : null}
      </legend>
      <Choice
        name={WORDS.country}
        value={origin ?? ''}
        options={[
          ['', WHAT_IF.nobody],
          ...[...LARGE_ORIGINS, ...others].map((code) => [code, country(code)] as const),
        ]}
        pick={(code) => set(code === '' ? rest : { ...rest, origin: code })}
      />
      <Choice
        name={WHAT_IF.lane}
        value={lane ?? ''}
        options={[
          ['', WHAT_IF.nobody],
          ...Object.entries(SEA_LANES).map(([id, names]) => [id, names[language.value]] as const),
        ]}
        pick={(id) => set(id === '' ? rest : { ...rest, lane: id, targets: null })}
      />
      <Choice
        name={WORDS.supplier}
        value={supplier ?? ''}
        open={() => open(true)}
        options={[['', WHAT_IF.none], ...suppliers.map(({ subject }) => [subject.id, subject.name] as const)]}
        pick={(id) => set(id === '' ? rest : { ...rest, supplier: id })}
      />
      <p>
        <b>{WHAT_IF.what}</b>{' '}
        {chosen.length === 0 ? (
          <span class="muted">{WHAT_IF.everything}</span>
        ) : (
          chosen.map((id) => (
            <button
              key={id}
              type="button"
              class="btn"
              aria-label={filled(WORDS.remove, { name: nameOf(id) })}
              onClick={() =>
                set({ ...stop, elements: chosen.length === 1 ? null : chosen.filter((one) => one !== id) })
              }
            >
              {nameOf(id)} ×
            </button>
          ))
        )}
      </p>
      <Choice
        name={WHAT_IF.addElement}
        value=""
        options={[['', WHAT_IF.nobody], ...goods]}
        pick={(id) => (id === '' ? undefined : set({ ...stop, elements: [...new Set([...chosen, id])] }))}
      />
      <p>
        <b>{WHAT_IF.steps}</b>
      </p>
      <p class="acts" style={{ marginBottom: 'var(--s3)' }}>
        {STEPS.map((step) => (
          <label key={step} class="nowrap">
            <input
              type="checkbox"
              checked={steps.includes(step)}
              onChange={(event) => pickStep(step, event.currentTarget.checked)}
            />{' '}
            {WORDS[step]}
          </label>
        ))}
      </p>
      <Slider
        name={WHAT_IF.lasts}
        value={stop.days ?? 365}
        least={10}
        most={365}
        said={stop.days == null ? WHAT_IF.wholeYear : days(stop.days)}
        set={(value) => set({ ...stop, days: value >= 365 ? null : value })}
      />
      <Slider
        name={WHAT_IF.begins}
        value={stop.begins ?? 0}
        most={364}
        said={inDays(stop.begins ?? 0)}
        set={(value) => set({ ...stop, begins: value })}
      />
      <Slider
        name={WHAT_IF.depth}
        value={100 * (stop.severity ?? 1)}
        least={5}
        most={100}
        said={share(stop.severity ?? 1)}
        set={(value) => set({ ...stop, severity: value / 100 })}
      />
    </fieldset>
  );
}

type SliderProps = Readonly<{
  name: string;
  value: number;
  least?: number;
  most: number;
  said: string;
  set: (value: number) => void;
}>;

const Slider = ({ name, value, least = 0, most, said, set }: SliderProps) => (
  <label>
    <span>
      {name} <b>{said}</b>
    </span>
    <input
      type="range"
      class="slider"
      min={least}
      max={most}
      step={5}
      value={value}
      aria-valuetext={said}
      onChange={(event) => set(Number(event.currentTarget.value))}
    />
  </label>
);
