import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { currentBuyer, currentQuery, goTo, setQuery, subjectLink } from '../../address/address.ts';
import { Answered } from '../../parts/answered.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Drawing, Key } from '../../parts/drawing.tsx';
import { SaveCsv } from '../../parts/save-csv.tsx';
import { SavePicture } from '../../parts/save-picture.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepName, stepWithin } from '../../parts/step-name.ts';
import { Table } from '../../parts/table.tsx';
import { useAnswer } from '../../service/query.ts';
import { EXPLORE } from '../../words/explore.ts';
import { capitalised, country, day, filled, share } from '../../words/language.ts';
import { WORDS } from '../../words/shell.ts';
import { ATLAS, drawWorld, SHAPE, type World } from './atlas.ts';
import type { TabProps } from './filter.ts';
import { type Feature, type Lane, lanesOf, placeOf, wayOf } from './places.ts';
import { type Origins, originsOf, placesOf, ranking } from './questions.ts';

/** Shares of supply from which a country is darker. */
const SHADES_FROM = [0.01, 0.1, 0.25, 0.5, 0.75];
/** Flows and straits below this share are in the table only. */
const LEAST_DRAWN = 0.01;
const FIRST_ELEMENT = 'Dy';

const colourOf = (shade: number): string => (shade === 0 ? 'var(--land)' : `var(--shade${shade})`);
const shadeOf = (part: number): number => SHADES_FROM.filter((from) => part >= from).length;

