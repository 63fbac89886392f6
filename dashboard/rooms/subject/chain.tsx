import { sankey, sankeyLinkHorizontal } from 'd3-sankey';
import { useState } from 'preact/hooks';
import { bandOf } from '../../parts/band.tsx';
import { Sized } from '../../parts/sized.tsx';
import { stepName, stepWithin } from '../../parts/step-name.ts';
import { chance, country, days, listed, share } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { chainOf, type Flow, type Origin } from './flows.ts';
import type { Explanation } from './questions.ts';

const [TOP, BAR, PAD, HEIGHT] = [40, 14, 15, 330];
/** Width below which names would stand on each other: the table says it all there. */
const NARROWEST = 620;

const originName = (origin: string): string => (origin === 'recycled' ? WORDS.recycled : country(origin));

/** Places of bars and flows for a width. Flows are as wide at each end as they are thick, so that none leaves its bar. */
export function laidOut(origins: readonly Origin[], flows: readonly Flow[], layers: number, width: number) {
  const room = width - 90;
  return sankey<Origin, Flow>()
    .nodeId(({ id }) => id)
    .nodeAlign(({ layer }) => layer)
    .nodeSort(null)
    .nodeWidth(BAR)
    .nodePadding(PAD)
    .extent([
      [0, TOP],
      [Math.round((room * layers) / Math.max(1, layers)), HEIGHT - 8],
    ])({ nodes: origins.map((origin) => ({ ...origin })), links: flows.map((flow) => ({ ...flow })) });
}

/** Where an element comes from, step by step, with the chance that each runs out. */
export function Chain({
  explanation: { subject, buyer, score, stage: weakest, stages = [], feeds = [] },
}: {
  readonly explanation: Explanation;
}) {
  const { origins, flows } = chainOf(stages, feeds, buyer);
  const carrier = origins.find(({ id, carries }) => carries !== null && id.startsWith(`${weakest} `));
  const known = flows.filter(({ isKnown, target }) => isKnown && target !== 'buyer');
  const [isOpen, open] = useState(window.matchMedia('(max-width: 760px)').matches);
  if (stages.length === 0) return null;
  const byId = new Map(origins.map((origin) => [origin.id, origin]));
  return (
    <section class="card">
      <header>
        <h2>{WORDS.whereFrom}</h2>
        {carrier === undefined || weakest === null ? null : (
          <p>{WORDS.mostFrom(country(carrier.origin), share(carrier.part), stepWithin(weakest))}</p>
        )}
      </header>
      <div class="off-phone">
        <Sized height={HEIGHT}>
          {(width) =>
            width < NARROWEST ? null : (
              <svg
                width={width}
                height={HEIGHT}
                viewBox={`0 0 ${width} ${HEIGHT}`}
                role="img"
                aria-label={WORDS.chainSays(subject.name, country(buyer))}
              >
                <Drawn {...laidOut(origins, flows, stages.length, width)} />
                {[...stages.map(({ stage, score: of }) => [stepName(stage), of] as const), [country(buyer), score] as const].map(
                  ([name, of], layer) => (
                    <g key={name} transform={`translate(${Math.round((layer * (width - 90 - BAR)) / stages.length)} 0)`}>
                      <text class="strong" y={12}>
                        {name}
                      </text>
                      <text y={29}>{of === null ? SHELL.unknown : WORDS.toRunOut(chance(of))}</text>
                    </g>
                  ),
                )}
              </svg>
            )
          }
        </Sized>
        <p class="key">
          <span>{WORDS.solid}</span>
          <span>{WORDS.pale}</span>
          <span>{WORDS.barColour}</span>
        </p>
      </div>
      <details open={isOpen} onToggle={(event) => open(event.currentTarget.open)}>
        <summary>{SHELL.asTable}</summary>
        <table class="plain stack">
          <thead>
            <tr>
              <th scope="col">{WORDS.step}</th>
              <th scope="col" class="num">
                {SHELL.chance}
              </th>
              <th scope="col">{WORDS.origins}</th>
              <th scope="col">{WORDS.knownFeeds}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, score: of, cover_days: cover }, layer) => (
              <tr key={stage}>
                <th scope="row">
                  {stepName(stage)}
                  <span class="sub">{WORDS.stockLasts(cover === null ? SHELL.unknown : days(Math.round(cover)))}</span>
                </th>
                <td class="num">{of === null ? SHELL.unknown : chance(of)}</td>
                <td class="long">
                  {listed(
                    origins.filter((origin) => origin.layer === layer).map(({ origin, part }) => `${originName(origin)} ${share(part)}`),
                  )}
                </td>
                <td class="long" data-name={WORDS.knownFeeds}>
                  {known
                    .filter(({ target }) => byId.get(target)?.layer === layer)
                    .map(({ source, target }) =>
                      WORDS.feeds(originName(byId.get(source)?.origin ?? ''), originName(byId.get(target)?.origin ?? '')),
                    )
                    .join(', ') || WORDS.noneKnown}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
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
        <text class="halo" stroke="var(--surface)" stroke-width={3} paint-order="stroke" x={x1 + 6} y={(y0 + y1) / 2 + 4}>
          {id === 'buyer' ? originName(origin) : `${originName(origin)} ${share(part)}`}
        </text>
      </g>
    ))}
  </>
);
