// What the client asks of a store's hooks, and what it refuses to send.
import { TajoClient } from '../../src/sdk/sdk';
import { startHttpStub } from '../support/http-stub';

const report = {
  store: 'abc123',
  name: 'main',
  destination: 'https://hooks.example.com/webhooks/bigcommerce',
  wanted: 2,
  active: 1,
  repaired: 0,
  removed: 0,
  problems: ['store/sku/created: no room'],
  gap: false,
  caughtUp: false,
  hooks: [
    { scope: 'store/customer/created', id: 7, state: 'active' },
    { scope: 'store/sku/created', state: 'missing' },
  ],
  checkedAt: '2026-11-24T10:30:00.000Z',
};

test('hooks are looked at and repaired by the name of the store', async () => {
  const stub = await startHttpStub({ json: { ...report, ofALaterVersion: true } });
  const { connectors } = new TajoClient({ apiKey: 'tajo-key-1', baseUrl: stub.url });

  const looked = await connectors.hooks('bigcommerce', { store: 'main' });
  const repaired = await connectors.repairHooks('bigcommerce', { store: 'a b' });

  expect([looked, repaired]).toEqual([report, report]);
  expect(stub.seen).toMatchObject([
    { method: 'GET', url: '/connectors/bigcommerce/main/hooks' },
    { method: 'POST', url: '/connectors/bigcommerce/a%20b/hooks/repair' },
  ]);
});

test('without a store nothing is sent, and what is missing is named', async () => {
  const stub = await startHttpStub({ json: report });
  const { connectors } = new TajoClient({ apiKey: 'tajo-key-1', baseUrl: stub.url });

  for (const asking of [
    connectors.hooks('bigcommerce', {}),
    connectors.repairHooks('bigcommerce', { store: '' }),
  ]) {
    await expect(asking).rejects.toMatchObject({ problems: [{ path: 'store' }] });
  }
  expect(stub.seen).toEqual([]);
});
