// The ways Brevo says no: one error that becomes `{code, message, metadata?}`.

export interface RefusalFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export class Refusal extends Error {
  constructor(readonly facts: RefusalFacts) {
    super(facts.message);
  }

  body(): Readonly<Record<string, unknown>> {
    const { code, message, metadata } = this.facts;
    return metadata === undefined ? { code, message } : { code, message, metadata };
  }
}

export function invalid(message: string): Refusal {
  return new Refusal({ status: 400, code: 'invalid_parameter', message });
}

export function missing(message: string): Refusal {
  return new Refusal({ status: 400, code: 'missing_parameter', message });
}

export function outOfRange(message: string): Refusal {
  return new Refusal({ status: 400, code: 'out_of_range', message });
}

export function notFound(message: string): Refusal {
  return new Refusal({ status: 404, code: 'document_not_found', message });
}

export function forbidden(message: string): Refusal {
  return new Refusal({ status: 403, code: 'permission_denied', message });
}
