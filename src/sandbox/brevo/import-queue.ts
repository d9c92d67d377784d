// Imports wait for one another: one runs at a time, in the order in which they came.
import type { ListRecord } from './list-book';
import { normalIdentifier } from './identifiers';

export interface ImportRow {
  readonly email?: string | undefined;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

/** How many rows of an import met which trouble. */
export interface ImportReport {
  invalid_emails: number;
  duplicate_contact_id: number;
  duplicate_ext_id: number;
  duplicate_email_id: number;
  duplicate_phone_id: number;
  duplicate_whatsapp_id: number;
  duplicate_landline_number_id: number;
}

export interface ImportOrder {
  readonly rows: readonly ImportRow[];
  readonly lists: readonly ListRecord[];
  readonly updateExisting: boolean;
  readonly emptyAttributes: boolean;
  readonly emailBlacklist: boolean;
  readonly smsBlacklist: boolean;
}

export interface ImportJob extends ImportOrder {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly report: ImportReport;
}

/** An import as tests read it. */
export interface SandboxProcess {
  readonly id: number;
  readonly status: 'queued' | 'processing' | 'completed';
  readonly rows: number;
  readonly acceptedAt: number;
  readonly endsAt: number;
  readonly report: Readonly<ImportReport>;
}

export class ImportQueue {
  private readonly jobs = new Map<number, ImportJob>();
  private readonly waiting: ImportJob[] = [];
  private lastEnd = 0;

  constructor(private readonly durationMs: number) {}

  accept(order: ImportOrder, now: number): ImportJob {
    const startsAt = Math.max(now, this.lastEnd);
    const endsAt = startsAt + this.durationMs;
    this.lastEnd = endsAt;
    const id = this.jobs.size + 1;
    const job = { ...order, id, acceptedAt: now, startsAt, endsAt, report: emptyReport() };
    this.jobs.set(id, job);
    this.waiting.push(job);
    return job;
  }

  /** Takes the imports whose time has come, oldest first. */
  takeDue(now: number): readonly ImportJob[] {
    const open = this.waiting.findIndex((job) => job.endsAt > now);
    return this.waiting.splice(0, open < 0 ? this.waiting.length : open);
  }

  view(id: number, now: number): SandboxProcess | undefined {
    const job = this.jobs.get(id);
    return job === undefined ? undefined : this.viewJob(job, now);
  }

  /** Oldest first. */
  viewAll(now: number): readonly SandboxProcess[] {
    return [...this.jobs.values()].map((job) => this.viewJob(job, now));
  }

  private viewJob(job: ImportJob, now: number): SandboxProcess {
    const { id, acceptedAt, endsAt, report } = job;
    return { id, status: this.status(job, now), rows: job.rows.length, acceptedAt, endsAt, report };
  }

  private status(job: ImportJob, now: number): SandboxProcess['status'] {
    if (now >= job.endsAt) return 'completed';
    return now < job.startsAt + this.durationMs / 4 ? 'queued' : 'processing';
  }
}

function emptyReport(): ImportReport {
  return {
    invalid_emails: 0,
    duplicate_contact_id: 0,
    duplicate_ext_id: 0,
    duplicate_email_id: 0,
    duplicate_phone_id: 0,
    duplicate_whatsapp_id: 0,
    duplicate_landline_number_id: 0,
  };
}

/** Whether a row can stand for a person at all as far as its address goes. */
export function hasInvalidEmail(row: ImportRow): boolean {
  return (
    row.email !== undefined &&
    row.email !== '' &&
    normalIdentifier('EMAIL', row.email) === undefined
  );
}
