import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
const compressible = /\.(?:html|js|css|json|svg|txt|ttf)$/
/** Bytes from which on the last percents of brotli cost seconds of every installation. */
const large = 300_000

/** Writes `.br` and `.gz` beside what compresses, so that the gateway never compresses while it serves. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle: async ({ dir }) => {
      const entries = await readdir(dir!, { recursive: true, withFileTypes: true })
      const paths = entries
        .filter((entry) => entry.isFile() && compressible.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
      await Promise.all(paths.map(compress))
    },
  }
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path)
  const quality = bytes.length > large ? 6 : 11
  const [br, gz] = await Promise.all([
    brotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22 },
    }),
    gzipped(bytes, { level: bytes.length > large ? 6 : 9 }),
  ])
  await Promise.all([
    br.length < bytes.length && writeFile(`${path}.br`, br),
    gz.length < bytes.length && writeFile(`${path}.gz`, gz),
  ])
}
