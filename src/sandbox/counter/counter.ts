// The counter of the toy shop: a page and a few addresses at which a person plays shopper and merchant.

import type { Server } from 'node:http';
import express from 'express';
import type { Request, Response } from 'express';
import type { Sandbox } from '../start';
import { doingsOf } from './doings';
import { PAGE } from './page';
import { seenOf } from './seen';

export interface Counter {
  readonly url: string;
  close(): Promise<void>;
}

/** On a free port of 127.0.0.1. */
export function openCounter(sandbox: Sandbox): Promise<Counter> {
  const app = express().disable('x-powered-by');
  app.get('/', (_request, response) => {
    response.type('html').send(PAGE);
  });
  app.get('/seen', (_request, response) => {
    response.json(seenOf(sandbox));
  });
  for (const [path, doing] of Object.entries(doingsOf(sandbox.shop))) {
    app.post(path, (request: Request<Record<string, string>>, response: Response) => {
      answer(response, () => doing(request.params));
    });
  }
  app.use((_request, response) => {
    response
      .status(404)
      .json({ error: 'The counter has no such address; GET / shows what it has.' });
  });
  return listening(app);
}

/** What is not there is the only thing that can go wrong. */
function answer(response: Response, doing: () => object): void {
  try {
    response.status(201).json(doing());
  } catch (error) {
    response.status(404).json({ error: error instanceof Error ? error.message : String(error) });
  }
}

function listening(app: express.Express): Promise<Counter> {
  return new Promise((resolve, reject) => {
    const server: Server = app.listen(0, '127.0.0.1', (error) => {
      const address = server.address();
      if (error !== undefined || address === null || typeof address === 'string') {
        reject(error ?? new Error('The counter needs a TCP port.'));
        return;
      }
      resolve({ url: `http://127.0.0.1:${address.port}`, close: () => closed(server) });
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
