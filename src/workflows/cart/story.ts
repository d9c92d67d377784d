// Pure: a cart's story in plain words and Markdown, for whoever opens its workflow.
import type { CartLead, CartMail, CartOrder, CartView } from '../../contracts/cart-recovery';

const PHASES: Readonly<Record<CartView['phase'], string>> = {
  watching: 'being filled',
  abandoned: 'abandoned',
  bought: 'bought',
  recovered: 'recovered',
  expired: 'given up',
  closed: 'closed: emptied, deleted or gone',
  anonymous: 'closed: nobody knows whose it was',
  'store not connected': 'closed: the store is not connected',
};

/** How it stands, then the mails, the purchase and what is missing. */
export function storyOf(view: CartView): string {
  const { phase, abandonments, mails, nextAt, order, led, stopped, unknownEvents } = view;
  const sent = mails.filter(({ state }) => state === 'sent').length;
  const standing = [
    `**${PHASES[phase]}**`,
    ...(abandonments === 0 ? [] : [`left ${counted(abandonments, 'time')}`]),
    ...(abandonments === 0 ? [] : [`${counted(sent, 'mail')} sent`]),
    ...(nextAt === undefined ? [] : [`looks again at ${moment(nextAt)}`]),
  ];
  const lines = [
    ...mails.map((mail) => mailLine(mail, abandonments)),
    ...(stopped === undefined ? [] : [`no more mails: ${stopped}`]),
    ...(order === undefined ? [] : [orderLine(order, led)]),
    ...(unknownEvents.length === 0
      ? []
      : [`nobody knows whether Brevo has ${counted(unknownEvents.length, 'event')}`]),
  ];
  return [standing.join(' · '), '', ...lines.map((line) => `- ${line}`)].join('\n').trim();
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

const moment = (iso: string): string => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

function mailLine({ episode, step, variant, at, state, why }: CartMail, episodes: number): string {
  const name = [
    `mail ${step + 1}`,
    ...(episodes > 1 ? [`of leaving ${episode}`] : []),
    ...(variant === undefined ? [] : [`(${variant})`]),
  ].join(' ');
  return `${moment(at)}: ${WORDS[state](name, why)}`;
}

const WORDS: Readonly<Record<CartMail['state'], (name: string, why?: string) => string>> = {
  sent: (name) => `${name} sent`,
  skipped: (name, why) => `${name} left out: ${why ?? 'it cannot be sent'}`,
  unknown: (name) => `nobody knows whether Brevo has sent ${name}; it is not sent again`,
};

function orderLine({ orderId, amount, currency }: CartOrder, led?: CartLead): string {
  const worth = amount === undefined ? '' : `, ${amount} ${currency ?? ''}`.trimEnd();
  const ways = { click: 'after a click in', mail: 'after' };
  return `order ${orderId}${worth}${led === undefined ? '' : `, ${ways[led.by]} mail ${led.step + 1}`}`;
}
