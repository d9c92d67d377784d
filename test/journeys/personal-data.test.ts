// No person of the shop is ever found in what Temporal keeps or in what the worker logs.
import { Writable } from 'node:stream';
import { createLog } from '../../src/observability/log';
import { personalData } from '../../src/sandbox/shop/personal-data';
import { keptByTemporal, leaksIn, textOf, type Kept } from '../support/leak-scan';
import { hearTemporal, openStage, sideNamespace, type Stage } from '../support/stage';

describe('histories, memos, answers and logs', () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  });
  let stage: Stage;
  let people: readonly string[];

  const everything = async (): Promise<readonly Kept[]> => [
    ...(await keptByTemporal(stage.client)),
    { where: 'log', text: lines.join('\n') },
  ];

  beforeAll(async () => {
    hearTemporal((line) => lines.push(line));
    stage = await openStage({
      namespace: sideNamespace(7),
      log: createLog({ level: 'trace', destination }),
      // Enough people for the shop's oddities: broken addresses, shared phones, orders without a rate.
      sandbox: { customers: 120, orders: 160, products: 20 },
    });
    people = personalData(stage.sandbox.shop);
  });
  afterAll(async () => {
    await stage.close();
  });

  test('hold no e-mail, name, phone or street after a sync that rejected records', async () => {
    const result = await stage.sync();

    const rejected = result.phases.flatMap(({ tally }) => tally.rejected);

    expect(rejected.length).toBeGreaterThan(1);
    expect(people.length).toBeGreaterThan(300);
    expect(leaksIn(await everything(), people)).toEqual([]);
  });

  test('hold none after failures whose answers quote a person', async () => {
    const [someone = ''] = people;
    const { faults } = stage.sandbox;
    const quoting = { code: 'invalid_parameter', message: `email ${someone} is not valid` };
    faults.add({
      api: 'brevo',
      path: /contacts/,
      method: 'GET',
      times: 1,
      fault: { kind: 'status', status: 500, body: quoting },
    });
    faults.add({
      api: 'bigcommerce',
      path: /v2\/orders\?/,
      fault: { kind: 'reshape', change: () => [{ id: someone, billing_address: someone }] },
    });

    faults.add({
      api: 'brevo',
      method: 'POST',
      path: /v3\/products/,
      // The batch, and the first of its rows that then comes alone.
      times: 2,
      fault: { kind: 'status', status: 400, body: quoting },
    });

    const failure = await stage.failureOf({ fresh: true });

    expect(failure.type).toBe('UnexpectedShape');
    expect(lines.join('\n')).toContain('UnexpectedShape');
    expect(
      leaksIn([...(await everything()), { where: 'failure', text: failure.message }], people),
    ).toEqual([]);
  });

  test('are searched by a scan that finds a planted address', async () => {
    const [someone = ''] = people;

    await stage.failureOf({ store: someone });

    const leaks = leaksIn(await everything(), people);
    const encoded = Buffer.from(JSON.stringify({ who: someone })).toString('base64');
    const hidden = { where: 'bytes', text: textOf({ data: Buffer.from(`{"data":"${encoded}"}`) }) };
    expect(leaks.map(({ found }) => found)).toContain(someone);
    expect(leaksIn([hidden], [someone])).toEqual([{ where: 'bytes', found: someone }]);
  });
});
