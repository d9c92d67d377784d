// Opens a toy Brevo on a clock that the test moves, and speaks HTTP to it.
import { type BrevoSandbox, createBrevoSandbox } from '../../../src/sandbox/brevo/sandbox';
import type { BrevoSandboxOptions } from '../../../src/sandbox/brevo/settings';
import { Faults } from '../../../src/sandbox/faults';
import { Ledger } from '../../../src/sandbox/ledger';

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface ToyBrevo extends BrevoSandbox {
  readonly faults: Faults;
  /** Path below `/v3`, with query. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The same with another key, or with none. */
  askAs(key: string | undefined, path: string): Promise<Answer>;
  /** Moves the clock on. */
  pass(ms: number): void;
}

const open: BrevoSandbox[] = [];

export async function closeToys(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}

const wideOpen = {
  contacts: { limit: 1_000_000, windowMs: 1_000 },
  hourly: { limit: 1_000_000, windowMs: 1_000 },
  orders: { limit: 1_000_000, windowMs: 1_000 },
  products: { limit: 1_000_000, windowMs: 1_000 },
} as const;

/** Without limits unless `rates` is given. */
export async function openToy(
  options: BrevoSandboxOptions & { readonly scale?: number } = {},
): Promise<ToyBrevo> {
  let now = Date.parse('2026-11-20T10:00:00.000Z');
  const clock = { now: () => now, scale: options.scale ?? 1 };
  const faults = new Faults();
  const ledger = new Ledger(true);
  const sandbox = await createBrevoSandbox({
    rates: wideOpen,
    ...options,
    clock,
    faults,
    ledger,
  });
  open.push(sandbox);
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}${path}`, init);
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body, headers: response.headers };
  };
  return {
    ...sandbox,
    faults,
    ask: (method, path, body) =>
      send(path, {
        method,
        headers: { 'api-key': sandbox.apiKey, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    askAs: (key, path) => send(path, { headers: key === undefined ? {} : { 'api-key': key } }),
    pass: (ms) => {
      now += ms;
    },
  };
}
