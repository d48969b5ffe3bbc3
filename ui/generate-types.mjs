import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/*
 * Development only: `npm run types` writes the nouns of a running service's own description as types.
 *   eval "$(./tributary env --home <home>)" && npm run types
 * Routes are left out: their paths stand where they are called.
 */
const { TRIBUTARY_URL = 'http://127.0.0.1:8420' } = process.env;

const answer = await fetch(`${TRIBUTARY_URL}/openapi.json`);
if (!answer.ok) throw new Error(`${TRIBUTARY_URL}/openapi.json answers ${answer.status}`);
const { openapi, info, components } = await answer.json();
const nouns = await openapiTS({ openapi, info, paths: {}, components: { schemas: components.schemas } }, { exportType: true, alphabetize: true });
const text = /^ {4}schemas: (\{[\s\S]*?^ {4}\});$/m.exec(astToString(nouns))?.[1];
if (!text) throw new Error('No nouns in the description.');
const shorter = text.replaceAll('components["schemas"]', 'Nouns').replace(/^ {4}/gm, '').replace(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
writeFileSync(new URL('src/api/openapi.ts', import.meta.url), `/* Written by \`npm run types\` from the service's own description; not by hand. */\nexport type Nouns = ${shorter};\n`);
