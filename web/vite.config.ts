import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the API. */
const API = process.env['API_URL'] ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ pages: 'build', fallback: 'index.html', precompress: true }),
      compilerOptions: { runes: true },
      // `lib/offline/update` registers it once the page is at rest.
      serviceWorker: { register: false },
    }),
  ],
  server: { proxy: { '/api': API } },
});
