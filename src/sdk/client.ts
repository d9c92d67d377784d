// The client of the Tajo API. Its keys live in closures, so that printing a client shows none.
import { createApiDoor } from './api-door';
import { settingsFrom } from './client-options';
import type { TajoClientOptions } from './client-options';
import { createConnectors } from './connectors';
import type { Connectors } from './connectors';
import { createInbox } from './inbox';
import type { Inbox } from './inbox';

/** Throws TajoError `invalid-request` when the key or the address is no good. Nothing is sent before a method is called. */
export class TajoClient {
  readonly connectors: Connectors;
  readonly inbox: Inbox;

  constructor(options: TajoClientOptions) {
    const settings = settingsFrom(options);
    const door = createApiDoor(settings);
    this.connectors = createConnectors(door, settings.brevoApiKey);
    this.inbox = createInbox(door);
  }
}
