// The pages a shopper sees instead of the checkout; they say nothing about anybody.

interface Page {
  readonly title: string;
  readonly words: string;
  readonly link?: { readonly href: string; readonly label: string };
}

/** Some articles have choices that an address cannot carry: the others wait in the checkout. */
export const partlyPage = (href: string): string =>
  page({
    title: 'Your cart is nearly back',
    words:
      'Some articles have choices or prices of their own and have to be chosen again in the shop. The others are waiting for you.',
    link: { href, label: 'Go to the shop' },
  });

export const endedPage = (href: string | undefined): string =>
  page({
    title: 'This link has ended',
    words: 'Links to a cart work for 30 days. What you were looking for is probably still there.',
    ...(href === undefined ? {} : { link: { href, label: 'Go to the shop' } }),
  });

function page({ title, words, link }: Page): string {
  const button =
    link === undefined ? '' : `<p><a class="go" href="${escaped(link.href)}">${link.label}</a></p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; color: #222; }
a.go { display: inline-block; padding: 0.7rem 1.4rem; border-radius: 0.4rem; background: #1f5eff; color: #fff; text-decoration: none; }
</style>
</head>
<body>
<h1>${title}</h1>
<p>${words}</p>
${button}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
