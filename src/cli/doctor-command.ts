// `tajo-bigcommerce doctor`: looks at everything that can be wrong, and says the cure.
import { orFailure, say } from './command-frame';
import { lookHere } from './doctor-here';
import { doctorLines, stateOf, type Ward } from './doctor-report';
import { lookThere } from './doctor-there';

/** As commander hands them over. */
export interface DoctorOptions {
  readonly store?: string;
  readonly json?: true;
}

/** Answers the exit code: 1 when something is wrong; a warning alone is none. */
export async function runDoctor({ store, json }: DoctorOptions): Promise<number> {
  return orFailure(json, async () => {
    const { findings, environment, stores } = await lookHere();
    const here: Ward = { title: 'Here', findings };
    const there = environment === undefined ? [] : await lookThere({ environment, stores, store });
    const wards = [here, ...there];
    const state = stateOf(wards);
    const lines = json === true ? [JSON.stringify({ state, checks: wards })] : doctorLines(wards);
    for (const line of lines) say(line);
    return state === 'wrong' ? 1 : 0;
  });
}
