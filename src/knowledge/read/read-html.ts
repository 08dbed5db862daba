import { Parser } from 'htmlparser2';
import { type Block, heading, type Outline, paragraph } from './outline.ts';

/** The outline of an HTML page: what a reader came for, without scripts, styles, navigation and what is hidden. */
export function readHtml(html: string): Outline {
  const blocks: Block[] = [];
  const facts: { title?: string; url?: string; language?: string; keywords?: string } = {};
  let text = '';
  let title = '';
  let isTitle = false;
  let headingLevel = 0;
  /** How deep we are within what is passed over; 0 is outside. */
  let skipped = 0;

  function flush(): void {
    const tidy = text.replace(/[ \t\r\f]+/g, ' ').replace(/ ?\n ?/g, '\n');
    blocks.push(...(headingLevel > 0 ? heading(headingLevel, tidy) : paragraph(tidy)));
    text = '';
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (skipped > 0 || isPassedOver(name, attributes)) {
          if (!voidTags.has(name)) skipped += 1;
          return;
        }
        if (name === 'html' && attributes.lang) facts.language = attributes.lang;
        if (name === 'link' && attributes.rel === 'canonical' && attributes.href) facts.url = attributes.href;
        if (name === 'meta' && attributes.name?.toLowerCase() === 'keywords' && attributes.content)
          facts.keywords = attributes.content;
        if (name === 'title') isTitle = true;
        const level = levelOf(name);
        if (level > 0 || blockTags.has(name)) flush();
        if (level > 0) headingLevel = level;
        if (name === 'br') text += '\n';
        else if (name === 'li') text += '\n- ';
        else if (name === 'tr') text += '\n';
        else if ((name === 'td' || name === 'th') && /[^\n]$/.test(text)) text += ' | ';
      },
      ontext(data) {
        if (skipped > 0) return;
        if (isTitle) title += data;
        else text += data.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        if (skipped > 0) {
          if (!voidTags.has(name)) skipped -= 1;
          return;
        }
        if (name === 'title') isTitle = false;
        const level = levelOf(name);
        if (level > 0 || blockTags.has(name)) flush();
        if (level > 0) headingLevel = 0;
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.write(html);
  parser.end();
  flush();
  const name = title.replace(/\s+/g, ' ').trim();
  return { ...facts, ...(name !== '' && { title: name }), blocks };
}

const levelOf = (tag: string) => (/^h[1-6]$/.test(tag) ? Number(tag[1]) : 0);

function isPassedOver(tag: string, attributes: Record<string, string>): boolean {
  return passedOver.has(tag) || 'hidden' in attributes || attributes['aria-hidden'] === 'true';
}

const passedOver = new Set([
  ...['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg', 'math', 'canvas'],
  ...['nav', 'footer', 'aside', 'form', 'button', 'select', 'textarea', 'dialog'],
]);

/** These end a block; items and rows don't, so that a list or a table stays together. */
const blockTags = new Set([
  ...[
    'p',
    'div',
    'section',
    'article',
    'main',
    'header',
    'body',
    'blockquote',
    'pre',
    'figure',
    'figcaption',
  ],
  ...['ul', 'ol', 'dl', 'table', 'hr', 'address', 'details', 'summary', 'fieldset'],
]);

const voidTags = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'],
]);
