import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { memberStates } from './build/member-states.ts'
import { precompress } from './build/precompress.ts'

const here = import.meta.dirname

/** Two pages, nothing fetched from elsewhere: every script, style, worker and letter comes with the package. */
export default defineConfig({
  root: here,
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // As Node resolves it: the `module` field leads to a second copy, whose types are not the first's.
  resolve: { dedupe: ['graphql'] },
  plugins: [memberStates(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    target: 'es2022',
    modulePreload: { polyfill: false },
    // An inlined asset would need a wider content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      onLog: (level, log, report) => {
        // "use client" and the like speak to other bundlers; hundreds of lines that nobody can act on.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
      },
      input: { page: resolve(here, 'index.html'), graphiql: resolve(here, 'graphiql/index.html') },
    },
  },
})
