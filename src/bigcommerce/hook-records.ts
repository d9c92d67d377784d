// Hooks as BigCommerce answers them (webhooks.v3.yml), as far as we read them.
import { z } from 'zod';

export const hookSchema = z.object({
  id: z.int(),
  scope: z.string(),
  destination: z.string(),
  /** Sent along with every webhook; names as they were written. */
  headers: z.record(z.string(), z.string()).nullish(),
  is_active: z.boolean(),
});

export type Hook = z.infer<typeof hookSchema>;

export interface NewHook {
  readonly scope: string;
  /** https on port 443. */
  readonly destination: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** At least one of them. `headers` replaces all. */
export interface HookChange {
  readonly destination?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isActive?: boolean;
}

export const adminSchema = z.object({
  data: z.object({
    blocked_domains: z.array(z.object({ destination: z.string() })).nullish(),
  }),
});
