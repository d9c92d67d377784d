// Ctrl-C, a closed terminal or a polite kill, as something one can wait for.

export interface Interruption {
  /** Resolves with the signal's name. */
  readonly happened: Promise<string>;
  /** The signals mean again what they usually do. */
  forget(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Until it is forgotten no such signal ends this process by itself, a repeated one neither. */
export function interruption(): Interruption {
  let tell: (signal: string) => void = () => undefined;
  const happened = new Promise<string>((resolve) => {
    tell = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, tell);
  return {
    happened,
    forget: () => {
      for (const signal of SIGNALS) process.off(signal, tell);
    },
  };
}
