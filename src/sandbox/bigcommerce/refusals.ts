// Error answers in the shapes of both API versions.

import type { SandboxAnswer } from '../http-server';

const statusPage = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** A request that BigCommerce would turn down; the message is the title (V3) or message (V2). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** The gateway answers before the version-specific service, so its errors have the V3 shape on both. */
export function gatewayError(status: number, title: string): SandboxAnswer {
  return { status, body: { status, title, type: statusPage, errors: {} } };
}

/** V3 errors are an object, V2 errors an array of `{status, message}`. */
export function serviceError(version: 'v2' | 'v3', status: number, text: string): SandboxAnswer {
  if (version === 'v2') return { status, body: [{ status, message: text }] };
  return { status, body: { status, title: text, type: statusPage } };
}

export function notFound(version: 'v2' | 'v3'): SandboxAnswer {
  const text =
    version === 'v2'
      ? 'The requested resource was not found.'
      : 'The resource at that URL is not found.';
  return serviceError(version, 404, text);
}
