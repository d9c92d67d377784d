// A Brevo client before a stub.
import { createBrevo } from '../../src/brevo/account-client';
import type { Bucket } from '../../src/brevo/buckets';
import type { Gate } from '../../src/http/gate';
import { startHttpStub } from '../support/http-stub';
import type { StubAnswer } from '../support/http-stub';
import { openGate } from '../support/open-gate';

export const openGates = (): Record<Bucket, Gate> => ({
  contacts: openGate('brevo'),
  events: openGate('brevo'),
  orders: openGate('brevo'),
  products: openGate('brevo'),
  mail: openGate('brevo'),
  mailList: openGate('brevo'),
  hourly: openGate('brevo'),
});

export async function accountOn(...answers: readonly StubAnswer[]) {
  const stub = await startHttpStub(...answers);
  const gates = openGates();
  const client = createBrevo({ baseUrl: `${stub.url}/v3`, apiKey: 'xkeysib-1', gates });
  return { client, stub };
}
