// Shows how far a sync is: bars on a terminal, one line a phase everywhere else.
import { MultiBar, type SingleBar } from 'cli-progress';
import type { PhaseProgress, SyncProgress } from '../contracts/sync-progress';
import { phaseCounts, phaseName, wrapped } from './wording';

export interface ProgressView {
  show(progress: SyncProgress): void;
  /** A sentence beside the progress, shown once as long as it stays the same. */
  note(sentence: string): void;
  /** Gives the terminal back. May be called again. */
  end(): void;
}

export interface Screen {
  readonly isTTY?: boolean;
  write(text: string): boolean;
}

/** Draws on standard output when that is a terminal; otherwise writes lines to the screen given. */
export function progressView(screen: NodeJS.WriteStream): ProgressView {
  return screen.isTTY ? barsOn(screen) : linesOn(screen);
}

const NAME_WIDTH = 11;
const BAR = { barCompleteChar: '█', barIncompleteChar: '░' } as const;

function barsOn(screen: NodeJS.WriteStream): ProgressView {
  const bars = new MultiBar({
    ...BAR,
    barsize: screen.columns < 100 ? 12 : 24,
    stream: screen,
    format: '  {name} {bar} {counts}',
    hideCursor: true,
    emptyOnZero: true,
    // A sentence pushes every bar down.
    forceRedraw: true,
    // Whoever started the sync decides what Ctrl-C means.
    gracefulExit: false,
  });
  const status = statusLine(bars, screen);
  const lines = new Map<string, SingleBar>();
  return {
    show: ({ phases, state, message }) => {
      for (const phase of phases) {
        const name = phaseName(phase);
        const line = lines.get(name) ?? bars.create(1, 0, wordsOf(phase));
        lines.set(name, line);
        line.setTotal(Math.max(1, phase.total ?? phase.tally.read));
        line.update(fillOf(phase), wordsOf(phase));
      }
      if (message !== undefined) status(`${state}: ${message}`);
    },
    note: status,
    end: () => {
      // A second stop would draw the bars over what was written after them.
      if (bars.isActive) bars.stop();
    },
  };
}

/** Above the bars, once, in lines that fit: the bars switch the terminal's own wrapping off. */
function statusLine(bars: MultiBar, screen: NodeJS.WriteStream): (sentence: string) => void {
  let said = '';
  return (sentence) => {
    if (sentence === said) return;
    said = sentence;
    for (const line of wrapped(sentence, screen.columns - 4)) {
      if (bars.isActive) bars.log(`  ${line}\n`);
      // Without a bar nothing is ever drawn.
      else screen.write(`  ${line}\n`);
    }
  };
}

const wordsOf = (phase: PhaseProgress) => ({
  name: phaseName(phase).padEnd(NAME_WIDTH),
  counts: phase.state === 'waiting' ? '' : phaseCounts(phase),
});

function fillOf({ state, total, tally }: PhaseProgress): number {
  if (state === 'done') return Math.max(1, total ?? tally.read);
  return total === undefined ? 0 : Math.min(tally.read, total);
}

/** No control characters: for pipes, files and logs. */
export function linesOn(screen: Screen): ProgressView {
  const said = new Set<string>();
  const say = (key: string, sentence: string) => {
    if (said.has(key)) return;
    said.add(key);
    screen.write(`  ${sentence}\n`);
  };
  return {
    show: ({ phases, state, message }) => {
      for (const phase of phases) {
        if (phase.state !== 'done') continue;
        const name = phaseName(phase);
        say(name, `${name.padEnd(NAME_WIDTH)} ${phaseCounts(phase)}`);
      }
      if (message !== undefined) say(message, `${state}: ${message}`);
    },
    note: (sentence) => {
      say(sentence, sentence);
    },
    end: () => undefined,
  };
}
