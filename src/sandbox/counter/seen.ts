// What a person at the counter sees: the latest carts and orders of the shop, and what Brevo was told and asked to send.

import { statusName } from '../shop/order-statuses';
import type { Sandbox } from '../start';

const LATEST = 12;

/** Newest first, the latest of each; the addresses are invented like the people. */
export function seenOf({ shop, brevo: { state } }: Sandbox) {
  return {
    carts: latest([...shop.carts.values()]).map(({ id, email, lines, updated_time }) => ({
      cart: id,
      email,
      items: lines.length,
      at: updated_time,
    })),
    orders: latest([...shop.orders.values()]).map(({ id, status_id, total_inc_tax, ...order }) => ({
      order: id,
      status: statusName(status_id),
      total: total_inc_tax,
      at: order.date_modified,
    })),
    events: latest(state.events).map(({ name, properties, contactId, receivedAt }) => ({
      name,
      contact: contactId ?? '',
      cart: properties.cart_id ?? '',
      order: properties.order_id ?? '',
      at: iso(receivedAt),
    })),
    mails: latest(state.mails).map(({ email, templateId, subject, params, at }) => ({
      to: email,
      template: templateId ?? '',
      subject: subject ?? '',
      link: params.recovery_url ?? '',
      at: iso(at),
    })),
  };
}

const latest = <T>(records: readonly T[]): T[] => records.slice(-LATEST).reverse();

const iso = (at: number): string => new Date(at).toISOString();
