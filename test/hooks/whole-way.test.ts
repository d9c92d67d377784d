// The whole way of a change: the toy shop fires its hooks, the API's door proves them, Brevo has the change.
import {
  containing,
  eventually,
  openConnectedShop,
  type ConnectedShop,
} from '../stores/connected-shop';

let shop: ConnectedShop;

afterEach(async () => {
  await shop.close();
});

async function open(side: number): Promise<void> {
  shop = await openConnectedShop({ side });
  await shop.startWorker({ publicUrl: shop.apiUrl });
  await shop.connect();
}

const contactOf = (customerId: number) =>
  [...shop.sandbox.brevo.state.contacts.values()].find(
    ({ extId }) => extId === `abc123-${customerId}`,
  );

const statuses = () =>
  new Set(shop.sandbox.bigcommerce.webhooks.attempts.map(({ status }) => status));

test('a new customer of the shop becomes a contact without any sync', async () => {
  await open(1);

  const { id } = shop.sandbox.shop.addCustomer({ company: 'Acme' });
  await shop.sandbox.bigcommerce.webhooks.settled();
  const contact = await eventually(
    () => Promise.resolve(contactOf(id)),
    (found) => found !== undefined,
    20_000,
  );

  expect(statuses()).toEqual(new Set([200]));
  expect(contact).toBeDefined();
}, 60_000);

test('webhooks of the toy shop pass the door doubled, late and in any order, and it tells nobody else', async () => {
  await open(2);
  const { webhooks } = shop.sandbox.bigcommerce;
  webhooks.disturb({ duplicate: 0.5, delayMs: 50 });

  for (let reader = 0; reader < 20; reader += 1) shop.sandbox.shop.addSubscriber();
  shop.sandbox.shop.addOrder();
  await webhooks.settled();

  expect(statuses()).toEqual(new Set([200]));
  const status = await shop.tajo.connectors.status('bigcommerce');
  expect(status.stores).toMatchObject([{ hooks: { problems: [] } }]);
  expect(status.stores[0]?.off).not.toContainEqual(containing('live updates'));
});
