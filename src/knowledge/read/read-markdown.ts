import MarkdownIt, { type Token } from 'markdown-it';
import { splitFrontMatter } from './front-matter.ts';
import { type Block, heading, type Outline, paragraph } from './outline.ts';

/** The outline of a Markdown text: its marks go, its words and the addresses of its links stay. */
export function readMarkdown(text: string): Outline {
  const { matter, body } = splitFrontMatter(text);
  return { ...matter, blocks: blocksOf(parser.parse(withoutComments(body), {})) };
}

/** Each top-level block of the text is one of ours, so that a list or a table stays together where it can. */
function blocksOf(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const lists: { next: number | undefined }[] = [];
  let mark = '';
  let cells: string[] | undefined;
  for (const [index, token] of tokens.entries()) {
    switch (token.type) {
      case 'heading_open':
        if (token.level > 0) break;
        blocks.push(...heading(Number(token.tag.slice(1)), plain(tokens[index + 1])));
        break;
      case 'bullet_list_open':
        lists.push({ next: undefined });
        break;
      case 'ordered_list_open':
        lists.push({ next: Number(token.attrGet('start') ?? 1) });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'list_item_open':
        mark = '  '.repeat(Math.max(lists.length - 1, 0)) + markOf(lists.at(-1));
        break;
      case 'tr_open':
        cells = [];
        break;
      case 'tr_close':
        lines.push((cells ?? []).join(' | '));
        cells = undefined;
        break;
      case 'fence':
      case 'code_block':
        lines.push(token.content);
        break;
      case 'inline':
        if (tokens[index - 1]?.type === 'heading_open' && token.level === 1) break;
        if (cells) cells.push(plain(token));
        else lines.push(mark + plain(token));
        mark = '';
        break;
    }
    if (token.level > 0 || token.nesting === 1) continue;
    blocks.push(...paragraph(lines.join('\n')));
    lines = [];
  }
  return blocks;
}

function markOf(list: { next: number | undefined } | undefined): string {
  if (list?.next === undefined) return '- ';
  list.next += 1;
  return `${list.next - 1}. `;
}

function plain(inline: Token | undefined): string {
  let text = '';
  const links: { address: string; from: number }[] = [];
  for (const token of inline?.children ?? []) {
    if (token.type === 'softbreak') text += ' ';
    else if (token.type === 'hardbreak') text += '\n';
    else if (token.type === 'link_open')
      links.push({ address: String(token.attrGet('href') ?? ''), from: text.length });
    else if (token.type === 'link_close') text += addressAfter(links.pop(), text);
    else text += token.content;
  }
  return text;
}

/** A customer can't click on words: the address follows them, unless they are the address or it leads nowhere outside. */
function addressAfter(link: { address: string; from: number } | undefined, text: string): string {
  if (!link || !/^https?:/i.test(link.address) || text.slice(link.from) === link.address) return '';
  return ` (${link.address})`;
}

/** What authors hide from readers is not for customers either. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start < 0 ? -1 : text.indexOf('-->', start + 4);
    if (end < 0) return kept.join('') + text.slice(from);
    kept.push(text.slice(from, start));
    from = end + 3;
  }
}

const parser = new MarkdownIt({ html: false });
