import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { devSession, proxy } from './dev-session.ts';

/** React Spectrum fetches its fonts from another host; ours are in the bundle. */
const noForeignFonts: Plugin = {
  name: 'no-foreign-fonts',
  enforce: 'pre',
  load(id) {
    if (/@react-spectrum\/s2\/dist\/private\/Fonts\.mjs/.test(id)) return 'export function Fonts() { return null; }';
    if (/@react-spectrum\/s2\/dist\/private\/font-faces\.css/.test(id)) return '';
    return undefined;
  },
};

/** The interface is in English: the libraries' other languages stay out. They fall back to en-US. */
const englishOnly: Plugin = {
  name: 'english-only',
  enforce: 'pre',
  load(id) {
    const language = /\/(?:s2|react-aria|react-stately|react-aria-components)\/dist\/.*\/([a-z]{2}-[A-Z]{2})\.mjs/.exec(id);
    return language && language[1] !== 'en-US' ? 'export default undefined;' : undefined;
  },
};

export default defineConfig({
  plugins: [noForeignFonts, englishOnly, react(), devSession],
  optimizeDeps: { rolldownOptions: { plugins: [noForeignFonts, englishOnly] } },
  build: {
    target: ['chrome123', 'firefox121', 'safari17.5'],
    sourcemap: false,
    license: { fileName: 'licenses.md' },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy },
  preview: { proxy },
});
