// Descriptions come as HTML and leave as text.
import { htmlToText } from '../../src/mapping/html-text';

test.each([
  ['<p>One</p><p>Two</p>', 'One\nTwo'],
  ['un<b>believ</b>able<br/>price', 'unbelievable\nprice'],
  [
    'a &lt;b&gt; &#8364;5 &#x20AC;6 &nbsp;&eacute;&bogus;&toString;',
    'a <b> €5 €6 é&bogus;&toString;',
  ],
  ['&#0;&#xD800;&#x110000;x', 'x'],
  ['<style>p{color:red}</style>Text<SCRIPT>alert("<b>")</SCRIPT > on', 'Text\non'],
  ['<!-- <p>not me</p> -->me', 'me'],
  ['3 < 4 and <3', '3 < 4 and <3'],
  ['<p title="x">  spaced\n\n\tout </p>', 'spaced\nout'],
  ['<script>never closed', ''],
])('the description %p reads %p', (html, text) => {
  expect(htmlToText(html)).toBe(text);
});

test.each(['<', '<!--', '<script>', '&', '<p ', '</', ' ', '\n '])(
  'a description of a million times %p does not hold up a sync',
  (piece) => {
    const started = performance.now();

    htmlToText(piece.repeat(1_000_000 / piece.length));

    expect(performance.now() - started).toBeLessThan(3000);
  },
);
