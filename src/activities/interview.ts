// Asks a vendor one thing after another; who cannot answer now is not asked again.
import { ApiFailure } from '../http/failures';

export interface Asked<T> {
  readonly answer?: T;
  readonly failure?: ApiFailure;
}

export interface Interview {
  /** Never rejects with ApiFailure. Answers nothing at all once the vendor has fallen silent. */
  ask<T>(question: () => Promise<T>): Promise<Asked<T>>;
  /** The failure after which nothing more was asked: no answer, or a used-up rate window. */
  silence(): ApiFailure | undefined;
}

export function createInterview(): Interview {
  let silence: ApiFailure | undefined;
  return {
    ask: async (question) => {
      if (silence !== undefined) return {};
      try {
        return { answer: await question() };
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        const { kind } = error.detail;
        if (kind !== 'RateLimited' && kind !== 'Unavailable') return { failure: error };
        silence = error;
        return {};
      }
    },
    silence: () => silence,
  };
}
