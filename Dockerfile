# The image of worker, API and command line. Debian, because Temporal's native bridge has no build for musl (Alpine).
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
# Compiles, and bundles the workflows beforehand: a worker that starts loads one file.
RUN npm run build

FROM node:22-bookworm-slim
# The bridge wants root certificates even for a connection without TLS.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# glibc would keep a pool of memory for nearly every thread, 60 MB of them in a worker.
ENV NODE_ENV=production DATA_DIR=/var/lib/tajo MALLOC_ARENA_MAX=2
COPY package.json package-lock.json .npmrc ./
# The bridges for other systems are 110 MB; deleted in the layer that brought them.
RUN npm ci --omit=dev \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} + \
  && npm cache clean --force \
  && install -d -o node -g node "$DATA_DIR"
COPY --from=build /app/dist dist
COPY deploy/worker-health.cjs deploy/
COPY .env.example connector.example.yml ./
USER node
CMD ["node", "dist/worker.js"]
