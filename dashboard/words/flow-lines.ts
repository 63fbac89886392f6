/** A flow chart written as text (Mermaid) as sentences: readable without a picture, and by a screen reader. */

export interface FlowLine {
  readonly from: string;
  readonly says: string;
  readonly to: string;
}

const EDGE = /^\s*(\w+)([[({].*?)?\s+--(?:\s+"([^"]*)"\s+--)?>\s+(\w+)(\W.*)?$/;
const words = (label: string): string => label.replaceAll(/<br\s*\/?>/g, ' ');

/** Every arrow of a flow chart; a node stands by its label wherever it is named. */
export function flowLines(chart: string): readonly FlowLine[] {
  const labels = new Map<string, string>();
  const label = (id: string | undefined, rest: string | undefined): void => {
    const named = /"([^"]*)"/.exec(rest ?? '')?.[1];
    if (id !== undefined && named !== undefined) labels.set(id, words(named));
  };
  const edges = chart.split('\n').flatMap((line) => {
    const edge = EDGE.exec(line);
    if (edge === null) return [];
    label(edge[1], edge[2]);
    label(edge[4], edge[5]);
    return [{ from: edge[1] ?? '', says: words(edge[3] ?? ''), to: edge[4] ?? '' }];
  });
  return edges.map(({ from, says, to }) => ({ from: labels.get(from) ?? from, says, to: labels.get(to) ?? to }));
}
