// The files a container is built and run from, read as text: no Docker is needed to see a slip in them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const text = z.string();
const volume = z.union([text, z.object({ source: text }).loose()]);
const composeFile = z.object({
  services: z.record(
    text,
    z
      .object({
        image: text,
        restart: text,
        command: z.union([text, z.array(text)]).optional(),
        ports: z.array(text).default([]),
        environment: z.record(text, z.string()).default({}),
        volumes: z.array(volume).default([]),
        depends_on: z.record(text, z.object({ condition: text })).default({}),
        healthcheck: z
          .object({ test: z.array(text) })
          .loose()
          .optional(),
        profiles: z.array(text).optional(),
        network_mode: text.optional(),
        env_file: text.optional(),
        stop_grace_period: text.optional(),
        init: z.boolean().optional(),
      })
      .loose(),
  ),
  volumes: z.record(text, z.unknown()),
});

const { services, volumes } = composeFile.parse(parse(read('docker-compose.yml'), { merge: true }));
const all = Object.entries(services);
const service = (name: string) => {
  const found = services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no ${name}.`);
  return found;
};

const APPS = ['worker', 'api', 'sandbox', 'sandbox-worker', 'sandbox-api'];
const JOBS = ['temporal-schema', 'temporal-namespaces'];

describe('docker-compose.yml', () => {
  test('every foreign image is pinned to a version, and none is deprecated', () => {
    const foreign = all.filter(([name]) => !APPS.includes(name));
    for (const [, { image }] of foreign) expect(image).toMatch(/:\d+[\w.-]*$/);
    const images = new Set(all.map(([, { image }]) => image));

    expect([...images].sort()).toEqual([
      'postgres:16-bookworm',
      'tajo-bigcommerce',
      'temporalio/admin-tools:1.31.2',
      'temporalio/server:1.31.2',
      'temporalio/ui:2.52.0',
    ]);
    expect(read('docker-compose.yml')).not.toMatch(/auto-setup|tctl|:latest/);
  });

  test('nothing listens beyond this machine', () => {
    const ports = all.flatMap(([, { ports }]) => ports);

    expect(ports.length).toBeGreaterThanOrEqual(3);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(service('postgresql').ports).toEqual([]);
  });

  test('no secret has a default, and what lacks one is told how to get it', () => {
    for (const [, { environment }] of all) {
      for (const [name, value] of Object.entries(environment)) {
        if (!/PASSWORD|_PWD|TAJO_API_KEY|ENCRYPTION_KEYS/.test(name) || value === '') continue;
        expect(value).toMatch(/^\$\{[A-Z_]+:\?run tajo-bigcommerce init\}$/);
      }
    }
    for (const name of ['worker', 'api']) {
      const { environment } = service(name);
      expect(environment).toMatchObject({ POSTGRES_PASSWORD: '' });
      expect(Object.keys(environment)).toEqual(
        expect.arrayContaining(['TAJO_API_KEY', 'TAJO_ENCRYPTION_KEYS', 'TEMPORAL_ADDRESS']),
      );
    }
  });

  test('what runs on is started again and can be asked for its health; what ends is no service', () => {
    for (const [name, { restart, healthcheck }] of all) {
      expect([name, restart]).toEqual([
        name,
        JOBS.includes(name) ? 'on-failure:5' : 'unless-stopped',
      ]);
      const isAsked = !JOBS.includes(name) && name !== 'temporal-ui';
      expect([name, healthcheck !== undefined]).toEqual([name, isAsked]);
    }
  });

  test('our processes have time to end and are asked to', () => {
    for (const name of APPS) {
      expect(service(name)).toMatchObject({ stop_grace_period: '75s', init: true });
      expect(service(name).command).toEqual(['node', expect.stringMatching(/^dist\/.+\.js$/)]);
    }
  });

  test('each waits for what it needs: database, schema, server, namespaces, worker and API', () => {
    const needs = (name: string) => service(name).depends_on;
    const done = { condition: 'service_completed_successfully' };
    const healthy = { condition: 'service_healthy' };

    expect(needs('temporal-schema')).toEqual({ postgresql: healthy });
    expect(needs('temporal')).toEqual({ 'temporal-schema': done });
    expect(needs('temporal-namespaces')).toEqual({ temporal: healthy });
    for (const name of ['worker', 'api']) {
      expect(needs(name)).toEqual({ 'temporal-namespaces': done });
    }
    for (const [, { depends_on: names }] of all) {
      for (const name of Object.keys(names)) expect(services).toHaveProperty(name);
    }
  });

  test('the toys only start when asked for, share no namespace and no key with a real shop', () => {
    const toys = all.filter(([name]) => name.startsWith('sandbox'));

    expect(toys).toHaveLength(3);
    for (const [, toy] of toys) {
      expect(toy.profiles).toEqual(['sandbox']);
      expect(toy.env_file).toBeUndefined();
    }
    for (const name of ['sandbox-worker', 'sandbox-api']) {
      const { environment, network_mode: network } = service(name);
      expect(network).toBe('service:sandbox');
      expect(environment.TEMPORAL_NAMESPACE).not.toBe(
        service('worker').environment.TEMPORAL_NAMESPACE,
      );
      expect(environment.BIGCOMMERCE_API_URL).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(environment.BREVO_API_URL).toMatch(/^http:\/\/127\.0\.0\.1:/);
      expect(service('temporal-namespaces').command).toContain(environment.TEMPORAL_NAMESPACE);
    }
  });

  test('every file that is mounted is in the repository, and every volume is named', () => {
    const mounts = all.flatMap(([, mounted]) => mounted.volumes);
    for (const mount of mounts) {
      const source = typeof mount === 'string' ? (mount.split(':')[0] ?? '') : mount.source;
      if (source === './connector.yml') continue;
      expect([
        source,
        source.startsWith('.') ? existsSync(join(ROOT, source)) : source in volumes,
      ]).toEqual([source, true]);
    }
    expect(service('api').volumes).toContain('inbox:/var/lib/tajo');
  });
});

test('a queue of the server has one partition, so that it keeps a rate exactly', () => {
  const values = z.record(text, z.array(z.object({ value: z.unknown() })));

  expect(values.parse(parse(read('deploy/temporal-dynamic.yaml')))).toEqual({
    'matching.numTaskqueueReadPartitions': [{ value: 1 }],
    'matching.numTaskqueueWritePartitions': [{ value: 1 }],
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  test('runs on glibc, as nobody special, with packages for production only', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);

    expect(new Set(bases)).toEqual(new Set(['node:22-bookworm-slim']));
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect(dockerfile).toContain('ca-certificates');
    expect(dockerfile.indexOf('USER node')).toBeLessThan(dockerfile.indexOf('CMD ['));
    expect(dockerfile).toMatch(/^CMD \["node", "dist\/worker\.js"\]$/m);
  });

  test('gets everything that it copies past .dockerignore, and no secret', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
      (files ?? '').split(' '),
    );

    expect(read('.dockerignore')).toMatch(/^\*$/m);
    expect(allowed.map((line) => line.slice(1)).sort()).toEqual([...new Set(copied)].sort());
    for (const file of copied) expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
    expect(copied).not.toContain('.env');
    expect(copied).not.toContain('connector.yml');
  });
});
