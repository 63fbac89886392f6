import { render } from 'preact';
import { followLinks } from './address/address.ts';
import { Shell } from './shell.tsx';

followLinks();
const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no element with the id "page"');
render(<Shell />, place);
