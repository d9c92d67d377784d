// The shape of a store's skills in its memo.
import { z } from 'zod';
import type { SkillChoice } from '../contracts/store-settings';

const pace = z.object({
  firstDelayMs: z.number().exactOptional(),
  discountFrom: z.number().exactOptional(),
});

const step = z.object({
  delayMs: z.number(),
  templateId: z.number(),
  subject: z.string().exactOptional(),
  discount: z
    .object({
      code: z.string(),
      percent: z.number().exactOptional(),
      expiryMs: z.number().exactOptional(),
      validUntil: z.string().exactOptional(),
    })
    .exactOptional(),
});

export const skillMemo: z.ZodType<SkillChoice> = z.object({
  abandonedCart: z
    .object({
      enabled: z.boolean(),
      abandonAfterMs: z.number(),
      minValue: z.number(),
      guests: z.boolean(),
      steps: z.array(step),
      timing: z
        .object({
          vip: pace,
          new: pace,
          repeat: pace,
          vipWhen: z.object({
            orders: z.number().exactOptional(),
            spent: z.number().exactOptional(),
          }),
        })
        .exactOptional(),
      variants: z
        .array(z.object({ name: z.string(), subject: z.string(), weight: z.number() }))
        .exactOptional(),
    })
    .exactOptional(),
});
