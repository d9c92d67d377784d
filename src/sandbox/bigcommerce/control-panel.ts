// What a merchant does with the mouse, by HTTP: changes customers, products and orders of the toy shop. Not BigCommerce's API.
import { z } from 'zod';
import type { SandboxAnswer, SandboxRequest } from '../http-server';
import type { Shop } from '../shop/shop';

type Panel = Pick<
  Shop,
  | 'customers'
  | 'products'
  | 'orders'
  | 'addCustomer'
  | 'editCustomer'
  | 'deleteCustomer'
  | 'addProduct'
  | 'editProduct'
  | 'deleteProduct'
  | 'addOrder'
  | 'editOrder'
  | 'archiveOrder'
>;

const word = z.string().exactOptional();

const customer = z.strictObject({
  email: word,
  first_name: word,
  last_name: word,
  company: word,
  phone: word,
});

const product = z.strictObject({
  name: word,
  price: z.number().min(0).exactOptional(),
  inventory_level: z.int().min(0).exactOptional(),
});

const order = z.strictObject({
  customer_id: z.int().min(0).exactOptional(),
  status_id: z.int().min(0).max(14).exactOptional(),
});

/** `POST /control-panel/customers` makes one, with a number behind it it is changed, or deleted; undefined elsewhere. */
export function answerPanel(shop: Panel, request: SandboxRequest): SandboxAnswer | undefined {
  const [, kind, number] = /^\/control-panel\/(\w+)(?:\/(\d+))?$/.exec(request.path) ?? [];
  if (kind === undefined) return undefined;
  const desk = deskOf(shop, kind);
  if (desk === undefined) return refused(404, 'customers, products and orders can be changed here');
  const id = number === undefined ? undefined : Number(number);
  if (id !== undefined && !desk.has(id)) return refused(404, `there is no ${id} among the ${kind}`);
  return answerDesk(desk, id, request);
}

function answerDesk(
  desk: Desk,
  id: number | undefined,
  { method, body = {} }: SandboxRequest,
): SandboxAnswer {
  if (method === 'POST') return desk.write(id, body);
  if (method !== 'DELETE' || id === undefined)
    return refused(405, 'POST makes or changes, DELETE with a number removes');
  desk.remove(id);
  return { status: 204 };
}

interface Desk {
  readonly has: (id: number) => boolean;
  readonly write: (id: number | undefined, body: unknown) => SandboxAnswer;
  readonly remove: (id: number) => void;
}

function deskOf(shop: Panel, kind: string): Desk | undefined {
  switch (kind) {
    case 'customers':
      return {
        has: (id) => shop.customers.has(id),
        remove: shop.deleteCustomer,
        write: writing(customer, (id, patch) =>
          id === undefined ? shop.addCustomer(patch) : shop.editCustomer(id, patch),
        ),
      };
    case 'products':
      return {
        has: (id) => shop.products.has(id),
        remove: shop.deleteProduct,
        write: writing(product, (id, patch) =>
          id === undefined ? shop.addProduct(patch) : shop.editProduct(id, patch),
        ),
      };
    case 'orders':
      return {
        has: (id) => shop.orders.has(id),
        remove: shop.archiveOrder,
        write: writing(order, (id, patch) =>
          id === undefined ? shop.addOrder(patch) : shop.editOrder(id, patch),
        ),
      };
  }
  return undefined;
}

function writing<T extends z.ZodType>(
  schema: T,
  write: (id: number | undefined, patch: z.infer<T>) => { readonly id: number },
): Desk['write'] {
  return (id, body) => {
    const read = schema.safeParse(body);
    if (!read.success) return refused(422, z.prettifyError(read.error));
    return { status: id === undefined ? 201 : 200, body: { id: write(id, read.data).id } };
  };
}

const refused = (status: number, title: string): SandboxAnswer => ({
  status,
  body: { status, title },
});
