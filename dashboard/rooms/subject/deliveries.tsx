import { subjectLink } from '../../address/address.ts';
import { stepName, stepWithin } from '../../parts/step-name.ts';
import { chance, country, day, share, wholeChance } from '../../words/language.ts';
import { WORDS as SHELL } from '../../words/shell.ts';
import { WORDS } from '../../words/subject.ts';
import { Source } from './cited.tsx';
import type { Explanation } from './questions.ts';

const ROLES = ['site', 'feed', 'unnamed_feed'] as const;

const fromTo = (floor: number, ceiling: number): string =>
  wholeChance(floor) === wholeChance(ceiling) ? chance(floor) : `${SHELL.range(wholeChance(floor), wholeChance(ceiling))}%`;

/** What is known of the feed of a supplier, and through which countries its worst element can be lost. */
export function OfSupplier({ document }: { readonly document: Explanation }) {
  const { floor, ceiling, feed_named: named, share_lost: lost, available, element, exposures = [] } = document;
  const part = (value: number | null): string => (value === null ? SHELL.unknown : share(value));
  const facts: readonly (readonly [string, string, string?])[] = [
    ...(floor === null || ceiling === null ? [] : [[WORDS.floorCeiling, fromTo(floor, ceiling), WORDS.floorText] as const]),
    ...(named === null ? [] : [[WORDS.feedNamed, part(named)] as const]),
    [WORDS.shareLost, part(lost)],
    ...(available === null ? [] : [[WORDS.available, part(available)] as const]),
  ];
  return (
    <div class="halves">
      <section class="card">
        <header>
          <h2>{WORDS.ofSupplier}</h2>
        </header>
        <table class="plain stack">
          <tbody>
            {facts.map(([name, value, note]) => (
              <tr key={name}>
                <th scope="row">
                  {name}
                  {note === undefined ? null : <span class="sub">{note}</span>}
                </th>
                <td class="num">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {exposures.length === 0 || element === null ? null : (
        <section class="card">
          <header>
            <h2>{WORDS.exposedTo(element)}</h2>
          </header>
          <table class="plain stack">
            <thead>
              <tr>
                <th scope="col">{WORDS.country}</th>
                <th scope="col">{WORDS.role}</th>
                <th scope="col">{WORDS.step}</th>
                <th scope="col" class="num">
                  {WORDS.partOfDeliveries}
                </th>
              </tr>
            </thead>
            <tbody>
              {exposures.map(({ country: code, role, stage, share: of }) => (
                <tr key={`${code} ${role} ${stage}`}>
                  <th scope="row">{country(code)}</th>
                  <td>{WORDS[ROLES.find((one) => one === role) ?? 'site']}</td>
                  <td>{stepName(stage)}</td>
                  <td class="num">{share(of)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

/** Every element that a supplier delivers or a country carries, who feeds it, what starts within the year, and names on lists. */
export function Deliveries({ document }: { readonly document: Explanation }) {
  const { subject, elements_scored: scored = [], fed_by: feeders = [], due_within_horizon: due = [], listings = [] } = document;
  const elements = Map.groupBy(
    scored.toSorted((one, other) => other.score - one.score),
    ({ element }) => element,
  );
  const isSupplier = subject.type === 'supplier';
  return (
    <>
      <section class="card">
        <header>
          <h2>{isSupplier ? WORDS.delivers : WORDS.carries}</h2>
        </header>
        <table class="plain stack">
          <thead>
            <tr>
              <th scope="col">{WORDS.element}</th>
              <th scope="col" class="num">
                {SHELL.chance}
              </th>
              {isSupplier ? (
                <th scope="col" class="num">
                  {WORDS.floorCeiling}
                </th>
              ) : null}
              <th scope="col">{WORDS.steps}</th>
            </tr>
          </thead>
          <tbody>
            {[...elements].map(([element, [worst, ...others]]) =>
              worst === undefined ? null : (
                <tr key={element}>
                  <th scope="row">
                    <a href={subjectLink('element', element)}>{element}</a>
                  </th>
                  <td class="num">{chance(worst.score)}</td>
                  {isSupplier ? (
                    <td class="num" data-name={WORDS.floorCeiling}>
                      {fromTo(worst.floor, worst.ceiling)}
                    </td>
                  ) : null}
                  <td class="long">
                    {[worst, ...others].map(({ stage, score }) => WORDS.atStepChance(stepWithin(String(stage)), chance(score))).join(', ')}
                    {worst.new === true ? <span class="muted"> ({WORDS.newPlant})</span> : null}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
      {feeders.length === 0 ? null : (
        <section class="card">
          <header>
            <h2>{WORDS.fedBy}</h2>
          </header>
          <table class="plain stack">
            <tbody>
              {feeders.map(({ supplier, name, site, country: code, share: of }) => (
                <tr key={`${supplier} ${name} ${site}`}>
                  <th scope="row">
                    {supplier === null ? name : <a href={subjectLink('supplier', supplier)}>{name}</a>}
                    {typeof site === 'string' ? <span class="sub">{site}</span> : null}
                  </th>
                  <td>{country(code)}</td>
                  <td class="num">{share(of)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {due.length === 0 ? null : (
        <section class="card">
          <header>
            <h2>{WORDS.starts}</h2>
          </header>
          <ul class="bare">
            {due.map(({ id, site, start_date: start }) => (
              <li key={id}>
                {site}, {day(start)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {listings.length === 0 ? null : (
        <section class="card">
          <header>
            <h2>{WORDS.listings}</h2>
          </header>
          <ul class="bare">
            {listings.map(({ list, name, summary, note, notice }) => (
              <li key={`${list} ${name}`}>
                {summary} {note} <Source source={WORDS.notice} source_url={notice} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
