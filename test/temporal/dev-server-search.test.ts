import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDevServer, NoDevServer } from '../../src/temporal/dev-server';
import { isNewEnough } from '../../src/temporal/dev-server-search';
import { cacheFolder } from '../../src/temporal/cache-folder';

let folder = '';
let path = '';
let cacheDir = '';
let said: string[] = [];
const report = (line: string) => said.push(line);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-server-'));
  path = join(folder, 'path');
  cacheDir = join(folder, 'cache');
  mkdirSync(path);
  mkdirSync(cacheDir);
  said = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function program(file: string, ...lines: readonly string[]): string {
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
  return file;
}

const says = (version: string) => `echo 'temporal version ${version}'`;
const search = (allow = { download: false, build: false }) => ({
  env: { PATH: `/nowhere:${path}` },
  cacheDir,
  report,
  allow,
});

test('the command on PATH comes first', async () => {
  const onPath = program(join(path, 'temporal'), says('1.5.1 (Server 1.29.1, UI 2.42.1)'));
  program(join(cacheDir, 'temporal'), says('1.9.0 (Server 1.31.2, UI 2.50.1)'));

  expect(await findDevServer(search())).toBe(onPath);
  expect(said).toEqual([]);
});

test('an old command on PATH is left aside with a sentence, for the one in the cache', async () => {
  const old = program(join(path, 'temporal'), says('1.4.2 (Server 1.28.0, UI 2.39.0)'));
  const cached = program(join(cacheDir, 'temporal'), says('0.0.0-DEV (Server 1.29.1, UI 2.42.1)'));

  expect(await findDevServer(search())).toBe(cached);
  expect(said).toEqual([expect.stringMatching(`^${old} is left aside: it is too old .*1.4.2`)]);
});

test('a broken command is left aside too', async () => {
  program(join(path, 'temporal'), 'exit 3');

  await expect(findDevServer(search())).rejects.toThrow(NoDevServer);
  expect(said).toEqual([expect.stringContaining('it does not run')]);
});

test('when nothing helps, the error names all five ways', async () => {
  const failure: unknown = await findDevServer(search()).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(NoDevServer);
  for (const way of [
    'TEMPORAL_ADDRESS',
    'PATH',
    join(cacheDir, 'temporal'),
    'temporal.download',
    'Go 1.25',
  ]) {
    expect(String(failure)).toContain(way);
  }
});

test('without a command, one is built by Go into the cache, whole', async () => {
  program(
    join(path, 'go'),
    '[ "$1" = version ] && echo "go version go1.25.0 linux/amd64" && exit 0',
    `echo "$*" > ${join(folder, 'asked')}`,
    'echo built > "$GOBIN/temporal"',
  );

  const found = await findDevServer(search({ download: false, build: true }));

  expect(found).toBe(join(cacheDir, 'temporal'));
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(
    'install github.com/temporalio/cli/cmd/temporal@v1.5.1\n',
  );
  expect(readdirSync(cacheDir)).toEqual(['temporal']);
  expect(said[0]).toMatch(/^Building .*about 3 minutes, once/);
});

test('a failed build leaves nothing behind and gives its reason', async () => {
  program(
    join(path, 'go'),
    '[ "$1" = version ] && echo "go version go1.26.8 linux/amd64" && exit 0',
    'echo half > "$GOBIN/temporal"; echo "no route to proxy" >&2; exit 1',
  );

  await expect(findDevServer(search({ download: false, build: true }))).rejects.toThrow(
    NoDevServer,
  );
  expect(readdirSync(cacheDir)).toEqual([]);
  expect(said.at(-1)).toBe('The build failed: no route to proxy');
});

test.each(['go1.24.9', 'go0.9'])('%s is too old to build with', async (version) => {
  program(join(path, 'go'), `echo "go version ${version} linux/amd64"`);

  await expect(findDevServer(search({ download: false, build: true }))).rejects.toThrow(
    NoDevServer,
  );
  expect(said).toEqual([expect.stringContaining('is older than 1.25')]);
});

describe('the download', () => {
  let server: Server;
  let url = '';
  let answer: 'archive' | 'missing' = 'archive';

  beforeEach(async () => {
    const archive = join(folder, 'temporal.tar.gz');
    program(join(folder, 'temporal'), says('1.9.0'));
    execFileSync('tar', ['-czf', archive, '-C', folder, 'temporal']);
    server = createServer((request, response) => {
      const asked = new URL(request.url ?? '/', url);
      if (asked.pathname === '/archive') response.end(readFileSync(archive));
      else if (answer === 'missing') response.writeHead(404).end();
      else
        response.end(JSON.stringify({ archiveUrl: `${url}/archive`, fileToExtract: 'temporal' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${String(bound.port)}`;
  });

  afterEach(async () => {
    answer = 'archive';
    await new Promise((resolve) => server.close(resolve));
  });

  const downloading = () => ({
    ...search({ download: true, build: false }),
    env: { PATH: `${path}:/usr/bin:/bin` },
    downloadUrl: url,
  });

  test('is unpacked into the cache, whole', async () => {
    const found = await findDevServer(downloading());

    expect(found).toBe(join(cacheDir, 'temporal'));
    expect(execFileSync(found).toString()).toContain('1.9.0');
    expect(readdirSync(cacheDir)).toEqual(['temporal']);
  });

  test('is given up with one sentence when it is refused', async () => {
    answer = 'missing';

    await expect(findDevServer(downloading())).rejects.toThrow(NoDevServer);
    expect(said.at(-1)).toBe('The download is not possible here: status 404.');
    expect(existsSync(join(cacheDir, 'temporal'))).toBe(false);
  });
});

test.each([
  ['temporal version 1.5.0 (Server 1.29.0, UI 2.41)', true],
  ['temporal version 2.0.0 (Server 2.0.0, UI 3.0)', true],
  ['temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)', true],
  ['temporal version 1.4.9 (Server 1.28.1, UI 2.39)', false],
  ['temporal version 0.0.0-DEV (Server 1.28.0, UI 2.39)', false],
  ['temporal version 0.0.0-DEV', false],
  ['something else', false],
])('"%s" is new enough: %p', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test('the cache is in the usual place of each system', () => {
  const env = { HOME: '/home/me' };

  expect(cacheFolder(env, 'linux')).toBe('/home/me/.cache/tajo-bigcommerce/bin');
  expect(cacheFolder(env, 'darwin')).toBe('/home/me/Library/Caches/tajo-bigcommerce/bin');
  expect(cacheFolder({ ...env, XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/tajo-bigcommerce/bin');
});
