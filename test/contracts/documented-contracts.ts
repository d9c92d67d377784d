// Our own short contracts: what both vendors document of the operations we use, without their files.
import { brevoDemands } from './brevo-demands';
import type { Contract } from './contract-check';
import { accountPaths } from './documented-account';
import { goodsPaths } from './documented-goods';
import { callbackPaths, hookPaths } from './documented-hooks';
import { peoplePaths } from './documented-people';

export const documentedStore: Contract = {
  name: 'BigCommerce',
  files: [
    {
      name: 'store',
      content: { paths: { ...peoplePaths, ...goodsPaths, ...hookPaths, ...callbackPaths } },
      root: '',
    },
  ],
  // A gift certificate is no product.
  exceptions: { absent: ['GET /v2/orders gift_certificates[].line_items[].variant_id'] },
  complete: true,
};

export const documentedAccount: Contract = {
  name: 'Brevo',
  files: [{ name: 'account', content: { paths: accountPaths }, root: '' }],
  exceptions: {},
  complete: true,
  demands: brevoDemands,
};
