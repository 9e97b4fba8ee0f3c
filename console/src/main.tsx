import '@fontsource-variable/ibm-plex-sans/index.css';
import '@fontsource-variable/noto-sans-devanagari/index.css';
import '@fontsource-variable/noto-sans-tamil/index.css';
import './shell/tokens.css';
import './shell/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { showScheme } from './shell/scheme';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
showScheme();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
