// Channels and their sites as BigCommerce's V3 API answers them (channels.v3.yml).
import { z } from 'zod';

export const channelSchema = z.object({
  id: z.int(),
  name: z.string().default(''),
  type: z.string().default(''),
  status: z.string().default(''),
});

export const siteSchema = z.object({
  url: z.string(),
  urls: z.array(z.object({ url: z.string(), type: z.string() })).default([]),
});

export type Channel = z.infer<typeof channelSchema>;
export type Site = z.infer<typeof siteSchema>;
