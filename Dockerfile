# syntax=docker/dockerfile:1
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY prisma.config.ts tsconfig.json tsconfig.build.json nest-cli.json ./
COPY prisma/schema prisma/schema
COPY src src
COPY scripts/bundle.mjs scripts/
COPY scripts/support scripts/support
RUN npm run build
COPY docs/openapi.json docs/
COPY web web
RUN npm run build:web

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
# The install scripts belong to development tools; what runs in production needs none.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/web/build web/build
COPY prisma/migrations prisma/migrations
COPY package.json ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||3000)+'/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Young objects get 3 × 16 MB: by default they may fill so much of so small a heap that it is cleared all the time. Nor less:
# a process that waits for its first load is left so little that each request then costs half as much again.
CMD ["node", "--max-old-space-size=192", "--min-semi-space-size=16", "--max-semi-space-size=16", "dist/bundle/server/main.js"]
