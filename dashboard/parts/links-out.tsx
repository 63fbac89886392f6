import { addressesIn } from '../words/explained.ts';

/** The addresses of a source by the name of their host; they open beside the page. */
export function LinksOut({ text }: { readonly text: unknown }) {
  const links = addressesIn(typeof text === 'string' ? text : null);
  return (
    <>
      {links.map((link) => (
        <span key={link}>
          {' '}
          <a href={link} target="_blank" rel="noreferrer noopener">
            {new URL(link).hostname}
          </a>
        </span>
      ))}
    </>
  );
}
