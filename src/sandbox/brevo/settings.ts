// How a toy Brevo account starts, and the undocumented behaviours a test may switch while it runs.

export type RateGroup =
  'contacts' | 'events' | 'orders' | 'products' | 'mail' | 'mailList' | 'hourly';

export interface Rate {
  readonly limit: number;
  /** Vendor milliseconds. */
  readonly windowMs: number;
}

export interface BrevoSandboxOptions {
  readonly apiKey?: string;
  /** The id of the account; neighbours need one each. */
  readonly organization?: string;
  /** More accounts behind the same address, each with its own key. */
  readonly neighbours?: readonly (BrevoSandboxOptions & { readonly apiKey: string })[];
  /** Lists in folder 1 "Shop". */
  readonly lists?: readonly { readonly id: number; readonly name: string }[];
  /** `refused`: the account may never switch e-commerce on. `off` by default. */
  readonly ecommerce?: 'off' | 'on' | 'refused';
  /** Vendor milliseconds from the activation call until e-commerce answers; 5 min by default. */
  readonly activationMs?: number;
  /** ISO code before anybody sets one; EUR by default. */
  readonly displayCurrency?: string;
  /** Names the default attributes: FIRSTNAME and LASTNAME, or PRENOM and NOM. */
  readonly language?: 'en' | 'fr';
  /** Vendor milliseconds an import waits and runs; 20 s by default. */
  readonly importMs?: number;
  /** Vendor milliseconds until the orders of a batch can be seen; 30 s by default. */
  readonly batchMs?: number;
  /** Vendor milliseconds until an event can be read; a minute by default. */
  readonly eventsMs?: number;
  /** Ids of active mail templates; 101, 102 and 103 by default. */
  readonly templates?: readonly number[];
  readonly rates?: Partial<Readonly<Record<RateGroup, Rate>>>;
  /** See `BrevoSwitches`. */
  readonly switches?: Partial<BrevoSwitches>;
}

/** Every field may be changed at any time; the sources disagree about each of them or say nothing. */
export interface BrevoSwitches {
  /** The key is right, the caller's address is not on the allowlist. */
  blockedIp: boolean;
  /** Charge `/contacts/import` to the hourly bucket. */
  importsHourly: boolean;
  /** Charge `/contacts` without anything behind it to the hourly bucket. */
  bareContactsHourly: boolean;
  unknownAttributes: 'ignore' | 'reject';
  duplicateCode: 'duplicate_parameter' | 'invalid_parameter';
  /** PUT with the address the contact has already answers 400. */
  sameEmailRefused: boolean;
  listUnsubscribedShown: boolean;
  /** Adding or removing nobody new answers 400 instead of a full `failure`. */
  nobodyNewRefused: boolean;
  /** POST and PUT of contacts answer 425: the account is still being set up. */
  accountInProcess: boolean;
  batchOrder: 'as-sent' | 'reversed';
  /** No address of this domain becomes a contact; none by default. */
  refusedDomain: string;
}

export const standardSwitches: Readonly<BrevoSwitches> = {
  blockedIp: false,
  importsHourly: false,
  bareContactsHourly: false,
  unknownAttributes: 'ignore',
  duplicateCode: 'duplicate_parameter',
  sameEmailRefused: true,
  listUnsubscribedShown: true,
  nobodyNewRefused: false,
  accountInProcess: false,
  batchOrder: 'as-sent',
  refusedDomain: '',
};

/** Brevo does not tell why it refuses an address; here it is by domain. */
export const refusesAddress = ({ refusedDomain }: BrevoSwitches, email = ''): boolean =>
  refusedDomain !== '' && email.trim().toLowerCase().endsWith(`@${refusedDomain}`);

export const standardLists = [
  { id: 40, name: 'All customers' },
  { id: 41, name: 'Buyers' },
  { id: 42, name: 'Abandoned carts' },
] as const;
