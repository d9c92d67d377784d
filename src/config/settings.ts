// What the connector knows about a store once connector.yml and the environment have been read.
import type { StoreOptions } from '../contracts/store-settings';

export type { MappedAttribute, StoreOptions, TopicChoice } from '../contracts/store-settings';

/** Everything needed to work for one store. Holds secrets: never log it, never put it into a history. */
export interface StoreSettings extends StoreOptions {
  readonly accessToken: string;
  readonly clientSecret?: string;
  readonly brevoApiKey: string;
  /** Keys of storefronts that write to another Brevo account, by channel id. */
  readonly storefrontKeys?: Readonly<Record<string, string>>;
  /** The value of `X-Tajo-Hook-Token` on every webhook of this store; ours, made at the first connect. */
  readonly hookSecret?: string;
}

/** Base URLs without a trailing slash. `brevo` includes `/v3`. */
export interface VendorAddresses {
  readonly bigcommerce: string;
  readonly brevo: string;
}

/** The stores that are set up. `read` takes an alias or a store hash; null when neither is known. */
export interface StoreDirectory {
  list(): Promise<
    readonly { readonly name: string; readonly storeHash: string; readonly enabled: boolean }[]
  >;
  read(store: string): Promise<StoreSettings | null>;
}
