import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../../documents/markdown.ts';
import { flowLines } from '../../words/flow-lines.ts';
import { addressWithin, plotFile } from './library.ts';

interface BlocksProps {
  readonly blocks: readonly Block[];
  /** Name of the document, for links that are relative to it. */
  readonly from: string;
}

/** A document as elements of the page. */
export const Blocks = ({ blocks, from }: BlocksProps) => (
  <>
    {blocks.map((block, at) => (
      <OneBlock key={at} block={block} from={from} />
    ))}
  </>
);

function OneBlock({ block, from }: { readonly block: Block; readonly from: string }) {
  switch (block.kind) {
    case 'heading':
      return (
        <Heading level={block.level} anchor={block.anchor}>
          <Words inside={block.inside} from={from} />
        </Heading>
      );
    case 'paragraph':
      return (
        <p>
          <Words inside={block.inside} from={from} />
        </p>
      );
    case 'code':
      return block.language === 'mermaid' ? <Flow chart={block.text} /> : <Code text={block.text} />;
    case 'list': {
      const items = block.items.map((item, at) => (
        <li key={at}>
          <Item blocks={item} from={from} />
        </li>
      ));
      return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return <Table block={block} from={from} />;
    case 'folded':
      return (
        <details>
          <summary>
            <Words inside={block.summary} from={from} />
          </summary>
          <Blocks blocks={block.inside} from={from} />
        </details>
      );
  }
}

/** The first paragraph of an item stands in its line. */
function Item({ blocks, from }: BlocksProps) {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph') return <Blocks blocks={blocks} from={from} />;
  return (
    <>
      <Words inside={first.inside} from={from} />
      <Blocks blocks={rest} from={from} />
    </>
  );
}

interface HeadingProps {
  readonly level: number;
  readonly anchor: string;
  readonly children: ComponentChildren;
}

function Heading({ level, anchor, children }: HeadingProps) {
  if (level === 1)
    return (
      <h1 id={anchor} tabIndex={-1}>
        {children}
      </h1>
    );
  const Name = level === 2 ? 'h2' : level === 3 ? 'h3' : 'h4';
  return <Name id={anchor}>{children}</Name>;
}

const Code = ({ text }: { readonly text: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
  <pre class="wide" tabIndex={0}>
    <code>{text}</code>
  </pre>
);

/** A flow chart as a list of its arrows. */
const Flow = ({ chart }: { readonly chart: string }) => (
  <figure>
    <ol class="flow-lines">
      {flowLines(chart).map(({ from, says, to }) => (
        <li key={`${from} ${to}`}>
          {from} <span aria-hidden="true">→</span>
          <span class="unseen">leads to</span> {to}
          {says === '' ? null : <small> ({says})</small>}
        </li>
      ))}
    </ol>
  </figure>
);

const Table = ({ block, from }: { readonly block: Extract<Block, { kind: 'table' }>; readonly from: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
  <section class="wide" tabIndex={0} aria-label="Table">
    <table>
      <thead>
        <tr>
          {block.head.map((cell, at) => (
            <th key={at} scope="col">
              <Words inside={cell} from={from} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, at) => (
              <td key={at}>
                <Words inside={cell} from={from} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Words = ({ inside, from }: { readonly inside: readonly Inline[]; readonly from: string }) => (
  <>
    {inside.map((one, at) => (
      <OneWord key={at} one={one} from={from} />
    ))}
  </>
);

function OneWord({ one, from }: { readonly one: Inline; readonly from: string }) {
  switch (one.kind) {
    case 'text':
      return <>{one.text}</>;
    case 'code':
      return <code>{one.text}</code>;
    case 'strong':
      return (
        <strong>
          <Words inside={one.inside} from={from} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Words inside={one.inside} from={from} />
        </em>
      );
    case 'picture': {
      const file = plotFile(one.of);
      return file === null ? <span class="dim">({one.says})</span> : <img src={file} alt={one.says} />;
    }
    case 'link': {
      const to = addressWithin(one.to, from);
      const words = <Words inside={one.inside} from={from} />;
      if (to === null) return words;
      return to.startsWith('http') ? (
        <a href={to} target="_blank" rel="noreferrer noopener">
          {words}
        </a>
      ) : (
        <a href={to}>{words}</a>
      );
    }
  }
}
