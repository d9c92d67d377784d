// A gate that lets everything pass, for tests that are about something else.
import { createGate } from '../../src/http/gate';
import type { Gate } from '../../src/http/gate';
import type { Api } from '../../src/http/failures';

export function openGate(api: Api): Gate {
  return createGate({ api, windowMs: 1_000, reserve: 0, fallbackQuota: 1_000_000 });
}
