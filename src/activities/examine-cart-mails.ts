// What an examination asks about the mails to shoppers who left a cart: the templates, and who else may write.
import type { StoreSettings } from '../config/settings';
import type { Finding } from '../contracts/examination';
import { cartTopic } from './cart/cart-topics';
import { ok, warning, wrongBy } from './findings';
import type { Interview } from './interview';
import type { Shop } from './world';

const ROW = 'cart mails';

/** One request a template, of the hundred an hour; nothing where Brevo's automation sends the mails. */
export async function cartMailFindings(
  interview: Interview,
  { brevo, settings }: Shop,
): Promise<readonly Finding[]> {
  const skill = settings.skills?.abandonedCart;
  if (!settings.sync.carts) return [];
  if (skill?.enabled !== true || skill.steps.length === 0) return automationFindings(settings);
  const findings: Finding[] = [];
  for (const templateId of new Set(skill.steps.map((step) => step.templateId))) {
    // What Brevo answers with null is an answer too.
    const { answer, failure } = await interview.ask(async () => ({
      template: await brevo.readTemplate(templateId),
    }));
    if (failure !== undefined) return [...findings, wrongBy(ROW, failure)];
    if (answer === undefined) return findings;
    findings.push(...templateFindings(templateId, answer.template));
  }
  return [
    ...(findings.length === 0
      ? [ok(ROW, 'Every template of the sequence is there and active.')]
      : findings),
    // Brevo's API shows no automations.
    warning(
      'other senders in Brevo',
      'The connector sends the mails about carts itself; an automation on cart_updated or cart_abandoned would write beside it, and to people without consent.',
      'Switch such automations off in Brevo (Automations), or take sequence out of skills.abandoned-cart.',
    ),
  ];
}

/** Nobody can see which automations there are: it is said to every store whose events could start one. */
function automationFindings(settings: StoreSettings): readonly Finding[] {
  const names = [cartTopic(settings, 'updated'), cartTopic(settings, 'abandoned')];
  const told = names.filter((name) => name !== undefined);
  if (told.length === 0) return [];
  return [
    warning(
      'automations in Brevo',
      `${told.join(' and ')} are sent for everybody with an address, consent or not: an automation in Brevo that they start writes to everybody.`,
      'Let automations about carts begin with the list abandoned_cart, which takes only people with consent for carts, or filter by it.',
    ),
  ];
}

function templateFindings(
  templateId: number,
  template: { readonly isActive: boolean } | null,
): readonly Finding[] {
  if (template?.isActive === true) return [];
  const what = template === null ? 'does not exist' : 'is not active';
  return [
    {
      row: ROW,
      state: 'wrong',
      sentence: `Template ${templateId} of skills.abandoned-cart ${what} in Brevo: its mails are left out.`,
      cure: 'Write the number of an active template (Brevo: Transactional > Templates, the # column).',
    },
  ];
}
