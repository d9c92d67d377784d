// JSON log lines without secrets or personal data, for our own code and for Temporal's.
import type { Logger as TemporalLogger, LogMetadata } from '@temporalio/common';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

const SECRETS = [
  'accessToken',
  'access_token',
  'clientSecret',
  'client_secret',
  'brevoApiKey',
  'brevo_api_key',
  'apiKey',
  'authorization',
  'Authorization',
  '["x-auth-token"]',
  '["X-Auth-Token"]',
  '["api-key"]',
];

const PERSONAL = [
  'email',
  'EMAIL',
  'phone',
  'SMS',
  'first_name',
  'firstName',
  'last_name',
  'lastName',
  'FIRSTNAME',
  'LASTNAME',
  'address',
  'addresses',
  'attributes',
];

// pino's wildcard stands for exactly one level, so each depth is named.
const redacted = [...SECRETS, ...PERSONAL].flatMap((key) => {
  const step = key.startsWith('[') ? key : `.${key}`;
  return [key, `*${step}`, `*.*${step}`, `*.*.*${step}`];
});

export interface LogSettings {
  /** trace, debug, info, warn, error or fatal. */
  readonly level: string;
  /** Standard output when left out. */
  readonly destination?: DestinationStream;
}

/** One JSON object a line. Redaction is a net under the rule, not the rule: secrets and people are not logged. */
export function createLog({ level, destination }: LogSettings): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redacted, censor: '[redacted]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** For `Runtime.install({ logger })`. */
export function temporalLogger(log: Log): TemporalLogger {
  const at = (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') => {
    return (message: string, meta?: LogMetadata) => {
      log[level](plain(meta), message);
    };
  };
  const lines = {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
  const byName = {
    TRACE: lines.trace,
    DEBUG: lines.debug,
    INFO: lines.info,
    WARN: lines.warn,
    ERROR: lines.error,
  };
  return {
    ...lines,
    log: (level, message, meta) => {
      byName[level](message, meta);
    },
  };
}

// The SDK's metadata carries BigInts (JSON has none), and its errors under `error`, where pino looks for `err`.
function plain(meta: LogMetadata | undefined): Record<string, unknown> {
  const entries = Object.entries(meta ?? {}).map(([key, value]: [string, unknown]) => {
    if (typeof value === 'bigint') return [key, value.toString()] as const;
    return [key === 'error' ? 'err' : key, value] as const;
  });
  return Object.fromEntries(entries);
}
