/** Addresses in a source that may name several, each by the name of its host; they open beside the page. */
export const LinksOut = ({ text }: Readonly<{ text: unknown }>) => (
  <>
    {(typeof text === 'string' ? (text.match(/https?:\/\/[^\s;]+/g) ?? []) : []).map((address) => (
      <a key={address} class="small" href={address} target="_blank" rel="noreferrer noopener">
        {new URL(address).hostname.replace(/^www\./, '')}{' '}
      </a>
    ))}
  </>
);
