// Turns a product's HTML description into plain text, in time linear in its length.
import { entities } from './html-entities';

// Around these the text runs on; every other tag starts a new line.
const inline: ReadonlySet<string> = new Set(
  'a abbr b big cite code em font i mark q s small span strike strong sub sup u'.split(' '),
);
const unreadable: ReadonlySet<string> = new Set(['script', 'style', 'template', 'noscript']);

/** Tags and comments go, entities are decoded, white space is collapsed. */
export function htmlToText(html: string): string {
  return decode(withoutTags(html))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}

function withoutTags(html: string): string {
  // The search for a closing tag needs one case; lengths stay equal because only ASCII is lowered.
  const lower = html.replace(/[A-Z]+/g, (word) => word.toLowerCase());
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    const markup = markupAt(lower, open);
    text += html.slice(at, open) + markup.instead;
    at = markup.end;
  }
  return text;
}

interface Markup {
  readonly end: number;
  readonly instead: string;
}

function markupAt(lower: string, open: number): Markup {
  if (lower.startsWith('<!--', open)) return { end: endOf('-->', lower, open), instead: '' };
  const tag = /<(\/?)([a-z][a-z0-9-]*)[^<>]*>|<![^<>]*>/y;
  tag.lastIndex = open;
  const found = tag.exec(lower);
  if (found === null) return { end: open + 1, instead: '<' };
  const [whole, slash, name = ''] = found;
  const end = open + whole.length;
  if (slash === '' && unreadable.has(name))
    return { end: endOf('>', lower, endOf(`</${name}`, lower, end)), instead: '\n' };
  return { end, instead: inline.has(name) ? '' : '\n' };
}

// What is never closed hides the rest, as in a browser.
function endOf(mark: string, text: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

function decode(text: string): string {
  return text.replace(
    /&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});/gi,
    (whole, body: string) => {
      if (!body.startsWith('#')) return entities.get(body) ?? whole;
      const hex = body[1] === 'x' || body[1] === 'X';
      return character(Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10));
    },
  );
}

function character(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code === 0 || isSurrogate || code > 0x10ffff ? '' : String.fromCodePoint(code);
}
