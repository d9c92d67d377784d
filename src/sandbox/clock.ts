// The sandbox's time: windows can be scaled so that a vendor's hour lasts seconds.

export interface SandboxClock {
  /** Real epoch milliseconds. */
  now(): number;
  /** How many sandbox seconds one real second holds; 1 is true to life. */
  readonly scale: number;
}

/** A vendor duration (ms) in real milliseconds on this clock. */
export function realMs(clock: SandboxClock, vendorMs: number): number {
  return vendorMs / clock.scale;
}
