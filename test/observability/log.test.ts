import { createLog, temporalLogger } from '../../src/observability/log';

function collecting() {
  const lines: unknown[] = [];
  const destination = {
    write: (text: string) => {
      lines.push(JSON.parse(text));
    },
  };
  return { lines, destination };
}

test('a log line is JSON with its level in words and the time in ISO', () => {
  const { lines, destination } = collecting();

  createLog({ level: 'info', destination }).info({ store: 'abc' }, 'sync started');

  expect(lines).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      store: 'abc',
      msg: 'sync started',
    },
  ]);
});

test('keys and people are blacked out down to the fourth level', () => {
  const { lines, destination } = collecting();
  const secret = 'do-not-print';

  createLog({ level: 'info', destination }).info({
    accessToken: secret,
    headers: { 'X-Auth-Token': secret, 'api-key': secret, authorization: secret },
    settings: { store: { brevoApiKey: secret, customer: { email: secret, phone: secret } } },
  });

  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(JSON.stringify(lines)).toContain('[redacted]');
});

test("Temporal's own lines go the same way, with big numbers and errors readable", () => {
  const { lines, destination } = collecting();
  const logger = temporalLogger(createLog({ level: 'info', destination }));

  logger.debug('too quiet');
  logger.log('WARN', 'worker', { sdkComponent: 'worker', attempt: 3n });
  logger.error('activity failed', { error: new Error('boom') });

  expect(lines).toEqual([
    expect.objectContaining({ level: 'warn', msg: 'worker', attempt: '3' }),
    expect.objectContaining({
      level: 'error',
      msg: 'activity failed',
      err: expect.objectContaining({ message: 'boom' }),
    }),
  ]);
});
