import type { PlanView } from './plans-in.ts';

/** Where a plan's tasks are drawn: what may run at the same time stands in one column. Lengths in pixels. */
export interface PlanLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly path: string }[];
}

export const nodeRadius = 13;
const columnWidth = 64;
const rowHeight = 38;
const margin = nodeRadius + 4;

export function planLayout({ tasks }: Pick<PlanView, 'tasks'>): PlanLayout {
  const filled = new Map<number, number>();
  const nodes = tasks.map(({ name, level }) => {
    const row = filled.get(level) ?? 0;
    filled.set(level, row + 1);
    return { name, x: margin + level * columnWidth, y: margin + row * rowHeight };
  });
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const edges = tasks.flatMap(({ name: to, needs }) =>
    [...new Set(needs.map(({ from }) => from))].flatMap((from) => {
      const [begin, end] = [byName.get(from), byName.get(to)];
      return begin && end ? [{ from, to, path: curve(begin, end) }] : [];
    }),
  );
  return {
    width: 2 * margin + Math.max(0, ...tasks.map(({ level }) => level)) * columnWidth,
    height: 2 * margin + (Math.max(1, ...filled.values()) - 1) * rowHeight,
    nodes,
    edges,
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function curve(from: Point, to: Point): string {
  const [start, end] = [from.x + nodeRadius, to.x - nodeRadius];
  const middle = (start + end) / 2;
  return `M${start},${from.y} C${middle},${from.y} ${middle},${to.y} ${end},${to.y}`;
}
