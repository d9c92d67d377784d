// The worker's metrics for Prometheus: those of Temporal's SDK, and memory and processor time of the process.
import { Runtime } from '@temporalio/worker';
import { temporalLogger, type Log } from './log';

export interface WorkerMetrics {
  readonly log: Log;
  /** 0: none are served. */
  readonly port: number;
  /** What the port is bound to; metrics name queues by store hash, never a person. */
  readonly host: string;
}

/** The port of the metrics is taken. The message says what to do. */
class MetricsPortTaken extends Error {
  override readonly name = 'MetricsPortTaken';
}

const LOOK_EVERY_MS = 5_000;
const MICROSECONDS = 1e6;

/** Once, before the first worker is made. Throws MetricsPortTaken. */
export function installRuntime({ log, port, host }: WorkerMetrics): void {
  const logger = temporalLogger(log);
  if (port === 0) {
    Runtime.install({ logger });
    return;
  }
  const bindAddress = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  // Names as Prometheus wants them and as Temporal's own dashboards expect them.
  const names = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };
  try {
    const prometheus = { bindAddress, ...names };
    Runtime.install({ logger, telemetryOptions: { metrics: { prometheus } } });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MetricsPortTaken(
      `The worker cannot serve its metrics on ${bindAddress} (${reason}): set METRICS_PORT to a free port (a second worker on one machine needs one of its own), or to 0 for no metrics.`,
      { cause },
    );
  }
  watchProcess();
}

/** The SDK's exporter has no collector that is asked at each scrape. */
function watchProcess(): void {
  const meter = Runtime.instance().metricMeter;
  const memory = meter.createGauge('process_resident_memory_bytes', 'int');
  const processor = meter.createGauge('process_cpu_seconds', 'float');
  const look = (): void => {
    const { user, system } = process.cpuUsage();
    memory.set(process.memoryUsage.rss());
    processor.set((user + system) / MICROSECONDS);
  };
  look();
  setInterval(look, LOOK_EVERY_MS).unref();
}
