import { LinksOut } from '../../parts/links-out.tsx';
import type { Explanation } from '../../service/subjects.ts';
import { dayText } from '../../words/numbers.ts';

/** The rows that the score rests on, with links to where they were read, and the limits that the method states of itself. */
export function Evidence({ document }: { readonly document: Explanation }) {
  const { evidence, limitations, links } = document;
  return (
    <section class="screen-only">
      <h2>Evidence and limits</h2>
      <p>
        <a href={links.explanation}>The whole explanation as JSON</a> · <a href={links.run ?? '/v1/runs'}>the run</a> ·{' '}
        <a href={links.methodology}>the methodology</a>
      </p>
      <details>
        <summary>{evidence.length} rows of evidence</summary>
        <ul class="evidence">
          {evidence.map(({ row, source, source_url: address, date, quality }) => (
            <li key={row}>
              {source}{' '}
              <span class="dim">
                ({[date === null ? '' : dayText(date), quality === 'ungraded' ? '' : `quality ${quality}`].filter(Boolean).join(', ')})
              </span>{' '}
              <LinksOut text={address} />
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{limitations.length} limits of the method</summary>
        <ul>
          {limitations.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
