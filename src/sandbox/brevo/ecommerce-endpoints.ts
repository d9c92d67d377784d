// `/account` and `/ecommerce/*`: who the account is, switching e-commerce on, the display currency.
import { z } from 'zod';
import type { SandboxAnswer } from '../http-server';
import type { Account } from './account';
import { type Call, readBody, type Route } from './calls';
import { ownerEmail } from './contact-endpoints';
import { Refusal } from './refusals';

const currencySchema = z.object({ code: z.string() });
const currencies = new Set(Intl.supportedValuesOf('currency'));

export function ecommerceRoutes(account: Account): readonly Route[] {
  const path = '/ecommerce/config/displayCurrency';
  return [
    { method: 'GET', path: '/account', answer: () => readAccount(account) },
    { method: 'POST', path: '/ecommerce/activate', answer: (call) => activate(account, call) },
    { method: 'GET', path, answer: (call) => readCurrency(account, call) },
    { method: 'POST', path, answer: (call) => setCurrency(account, call) },
  ];
}

const readAccount = ({ organization }: Account): SandboxAnswer => ({
  status: 200,
  body: { organization_id: organization, ...accountBody },
});

function activate(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.activate(call.now);
  return { status: 200 };
}

function readCurrency(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.require(call.now);
  return { status: 200, body: { code: account.ecommerce.displayCurrency } };
}

function setCurrency(account: Account, call: Call): SandboxAnswer {
  account.ecommerce.require(call.now);
  const { code } = readBody(currencySchema, call);
  if (!currencies.has(code))
    throw new Refusal({
      status: 422,
      code: 'unprocessable_entity',
      message: 'Invalid currency code',
    });
  account.ecommerce.displayCurrency = code;
  return { status: 200, body: { code } };
}

const accountBody = {
  user_id: 1,
  enterprise: false,
  companyName: 'Sandbox Shop',
  email: ownerEmail,
  firstName: 'Sandbox',
  lastName: 'Owner',
  address: { city: 'Paris', country: 'France', street: '1 rue du Test', zipCode: '75001' },
  marketingAutomation: { enabled: true, key: 'sandbox-tracker' },
  plan: [{ type: 'free', credits: 300, creditsType: 'sendLimit' }],
  relay: {
    enabled: false,
    data: { port: 587, relay: 'smtp-relay.example', userName: ownerEmail },
  },
} as const;
