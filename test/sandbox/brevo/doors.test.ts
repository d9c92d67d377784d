// Who may call the toy Brevo, how often, and what unknown paths answer.
import { closeToys, openToy } from './toy-brevo';

afterEach(closeToys);

describe('the key', () => {
  test('a call without a key, with a wrong key or from a blocked address is told apart', async () => {
    const toy = await openToy();

    const none = await toy.askAs(undefined, '/account');
    const wrong = await toy.askAs('stranger', '/account');
    toy.switches.blockedIp = true;
    const blocked = await toy.ask('GET', '/account');

    expect([none.status, wrong.status, blocked.status]).toEqual([401, 401, 401]);
    expect(none.body).toEqual({
      code: 'unauthorized',
      message: 'authentication not found in headers',
    });
    expect(wrong.body).toEqual({ code: 'unauthorized', message: 'Key not found' });
    expect(blocked.body).toMatchObject({ code: 'unauthorized' });
    expect(JSON.stringify(blocked.body)).toContain('unrecognised IP address');
    expect(wrong.headers.has('x-sib-ratelimit-limit')).toBe(false);
    expect(toy.hourlyLowest()).toBe(1_000_000);
  });

  test('the account answers who it is', async () => {
    const toy = await openToy();

    const answer = await toy.ask('GET', '/account');

    expect(answer).toMatchObject({ status: 200, body: { enterprise: false, relay: {} } });
  });
});

describe('the windows', () => {
  test('ten contact calls a second pass, the eleventh is refused until the second is over', async () => {
    const toy = await openToy({ rates: {} });
    for (let call = 0; call < 10; call += 1) await toy.ask('GET', '/contacts/lists');

    const refused = await toy.ask('GET', '/contacts/attributes');
    toy.pass(1_000);
    const later = await toy.ask('GET', '/contacts/attributes');

    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-sib-ratelimit-limit')).toBe('10');
    expect(refused.headers.get('x-sib-ratelimit-remaining')).toBe('0');
    expect(refused.headers.get('x-sib-ratelimit-reset')).toBe('1');
    expect(refused.headers.has('retry-after')).toBe(false);
    expect(refused.body).toHaveProperty('code');
    expect(later.status).toBe(200);
    expect(later.headers.get('x-sib-ratelimit-remaining')).toBe('9');
    expect(toy.tooMany()).toBe(1);
  });

  test('batches, processes, reads of the catalogue and the account share a hundred calls an hour', async () => {
    const toy = await openToy({ rates: {}, ecommerce: 'on' });

    await toy.ask('GET', '/account');
    await toy.ask('GET', '/products');
    await toy.ask('POST', '/products/batch', { products: [{ id: 'p', name: 'P' }] });
    await toy.ask('GET', '/processes');
    const fifth = await toy.ask('GET', '/ecommerce/config/displayCurrency');
    const single = await toy.ask('POST', '/products', { id: 'q', name: 'Q' });

    expect(fifth.headers.get('x-sib-ratelimit-limit')).toBe('100');
    expect(fifth.headers.get('x-sib-ratelimit-remaining')).toBe('95');
    expect(fifth.headers.get('x-sib-ratelimit-reset')).toBe('3600');
    expect(single.headers.get('x-sib-ratelimit-limit')).toBe('2');
    expect(toy.hourlyLowest()).toBe(95);
  });

  test('a scaled hour lasts seconds and says so in fractions', async () => {
    const toy = await openToy({
      rates: { hourly: { limit: 1, windowMs: 3_600_000 } },
      scale: 2_400,
    });
    await toy.ask('GET', '/account');
    toy.pass(250);

    const refused = await toy.ask('GET', '/account');
    toy.pass(1_250);
    const later = await toy.ask('GET', '/account');

    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-sib-ratelimit-reset')).toBe('1.25');
    expect(later.status).toBe(200);
  });

  test('imports and the bare contacts path are charged by the hour when switched so', async () => {
    const toy = await openToy({ rates: {} });

    const fast = await toy.ask('GET', '/contacts');
    toy.switches.bareContactsHourly = true;
    toy.switches.importsHourly = true;
    const slow = await toy.ask('GET', '/contacts');
    const slowImport = await toy.ask('POST', '/contacts/import', {});

    const limits = [fast, slow, slowImport].map((a) => a.headers.get('x-sib-ratelimit-limit'));
    expect(limits).toEqual(['10', '100', '100']);
  });
});

describe('paths and faults', () => {
  test('unknown paths and methods answer 404 in the shape of Brevo', async () => {
    const toy = await openToy();

    const answers = [
      await toy.ask('GET', '/nothing'),
      await toy.ask('POST', '/contacts/batch', {}),
      await toy.ask('PATCH', '/account', {}),
    ];

    for (const answer of answers)
      expect(answer).toMatchObject({ status: 404, body: { code: 'document_not_found' } });
  });

  test('a lost answer still leaves its effect, and refused writes are no writes', async () => {
    const toy = await openToy();
    toy.faults.add({
      api: 'brevo',
      method: 'POST',
      path: /contacts$/,
      fault: { kind: 'lost' },
    });

    await expect(toy.ask('POST', '/contacts', { email: 'ann@shop.example' })).rejects.toThrow();
    const again = await toy.ask('POST', '/contacts', { email: 'ann@shop.example' });

    expect(again.status).toBe(400);
    expect(toy.state.contactByEmail('ann@shop.example')?.id).toBe(1);
    expect(toy.writes()).toHaveLength(1);
  });
});
