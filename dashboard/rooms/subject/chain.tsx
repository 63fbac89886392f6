import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { bandOf } from '#domain/vocabulary/band-scale.ts';
import { Card } from '../../parts/card.tsx';
import { Drawing, Key } from '../../parts/drawing.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepName, stepWithin } from '../../parts/step-name.ts';
import { Table } from '../../parts/table.tsx';
import { chance, country, days, filled, listed, share } from '../../words/language.ts';
import { orUnknown, WORDS } from '../../words/shell.ts';
import { bothChances, SUBJECT } from '../../words/subject.ts';
import { chainOf, type Flow, type Origin } from './flows.ts';
import type { OneDocument } from './questions.ts';

const [TOP, BAR, PAD, HEIGHT] = [40, 14, 15, 330];
const RIGHT = 90;
/** Width below which names would stand on each other: the table says it all there. */
const NARROWEST = 620;

const originName = (origin: string): string => (origin === 'recycled' ? SUBJECT.recycled : country(origin));

/**
 * Places of bars and flows for a width. Flows are as wide at each end as they are thick, so that none leaves
 * its bar.
 */
export const laidOut = (origins: readonly Origin[], flows: readonly Flow[], width: number) =>
  sankey<Origin, Flow>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ layer }) => layer)
    .nodeSort(null)
    .nodeWidth(BAR)
    .nodePadding(PAD)
    .extent([
      [0, TOP],
      [width - RIGHT, HEIGHT - 8],
    ])({ nodes: origins.map((origin) => ({ ...origin })), links: flows.map((flow) => ({ ...flow })) });

const yearAndToday = (year: number, now: number) => [
  chance(year),
  <span class="sub">{filled(WORDS.todayIs, { chance: chance(now) })}</span>,
];

export function Chain({ document: { subject, buyer, stage: last, stages = [], feeds = [] } }: OneDocument) {
  const { origins, flows } = chainOf(stages, feeds, buyer);
  const carrier = origins.find(({ id, carries }) => carries !== null && id.startsWith(`${last} `));
  if (stages.length === 0) return null;
  const byId = new Map(origins.map((origin) => [origin.id, origin]));
  const nameOf = (id: string): string => originName(byId.get(id)?.origin ?? '');
  const heads = [
    ...stages.map((of) => [stepName(of.stage), bothChances(of.score, of.scarce)]),
    [country(buyer), ''],
  ];
  const known = (layer: number) =>
    flows.filter(({ isKnown, target }) => isKnown && target !== 'buyer' && byId.get(target)?.layer === layer);
  return (
    <Card
      title={SUBJECT.whereFrom}
      note={
        carrier === undefined || last === null
          ? null
          : filled(SUBJECT.mostFrom, {
              country: country(carrier.origin),
              share: share(carrier.part),
              step: stepWithin(last),
            })
      }
    >
      <div class="off-phone">
        <Sized height={HEIGHT}>
          {(width) =>
            width < NARROWEST ? null : (
              <Drawing
                width={width}
                height={HEIGHT}
                says={filled(SUBJECT.chainSays, { name: subject.name, buyer: country(buyer) })}
              >
                <Drawn {...laidOut(origins, flows, width)} />
                {heads.map(([name, of], layer) => (
                  <g
                    key={name}
                    transform={`translate(${Math.round((layer * (width - RIGHT - BAR)) / stages.length)} 0)`}
                  >
                    <text class="strong" y={12}>
                      {name}
                    </text>
                    <text y={29}>{of}</text>
                  </g>
                ))}
              </Drawing>
            )
          }
        </Sized>
        <Key of={[SUBJECT.solid, SUBJECT.pale, SUBJECT.barColour].map((text) => [null, text])} />
      </div>
      <details open={window.matchMedia('(max-width: 760px)').matches}>
        <summary>{WORDS.asTable}</summary>
        <Table
          rows={stages.map((stage, layer) => ({ ...stage, layer }))}
          columns={[
            [
              SUBJECT.step,
              ({ stage, cover_days: cover }) => [
                stepName(stage),
                <span class="sub">{filled(SUBJECT.stockLasts, { days: orUnknown(cover, days) })}</span>,
              ],
            ],
            [WORDS.standstill, (of) => yearAndToday(of.score, of.now), 'num named'],
            [WORDS.scarcity, (of) => yearAndToday(of.scarce, of.scarce_now), 'num named'],
            [
              SUBJECT.origins,
              ({ layer }) =>
                listed(
                  origins
                    .filter((one) => one.layer === layer)
                    .map(({ origin, part }) => `${originName(origin)} ${share(part)}`),
                ),
              'long',
            ],
            [
              SUBJECT.knownFeeds,
              ({ layer }) =>
                known(layer)
                  .map(({ source, target }) => `${nameOf(source)} → ${nameOf(target)}`)
                  .join(', ') || SUBJECT.noneKnown,
              'long named',
            ],
          ]}
        />
      </details>
    </Card>
  );
}

const pathOf = sankeyLinkHorizontal<Origin, Flow>();

const Drawn = ({ nodes, links }: ReturnType<typeof laidOut>) => (
  <>
    {links.map((link) => (
      <path
        key={`${link.index}`}
        fill="none"
        stroke="var(--shade3)"
        stroke-opacity={link.isKnown ? 0.5 : 0.18}
        d={pathOf(link) ?? ''}
        stroke-width={Math.max(1, link.width ?? 0)}
      />
    ))}
    {nodes.map(({ id, origin, part, carries, x0 = 0, x1 = 0, y0 = 0, y1 = 0 }) => (
      <g key={id}>
        <rect
          fill={`var(--${id === 'buyer' ? 'ink' : carries === null ? 'shade4' : bandOf(carries)})`}
          x={x0}
          y={y0}
          width={x1 - x0}
          height={Math.max(1, y1 - y0)}
        />
        <text
          class="halo"
          stroke="var(--surface)"
          stroke-width={3}
          paint-order="stroke"
          x={x1 + 6}
          y={(y0 + y1) / 2 + 4}
        >
          {originName(origin)} {id === 'buyer' ? null : share(part)}
        </text>
      </g>
    ))}
  </>
);
