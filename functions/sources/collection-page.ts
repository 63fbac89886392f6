import { SOURCE_CONTRACTS } from '#contracts/collection/source-contracts.ts';

const MB = 1_000_000;

/** The sources as a table in Markdown, as it stands in docs/collection.md. */
export function sourcesTable(): string {
  const rows = SOURCE_CONTRACTS.map(
    ({
      name,
      title,
      publisher,
      hosts,
      cadence,
      asked,
      content_clock_days: clock,
      kind,
      most_bytes: most,
      feeds,
      rows: { least, most: many },
    }) =>
      `| \`${name}\` | ${title}, ${publisher} | ${hosts.map((host) => `\`${host}\``).join(', ')} | ${cadence} | ${asked} | ${clock} | ${kind} | ${most / MB} | ${least} to ${many} | ${feeds} |`,
  );
  return [
    '| source | what, of whom | hosts | published | asked | content clock, days | kind | at most, MB | observations a document | feeds |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
