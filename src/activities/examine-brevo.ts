// What an examination asks of Brevo: key and IP address, lists, attributes, e-commerce and its currency.
import type { Finding } from '../contracts/examination';
import { attributeProblems, missingAttributes } from './attribute-plan';
import { cartMailFindings } from './examine-cart-mails';
import { ok, problemFindings, silenceFinding, warning, wrongBy } from './findings';
import { createInterview, type Interview } from './interview';
import { currencyProblems, everyList, listProblems } from './plan-checks';
import type { Shop } from './world';

/** Reads only, some five requests; never throws what a vendor refuses. */
export async function examineBrevo(
  shop: Shop,
  currency: string | undefined,
): Promise<readonly Finding[]> {
  const interview = createInterview();
  const findings = await findingsOf(interview, shop, currency);
  const silence = interview.silence();
  return silence === undefined ? findings : [...findings, silenceFinding('Brevo', silence)];
}

async function findingsOf(
  interview: Interview,
  shop: Shop,
  currency: string | undefined,
): Promise<readonly Finding[]> {
  const account = await interview.ask(async () => {
    await shop.brevo.readAccount();
    return true;
  });
  if (account.failure !== undefined) return [wrongBy('Brevo key', account.failure)];
  if (account.answer === undefined) return [];
  return [
    ok('Brevo key', 'Brevo accepts the API key from this IP address.'),
    ...(await listFindings(interview, shop)),
    ...(await attributeFindings(interview, shop)),
    ...(await commerceFindings(interview, shop, currency)),
    ...(await cartMailFindings(interview, shop)),
  ];
}

async function listFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  const { answer, failure } = await interview.ask(() => everyList(shop.brevo));
  if (failure !== undefined) return [wrongBy('lists', failure)];
  if (answer === undefined) return [];
  const problems = listProblems(shop.settings, answer);
  return problemFindings('lists', problems, 'Every configured list is there.');
}

async function attributeFindings(interview: Interview, shop: Shop): Promise<readonly Finding[]> {
  const { answer, failure } = await interview.ask(() => shop.brevo.listAttributes());
  if (failure !== undefined) return [wrongBy('attributes', failure)];
  if (answer === undefined) return [];
  const problems = attributeProblems(shop.settings, answer);
  const missing = missingAttributes(shop.settings, answer).map(({ name }) => name);
  if (missing.length === 0)
    return problemFindings('attributes', problems, 'Every mapped attribute is there and fits.');
  return [
    ...(problems.length === 0 ? [] : problemFindings('attributes', problems, '')),
    warning(
      'attributes',
      `Brevo lacks ${missing.join(', ')}.`,
      'The next sync makes what is missing: `tajo-bigcommerce sync`.',
    ),
  ];
}

async function commerceFindings(
  interview: Interview,
  { brevo, settings: { sync } }: Shop,
  currency: string | undefined,
): Promise<readonly Finding[]> {
  if (!sync.orders && !sync.products) return [];
  const display = await interview.ask(() => brevo.readDisplayCurrency());
  if (display.failure !== undefined) return [wrongBy('e-commerce', display.failure)];
  if (display.answer === undefined) return [];
  if (display.answer === 'notActivated')
    return [
      warning(
        'e-commerce',
        "Brevo's e-commerce is off, or still being switched on.",
        'The next sync switches it on and waits for it: `tajo-bigcommerce sync`.',
      ),
    ];
  const problems = await interview.ask(() => currencyProblems(brevo, display.answer, currency));
  if (problems.failure !== undefined) return [wrongBy('currency', problems.failure)];
  if (problems.answer === undefined) return [];
  const well = `Brevo's e-commerce is on, in ${display.answer.code}.`;
  return problemFindings('e-commerce', problems.answer, well);
}
