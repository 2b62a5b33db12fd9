/** How the web app is built: into dist/web, with the API of a running server behind the development server. */

import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { help } from './help/plugin.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), help(join(import.meta.dirname, '..'))],
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 800 },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': 'http://127.0.0.1:4600' } },
})
