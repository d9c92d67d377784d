// What the API answers to an examination, parsed once.
import { z } from 'zod';
import type { ExaminationReport } from '../contracts/examination';

const findings = z.array(
  z.object({
    row: z.string(),
    state: z.enum(['ok', 'warning', 'wrong']),
    sentence: z.string(),
    cure: z.string().exactOptional(),
  }),
);

export const examinationReport: z.ZodType<ExaminationReport> = z.object({
  connector: findings,
  stores: z.array(z.object({ store: z.string(), name: z.string(), findings })),
});
