// Every workflow the worker registers and the Temporal UI offers; anything exported here is startable.
export { fullSync } from './full-sync';
export { storeSync } from './store-sync';
export { storeConnection } from './store-connection';
export { hookKeeper } from './hook-keeper';
export { recordChanges } from './record-changes';
export { orderFlow } from './order-flow';
export { cartRecovery } from './cart-recovery';
