// Whether e-commerce is switched on, and in which currency the account shows amounts.
import { forbidden, invalid } from './refusals';

export interface GateStart {
  readonly start: 'off' | 'on' | 'refused';
  /** Real milliseconds. */
  readonly activationMs: number;
  readonly displayCurrency: string;
}

export type EcommerceState = 'off' | 'activating' | 'on' | 'refused';

export class EcommerceGate {
  displayCurrency: string;
  private onAt: number | undefined;

  constructor(private readonly start: GateStart) {
    this.displayCurrency = start.displayCurrency;
    if (start.start === 'on') this.onAt = Number.NEGATIVE_INFINITY;
  }

  state(now: number): EcommerceState {
    if (this.start.start === 'refused') return 'refused';
    if (this.onAt === undefined) return 'off';
    return now < this.onAt ? 'activating' : 'on';
  }

  /** Throws when it is on, on its way, or not for this account. */
  activate(now: number): void {
    const state = this.state(now);
    if (state === 'refused') throw forbidden('eCommerce is not available for this account');
    if (state === 'activating')
      throw invalid('eCommerce activation is in process, please wait for 5 minutes');
    if (state === 'on') throw invalid('eCommerce is already activated');
    this.onAt = now + this.start.activationMs;
  }

  /** Throws a 403 until e-commerce is on. */
  require(now: number): void {
    if (this.state(now) !== 'on') throw forbidden('Permission denied. eCommerce is not activated.');
  }
}
