import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** A small build of the page in a folder of its own. */
export async function makeBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bulletin-web-'))
  await Promise.all(['assets', 'graphiql'].map((name) => mkdir(join(folder, name))))
  const files = {
    'index.html': '<!doctype html><title>Bulletin</title>',
    'graphiql/index.html': '<!doctype html><title>GraphiQL</title>',
    'assets/page-abc.js': `console.info('${'page '.repeat(200)}')`,
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text)
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text))
    await writeFile(join(folder, `${name}.gz`), gzipSync(text))
  }
  return folder
}
