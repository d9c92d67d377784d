// scratch
import { openStage, type Stage } from '../support/stage';
test('timing', async () => {
  const stage: Stage = await openStage({ sandbox: { customers: 20, orders: 20, products: 10 } });
  const show = async (input: unknown) => {
    const h = await stage.start(input);
    try { await h.result(); console.log('??? completed', input); } catch (e: any) { console.log(JSON.stringify(input), e.cause?.constructor.name, e.cause?.type, e.cause?.message, '|', e.cause?.cause?.type, e.cause?.cause?.message); }
  };
  await show({ store: 'mian' });
  await show({ stor: 'main', resources: ['custmers'], fresh: 'yes' });
  await show({ resources: 'orders' });
  await show('main');
  await show([]);
  await show({ type: 'incremental' });
  await show({ store: 'x', resources: ['custmers', 7], type: 'fll' });
  stage.sandbox.bigcommerce.setScopes(['store_v2_orders_read_only','store_v2_products_read_only']);
  await show({});
  stage.sandbox.bigcommerce.setScopes([]);
  stage.sandbox.brevo.switches.blockedIp = true;
  await show({});
  await stage.close();
});
