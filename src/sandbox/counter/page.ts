// The page at the counter: buttons for what shoppers and merchants do, and what Brevo has got.

export const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Toy shop</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
  body { max-width: 100rem; margin: 1.5rem auto; padding: 0 1rem }
  h1 { margin: 0 } h2 { font-size: 1rem; margin: 1.5rem 0 .4rem }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(36rem, 1fr)); gap: 0 2rem }
  table { border-collapse: collapse; width: 100%; font-size: .87rem }
  th, td { text-align: left; padding: .2rem .6rem .2rem 0; vertical-align: top }
  td { border-top: 1px solid #8884; overflow-wrap: anywhere }
  button { font: inherit; margin: 0 .3rem .3rem 0; cursor: pointer }
  td:last-child { white-space: nowrap }
  .none, footer { opacity: .65 }
</style>
<h1>Toy shop</h1>
<p>Be the shopper, be the merchant; what Brevo hears stands on the right.
<p id="doings">
  <button data-post="/carts">Fill a cart, agreeing to reminders</button>
  <button data-post="/carts/without-consent">Fill a cart, not agreeing</button>
  <button data-post="/orders">Place an order</button>
  <button data-post="/customers">Sign up</button>
</p>
<p id="said" role="status">&nbsp;</p>
<main>
  <section><h2>Open carts</h2><table id="carts"></table><h2>Orders</h2><table id="orders"></table></section>
  <section><h2>Mails sent by Brevo</h2><table id="mails"></table><h2>Events at Brevo</h2><table id="events"></table></section>
</main>
<footer><p>The same without a page: POST to what the buttons name, GET /seen.</footer>
<script>
  const doings = {
    carts: ({ cart }) => [['buy', '/carts/' + cart + '/purchase']],
    orders: ({ order }) => [
      ['ship', '/orders/' + order + '/status/shipped'],
      ['complete', '/orders/' + order + '/status/completed'],
      ['refund', '/orders/' + order + '/refund'],
    ],
  };
  function cellOf(key, value) {
    const cell = document.createElement('td');
    const text = key === 'at' ? new Date(value).toLocaleTimeString() : String(value ?? '');
    if (key !== 'link' || text === '') { cell.textContent = text; return cell; }
    const link = Object.assign(document.createElement('a'), { href: text, textContent: 'back to the cart' });
    cell.append(link);
    return cell;
  }
  function button(words, path) {
    const made = document.createElement('button');
    made.textContent = words;
    made.dataset.post = path;
    return made;
  }
  function show(id, rows) {
    const table = document.getElementById(id);
    if (rows.length === 0) { table.innerHTML = '<tr><td class="none">none yet'; return; }
    const keys = Object.keys(rows[0]);
    const head = document.createElement('tr');
    head.append(...keys.map((key) => Object.assign(document.createElement('th'), { textContent: key })));
    table.replaceChildren(head, ...rows.map((row) => {
      const line = document.createElement('tr');
      line.append(...keys.map((key) => cellOf(key, row[key])));
      const last = document.createElement('td');
      last.append(...(doings[id]?.(row) ?? []).map(([words, path]) => button(words, path)));
      line.append(last);
      return line;
    }));
  }
  let shown = '';
  async function look() {
    const text = await (await fetch('/seen')).text();
    if (text === shown) return;
    shown = text;
    for (const [id, rows] of Object.entries(JSON.parse(text))) show(id, rows);
  }
  document.addEventListener('click', async ({ target }) => {
    const path = target.dataset?.post;
    if (path === undefined) return;
    const answer = await (await fetch(path, { method: 'POST' })).json();
    document.getElementById('said').textContent =
      answer.error ?? Object.entries(answer).map(([what, value]) => what + ' ' + value).join(', ');
    await look();
  });
  look();
  setInterval(look, 1000);
</script>
</html>
`;