export function WorldMap({ filter }: TabProps) {
  const query = currentQuery.value;
  const buyer = currentBuyer.value;
  const element = query.get('element') ?? FIRST_ELEMENT;
  const [isOpen, open] = useState(false);
  const names = useAnswer(isOpen ? ranking('element', buyer, null) : null).data?.data ?? [];
  return (
    <Answered to={originsOf(element, buyer, filter.asOf)} room="46rem">
      {(origins) => {
        const { subject, stages, stage: weakest } = origins;
        const steps = (stages ?? []).map(({ stage }) => stage);
        const step = steps.find((one) => one === query.get('step')) ?? weakest ?? steps[0] ?? null;
        const others = names.filter((row) => row.subject.id !== subject.id);
        return (
          <>
            <div class="filters">
              <Choice
                name={WORDS.element}
                value={subject.id}
                open={() => open(true)}
                options={[subject, ...others.map((row) => row.subject)].map(
                  ({ id, name }) => [id, capitalised(name)] as const,
                )}
                pick={(id) => setQuery({ element: id, step: null })}
              />
              {step === null ? null : (
                <Choice
                  name={EXPLORE.step}
                  value={step}
                  options={steps.map((one) => [one, stepName(one)] as const)}
                  pick={(one) => setQuery({ step: one })}
                />
              )}
            </div>
            {step === null ? (
              <p class="notice">{origins.status_reason ?? EXPLORE.noOrigin}</p>
            ) : (
              <Shown origins={origins} step={step} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Shown({
  origins: { subject, stages, as_of: asOf },
  step,
}: Readonly<{
  origins: Origins;
  step: string;
}>) {
  const buyer = currentBuyer.value;
  const { data: topology } = useAnswer(ATLAS);
  const found = stages?.find(({ stage }) => stage === step);
  const shares = new Map(Object.entries(found?.shares ?? {}));
  const domestic = found?.domestic ?? 0;
  if (domestic > 0) shares.set(buyer, (shares.get(buyer) ?? 0) + domestic);
  const order = [...shares].toSorted((one, other) => other[1] - one[1]);
  const file = `chokepoint-${subject.id}-${step}-${asOf}`;
  const title = filled(EXPLORE.originsOf, {
    element: capitalised(subject.name),
    step: stepWithin(step),
    buyer: country(buyer),
  });
  return (
    <Answered to={placesOf(subject.id, buyer)} room="40rem">
      {({ features }) => {
        const sites = features.filter(({ properties: { kind, stage } }) => kind === 'site' && stage === step);
        const lanes = lanesOf(features, buyer, subject.id, step);
        const most = lanes.find((lane) => (lane.share ?? 0) >= LEAST_DRAWN);
        return (
          <Card
            id="map"
            title={title}
            acts={
              <>
                <SaveCsv name={file} rows={[['country', 'share'], ...order]} />
                <SavePicture within="#map" name={file} foot={filled(EXPLORE.noClaim, { day: day(asOf) })} />
              </>
            }
          >
            <p>
              {order[0] === undefined
                ? EXPLORE.noOrigin
                : filled(EXPLORE.largest, { country: country(order[0][0]), part: share(order[0][1]) })}{' '}
              {most === undefined
                ? null
                : filled(EXPLORE.passes, { part: share(most.share ?? 0), lane: most.name })}
            </p>
            <Sized height={Math.round(Math.min(1240, window.innerWidth - 60) * SHAPE)}>
              {(width) =>
                topology === undefined ? null : (
                  <Drawn
                    world={drawWorld(topology, width)}
                    title={title}
                    shares={shares}
                    sites={sites}
                    lanes={lanes}
                  />
                )
              }
            </Sized>
            <Legend />
            <Tables order={order} recycled={found?.recycled ?? 0} sites={sites} lanes={lanes} />
            <p class="small muted">{filled(EXPLORE.noClaim, { day: day(asOf) })}</p>
          </Card>
        );
      }}
    </Answered>
  );
}

const STRAIT = { width: 7, height: 7, fill: 'var(--surface)', stroke: 'var(--ink)', 'stroke-width': 1.2 };
const siteMark = (isAtWork: boolean, isVague: boolean) => ({
  ...(isAtWork
    ? { fill: 'var(--elevated)' }
    : { fill: 'var(--surface)', stroke: 'var(--elevated)', 'stroke-width': 1.6 }),
  ...(isVague ? { 'stroke-dasharray': '2.5 2' } : {}),
});

type DrawnProps = Readonly<{
  world: World;
  title: string;
  shares: ReadonlyMap<string, number>;
  sites: readonly Feature[];
  lanes: readonly Lane[];
}>;

function Drawn({ world, title, shares, sites, lanes }: DrawnProps) {
  const buyer = currentBuyer.value;
  const to = world.middleOf(buyer);
  const flows = [...shares].flatMap(([origin, part]) => {
    const from = origin === buyer || part < LEAST_DRAWN ? null : world.middleOf(origin);
    return from === null || to === null
      ? []
      : [{ origin, part, from, path: world.way([from, ...wayOf(lanes, origin, from), to]) }];
  });
  const passed = lanes.filter((lane) => (lane.share ?? 0) >= LEAST_DRAWN);
  const labels = placed(
    [
      ...flows.map(({ origin, part, from }) => ({
        at: world.at(from),
        text: `${country(origin)} ${share(part)}`,
        isStrong: true,
      })),
      ...(to === null ? [] : [{ at: world.at(to), text: country(buyer), isStrong: true }]),
      ...passed.map(({ place, name }) => ({ at: world.at(place), text: name, isStrong: false })),
    ],
    world.width,
  );
  return (
    <Drawing stroke="var(--surface)" width={world.width} height={world.height} says={title}>
      {[0, 1, 2, 3, 4, 5].map((shade) => (
        <path
          key={shade}
          style={{ fill: colourOf(shade) }}
          d={world.countries
            .filter(({ code }) => shadeOf(code === null ? 0 : (shares.get(code) ?? 0)) === shade)
            .map(({ path }) => path)
            .join('')}
        />
      ))}
      {flows.map(({ origin, part, path }) => (
        <path
          key={origin}
          fill="none"
          stroke="var(--link)"
          stroke-opacity={0.75}
          d={path}
          stroke-width={Math.max(1, part * 7)}
        />
      ))}
      {lanes.map(({ id, name, place }) => {
        const [x, y] = world.at(place);
        return (
          <rect key={id} {...STRAIT} x={x - 3.5} y={y - 3.5}>
            <title>{name}</title>
          </rect>
        );
      })}
      {sites.map((site) => {
        const {
          id,
          subject_id: of,
          operating,
          coordinate_precision: precision,
          supplier_name: supplier,
          name,
          label,
        } = site.properties;
        const place = placeOf(site);
        if (place === null) return null;
        const [x, y] = world.at(place);
        // A place that stands for a region or a country: a dot would lie.
        const isVague = precision === 'region' || precision === 'country';
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table has the same links
          <circle
            key={id}
            style={{ cursor: 'pointer' }}
            onClick={() => goTo(subjectLink('supplier', of ?? ''))}
            {...siteMark(operating === 'yes', isVague)}
            cx={x}
            cy={y}
            r={isVague ? 6 : 4}
          >
            <title>{`${supplier ?? label}, ${name ?? label}`}</title>
          </circle>
        );
      })}
      {labels.map(({ text, x, y, isEnd, isStrong }) => (
        <text
          key={text}
          class={isStrong ? 'strong' : 'halo'}
          x={x}
          y={y}
          text-anchor={isEnd ? 'end' : 'start'}
          stroke-width={3}
          paint-order="stroke"
        >
          {text}
        </text>
      ))}
    </Drawing>
  );
}

/**
 * Labels beside their places, most important first; what would cover an earlier one is left out, as the table
 * has it.
 */
function placed(
  labels: readonly Readonly<{
    at: readonly [x: number, y: number];
    text: string;
    isStrong: boolean;
  }>[],
  width: number,
) {
  const taken: Readonly<{ x: number; y: number; end: number }>[] = [];
  return labels.flatMap(({ at: [px, py], text, isStrong }) => {
    const length = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? 12.5 : 7), 0);
    const isEnd = px + 8 + length > width;
    const x = isEnd ? px - 8 : px + 8;
    const start = isEnd ? x - length : x;
    for (const y of [py + 4, py + 18, py - 10]) {
      if (taken.some((one) => Math.abs(one.y - y) < 13 && start < one.end && one.x < start + length))
        continue;
      taken.push({ x: start, y, end: start + length });
      return [{ text, x, y, isEnd, isStrong }];
    }
    return [];
  });
}

const inKey = (children: ComponentChildren) => (
  <Drawing width={14} height={12}>
    {children}
  </Drawing>
);

const Legend = () => (
  <Key
    of={[
      [null, EXPLORE.shareOf],
      ...SHADES_FROM.map((from, n) => {
        const to = SHADES_FROM[n + 1];
        const text =
          to === undefined
            ? filled(EXPLORE.over, { part: share(from) })
            : filled(WORDS.range, { low: share(from), high: share(to) });
        return [`shade${n + 1}`, text] as const;
      }),
      ...(
        [
          [siteMark(true, false), EXPLORE.atWork],
          [siteMark(false, false), EXPLORE.notAtWork],
          [siteMark(false, true), EXPLORE.placeVague],
        ] as const
      ).map(([marked, text]) => [inKey(<circle {...marked} cx={6} cy={6} r={4} />), text] as const),
      [inKey(<rect {...STRAIT} x={2} y={2} />), EXPLORE.strait],
      [null, EXPLORE.wayKey],
    ]}
  />
);

type TablesProps = Pick<DrawnProps, 'sites' | 'lanes'> &
  Readonly<{
    order: readonly (readonly [country: string, part: number])[];
    recycled: number;
  }>;

function Tables({ order, recycled, sites, lanes }: TablesProps) {
  const states: Readonly<Record<string, string>> = {
    yes: EXPLORE.atWork,
    partial: EXPLORE.inPart,
    no: EXPLORE.notAtWork,
  };
  return (
    <details>
      <summary>{WORDS.asTable}</summary>
      <Table
        class="plain"
        rows={[
          ...order.map(([code, part]) => [country(code), part] as const),
          ...(recycled > 0 ? [[EXPLORE.recycled, recycled] as const] : []),
        ]}
        columns={[
          [WORDS.country, ([name]) => name],
          [EXPLORE.shareColumn, ([, part]) => share(part), 'num'],
        ]}
      />
      <Table
        class="plain"
        rows={lanes}
        columns={[
          [EXPLORE.strait, ({ name }) => name],
          [
            EXPLORE.passesColumn,
            ({ share: part }) => (part === null ? EXPLORE.noneKnown : share(part)),
            'num',
          ],
          [
            EXPLORE.wayUnknown,
            ({ unknownShare }) => (unknownShare === null ? '' : share(unknownShare)),
            'num',
          ],
        ]}
      />
      {sites.length === 0 ? (
        <p>{EXPLORE.noSite}</p>
      ) : (
        <Table
          class="plain"
          rows={sites.map(({ properties }) => properties)}
          columns={[
            [
              WORDS.supplier,
              ({ subject_id: id, supplier_name: name, label }) => (
                <a href={subjectLink('supplier', id ?? '')}>{name ?? label}</a>
              ),
            ],
            [EXPLORE.site, ({ name, label }) => name ?? label],
            [WORDS.country, ({ country: code }) => country(code ?? '')],
            [EXPLORE.state, ({ operating }) => states[operating ?? ''] ?? WORDS.unknown],
          ]}
        />
      )}
    </details>
  );
}
