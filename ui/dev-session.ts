import type { Connect, Plugin, ProxyOptions } from 'vite';

/*
 * Development only: `npm run dev` speaks to a running service in place of a signed-in browser.
 *   eval "$(./tributary env --home <home>)" && npm run dev
 * Without ACCESS_TOKEN it passes the browser's own cookie on.
 */
const { TRIBUTARY_URL = 'http://127.0.0.1:8420', ACCESS_TOKEN, API_KEY, IMS_ORG, SANDBOX_NAME = 'prod' } = process.env;

const service: ProxyOptions = {
  target: TRIBUTARY_URL,
  headers: ACCESS_TOKEN ? { authorization: `Bearer ${ACCESS_TOKEN}`, 'x-api-key': API_KEY ?? '' } : {},
};

export const proxy: Record<string, ProxyOptions> = { '^/data/': service, '^/tributary/': service };

const answerSession: Connect.NextHandleFunction = (request, response, next) => {
  if (!ACCESS_TOKEN || request.url !== '/tributary/session') return next();
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      user: 'developer',
      organisation: IMS_ORG,
      tenant: 'acme',
      roles: ['administrator'],
      sandboxes: [{ name: SANDBOX_NAME, title: 'Production', type: 'production', isDefault: true }],
      version: 'development',
    }),
  );
};

export const devSession: Plugin = {
  name: 'dev-session',
  configureServer: (server) => void server.middlewares.use(answerSession),
  configurePreviewServer: (server) => void server.middlewares.use(answerSession),
};
