import { render } from 'preact';
import { DecidePage } from './decide-page.tsx';

const root = document.getElementById('decide');
if (root) render(<DecidePage token={location.hash.slice(1)} />, root);
