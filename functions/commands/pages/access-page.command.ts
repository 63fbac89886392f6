/** `npm run docs:access`: writes docs/access.md from the route table. */
import { writeFileSync } from 'node:fs';
import { accessPage } from './access-page.ts';

const PAGE = new URL('../../../docs/access.md', import.meta.url).pathname;
writeFileSync(PAGE, accessPage());
console.log(`${PAGE} written`);
