import { createLog, temporalLogger } from '../../src/observability/log';

function collecting() {
  const lines: string[] = [];
  const destination = {
    write: (text: string) => {
      lines.push(text);
    },
  };
  return { lines, destination };
}

test('a log line is JSON with its level in words and the time in ISO', () => {
  const { lines, destination } = collecting();

  createLog({ level: 'info', destination }).info({ store: 'abc' }, 'sync started');

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^\{"level":"info","time":"\d{4}-\d\d-\d\dT[^"]+Z","store":"abc","msg":"sync started"\}\n$/,
  );
});

test('keys and people are blacked out down to the fourth level', () => {
  const { lines, destination } = collecting();
  const secret = 'do-not-print';

  createLog({ level: 'info', destination }).info({
    accessToken: secret,
    headers: { 'X-Auth-Token': secret, 'api-key': secret, authorization: secret },
    settings: { store: { brevoApiKey: secret, customer: { email: secret, phone: secret } } },
  });

  expect(lines.join('')).not.toContain(secret);
  expect(lines.join('')).toContain('[redacted]');
});

test("Temporal's own lines go the same way, with big numbers and errors readable", () => {
  const { lines, destination } = collecting();
  const logger = temporalLogger(createLog({ level: 'info', destination }));

  logger.debug('too quiet');
  logger.log('WARN', 'worker', { sdkComponent: 'worker', attempt: 3n });
  logger.error('activity failed', { error: new Error('boom') });

  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', msg: 'worker', attempt: '3' });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    level: 'error',
    msg: 'activity failed',
    err: { message: 'boom' },
  });
});
