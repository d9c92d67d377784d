// Every workflow the worker registers and the Temporal UI offers; anything exported here is startable.
export { fullSync } from './sync/full-sync';
export { storeSync } from './sync/store-sync';
export { storeConnection } from './connection/store-connection';
export { storeLeaving } from './connection/store-leaving';
export { hookKeeper } from './connection/hook-keeper';
export { recordChanges } from './changes/record-changes';
export { orderFlow } from './order/order-flow';
export { cartRecovery } from './cart/cart-recovery';
export { mailTurn } from './cart/mail-turn';
