// What every decision about one order knows besides its state.
import { USUAL_ORDER_TIMING, type OrderInput, type OrderTiming } from '../../contracts/order-flow';
import type { OrderState } from './state';
import { ALL_GUARDS, type OrderGuards } from './guards';

export interface OrderRules {
  readonly storeHash: string;
  readonly orderId: number;
  readonly timing: OrderTiming;
  readonly guards: OrderGuards;
}

export const rulesOf = (
  { storeHash, orderId, timing }: OrderInput,
  guards: OrderGuards = ALL_GUARDS,
): OrderRules => ({ storeHash, orderId, timing: { ...USUAL_ORDER_TIMING, ...timing }, guards });

export const freshOrder = (now: number): OrderState => ({
  wanted: null,
  rewrite: false,
  looking: null,
  work: null,
  known: null,
  changedAt: now,
  gone: false,
  rejected: null,
  events: [],
  queued: 0,
  lastEventAt: '',
  eventsSent: 0,
  unknownEvents: [],
  refusedEvents: [],
  story: [],
});
