// A toy shop as one storefront, or one Brevo account, should see it: only the records of its channels.
import type { BrevoSandbox } from '../../src/sandbox/brevo/sandbox';
import type { Sandbox } from '../../src/sandbox/start';

type Shop = Sandbox['shop'];
type Subscriber = Shop['subscribers'] extends Map<number, infer Value> ? Value : never;

interface View {
  readonly brevo?: BrevoSandbox;
  readonly isOwn: (channel: number) => boolean;
  /** Records without a channel, and products that are sold nowhere. */
  readonly isDefault: boolean;
  /** Of storefronts that share an account, whose people are the same ones. */
  readonly sharesPeople?: boolean;
  readonly keepsSubscriber?: (subscriber: Subscriber) => boolean;
}

/** For the oracle alone: what happens in the shop afterwards is not seen. */
export function seenBy(sandbox: Sandbox, view: View): Sandbox {
  const { isOwn, isDefault, brevo = sandbox.brevo, keepsSubscriber = () => false } = view;
  const { sharesPeople = false } = view;
  const { shop } = sandbox;
  return {
    ...sandbox,
    brevo,
    shop: {
      ...shop,
      customers: only(
        shop.customers,
        ({ origin_channel_id }) => sharesPeople || isOwn(origin_channel_id),
      ),
      orders: only(shop.orders, ({ channel_id }) => isOwn(channel_id)),
      subscribers: only(
        shop.subscribers,
        (subscriber) => isOwn(subscriber.channel_id) || keepsSubscriber(subscriber),
      ),
      products: only(shop.products, ({ channels }) =>
        channels.length === 0 ? isDefault : channels.some(isOwn),
      ),
    },
  };
}

const only = <T>(records: ReadonlyMap<number, T>, isKept: (record: T) => boolean): Map<number, T> =>
  new Map([...records].filter(([, record]) => isKept(record)));
