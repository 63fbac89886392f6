import { LinksOut } from '../../parts/links-out.tsx';
import type { Explanation } from '../../service/subjects.ts';

/** Suppliers: the names on China's lists that they bear, and names that are only near, each with its notice. */
export function Listings({ document }: { readonly document: Explanation }) {
  const { listings = [] } = document;
  if (listings.length === 0) return null;
  return (
    <section>
      <h2>Names on China's lists</h2>
      <ul class="evidence">
        {listings.map(({ list, name, summary, measure, note, notice }) => (
          <li key={`${list} ${name}`}>
            {summary} <span class="dim">{[note, measure === null ? null : `measure ${measure}`].filter(Boolean).join(', ')}</span>
            <LinksOut text={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}
