// Holds what went over the wire against a contract, operation by operation.
import type { Exchange } from './exchanges';
import { findOperation, operationsOf } from './operations';
import type { ContractFile, Operation } from './operations';
import { documentedPaths, propertyMap, seenPaths } from './property-paths';
import { createSchemaCheck } from './schema-check';
import type { SchemaCheck } from './schema-check';

/**
 * Where the files and the vendor differ. `<operation> <path>` holds for every operation that begins so (`*` for all),
 * and for every property whose path has these steps.
 */
export interface Exceptions {
  /** `GET /v2/orders 204`: successes that the files leave out. */
  readonly statuses?: readonly string[];
  /** `GET /v2/orders credit_card_type`: real properties that the files leave out. */
  readonly undeclared?: readonly string[];
  /** `GET /v2/orders sort`: parameters whose values go beyond the file, or that are not required. */
  readonly query?: readonly string[];
  /** `GET /v2/orders fees[]`: documented properties that the sandbox never shows, with all below. */
  readonly absent?: readonly string[];
}

export interface Contract {
  /** Shown in the report. */
  readonly name: string;
  readonly files: readonly ContractFile[];
  readonly exceptions: Exceptions;
  /** Every documented property must appear in some answer. */
  readonly complete: boolean;
  /** What the vendor's text demands of a request and its schema does not. */
  readonly demands?: (exchange: Exchange) => readonly string[];
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

export interface OperationReport {
  /** `GET /v3/customers`. */
  readonly operation: string;
  readonly answers: Tally;
  readonly requests: Tally;
  /** Documented properties seen and missing; undefined where completeness is not asked. */
  readonly properties: Tally | undefined;
  /** `answer 200 data[].id: must be integer`. */
  readonly violations: readonly string[];
}

export interface ContractReport {
  readonly contract: string;
  readonly operations: readonly OperationReport[];
  /** Requests that no file describes. */
  readonly undescribed: readonly string[];
}

export function checkExchanges(contract: Contract, exchanges: readonly Exchange[]): ContractReport {
  const check = createSchemaCheck(contract.files);
  const operations = contract.files.flatMap(operationsOf);
  const byOperation = new Map<Operation, Exchange[]>();
  const undescribed = new Set<string>();
  for (const exchange of exchanges) {
    const operation = findOperation(operations, exchange.method, exchange.path);
    if (operation === undefined) undescribed.add(`${exchange.method} ${exchange.path}`);
    else byOperation.set(operation, [...(byOperation.get(operation) ?? []), exchange]);
  }
  const reports = [...byOperation].map(([operation, own]) =>
    operationReport(own, { contract, check, operation, name: nameOf(operation) }),
  );
  reports.sort((one, other) => bare(one.operation).localeCompare(bare(other.operation)));
  return { contract: contract.name, operations: reports, undescribed: [...undescribed].sort() };
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

// By path, then by method.
function bare(name: string): string {
  return name.split(' ').reverse().join(' ');
}

interface Desk {
  readonly contract: Contract;
  readonly check: SchemaCheck;
  readonly operation: Operation;
  readonly name: string;
}

function operationReport(exchanges: readonly Exchange[], desk: Desk): OperationReport {
  const answers = exchanges
    .filter(({ status }) => isDescribed(status, desk))
    .map((exchange) => answerProblems(exchange, desk));
  const requests = exchanges
    .filter(({ sender }) => sender === 'client')
    .map((exchange) => requestProblems(exchange, desk));
  const { properties, missing } = desk.contract.complete
    ? completeness(exchanges, desk)
    : { properties: undefined, missing: [] };
  return {
    operation: desk.name,
    answers: tally(answers),
    requests: tally(requests),
    properties,
    violations: [...new Set([...answers, ...requests, missing].flat())],
  };
}

function tally(checks: readonly (readonly string[])[]): Tally {
  const failed = checks.filter((problems) => problems.length > 0).length;
  return { passed: checks.length - failed, failed };
}

// An error that the file leaves out cannot be held against it; a success must be in it.
function isDescribed(status: number, { operation }: Desk): boolean {
  return (status >= 200 && status < 300) || operation.answers.has(String(status));
}

function answerProblems({ status, answer }: Exchange, desk: Desk): readonly string[] {
  const { operation, check, name } = desk;
  const where = `answer ${status}`;
  if (!operation.answers.has(String(status))) {
    const excepted = isExcepted(desk.contract.exceptions.statuses, name, String(status));
    return excepted ? [] : [`${where}: the status is not described`];
  }
  const schema = operation.answers.get(String(status));
  if (schema === undefined) {
    // Some errors are described in words only.
    return answer === undefined || status >= 400 ? [] : [`${where}: no body is described`];
  }
  const map = propertyMap(schema, check.follow);
  const undeclared = [...seenPaths(answer, map).undeclared].filter(
    (path) => !isExcepted(desk.contract.exceptions.undeclared, name, path),
  );
  return [
    ...check.problems(schema, answer).map((problem) => `${where} ${problem}`),
    ...undeclared.map((path) => `${where} ${path}: is not declared`),
  ];
}

function isExcepted(list: readonly string[] | undefined, name: string, path: string): boolean {
  return (list ?? []).some((entry) => {
    const end = entry.lastIndexOf(' ');
    const operation = entry.slice(0, end);
    return (
      (operation === '*' || name.startsWith(operation)) && hasSteps(path, entry.slice(end + 1))
    );
  });
}

function hasSteps(path: string, some: string): boolean {
  const steps = (text: string) => `.${text}.`.replaceAll('[]', '.[]');
  return steps(path).includes(steps(some));
}

function requestProblems(exchange: Exchange, desk: Desk): readonly string[] {
  const body = bodyProblems(exchange, desk);
  const demands = desk.contract.demands?.(exchange) ?? [];
  return [...queryProblems(exchange, desk), ...body, ...demands].map(
    (problem) => `request ${problem}`,
  );
}

function bodyProblems({ request }: Exchange, { operation, check }: Desk): readonly string[] {
  if (request === undefined) return [];
  if (operation.body === undefined) return ['body: is not declared'];
  const map = propertyMap(operation.body, check.follow);
  const undeclared = [...seenPaths(request, map).undeclared];
  return [
    ...check.problems(operation.body, request),
    ...undeclared.map((path) => `${path}: is not declared`),
  ];
}

function queryProblems({ query }: Exchange, desk: Desk): readonly string[] {
  const { operation, check, name, contract } = desk;
  const excepted = (parameter: string) => isExcepted(contract.exceptions.query, name, parameter);
  const required = [...operation.query.values()]
    .filter((known) => known.required && !query.has(known.name) && !excepted(known.name))
    .map((known) => `?${known.name}: is required`);
  const sent = [...query].flatMap(([parameter, text]) => {
    const known = operation.query.get(parameter);
    if (known === undefined) return [`?${parameter}: is not declared`];
    if (excepted(parameter)) return [];
    return check.textProblems(known.schema, text).map((problem) => `?${parameter} ${problem}`);
  });
  return [...required, ...sent];
}

function completeness(
  exchanges: readonly Exchange[],
  { operation, check, name, contract }: Desk,
): { readonly properties: Tally; readonly missing: readonly string[] } {
  const map = propertyMap(operation.answers.get('200'), check.follow);
  const seen = new Set<string>();
  for (const { status, answer } of exchanges) {
    if (status === 200) for (const path of seenPaths(answer, map).documented) seen.add(path);
  }
  const missing = documentedPaths(map).filter(
    (path) => !seen.has(path) && !isExcepted(contract.exceptions.absent, name, path),
  );
  return {
    properties: { passed: seen.size, failed: missing.length },
    missing: missing.map((path) => `answer 200 ${path}: never appeared`),
  };
}
