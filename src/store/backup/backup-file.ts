import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, stat, unlink } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { BadInput } from '../../model/errors.ts'

/**
 * Hands a writer of lines to `run` and puts what it wrote, compressed, at `path` once all of it is on disk; until
 * then there is only a partial file beside it. Throws `BadInput` where the file is there already.
 */
export async function writeLines<T>(
  path: string,
  run: (write: (line: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  if (await stat(path).catch(() => null))
    throw new BadInput(`${path} is there already. Name another file, or move it away.`)
  const partial = `${path}.partial`
  const gzip = createGzip()
  // Hashes of keys and secrets of webhooks are in it.
  const file = createWriteStream(partial, { mode: 0o600 })
  const written = pipeline(gzip, file)
  written.catch(() => {})
  try {
    const result = await run(async (line) => {
      if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), written])
    })
    gzip.end()
    await written
    await toDisk(partial)
    await rename(partial, path)
    return result
  } catch (error) {
    gzip.destroy()
    await unlink(partial).catch(() => {})
    throw error
  }
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  await file.sync()
  await file.close()
}

/** Lines of a file written by `writeLines`. Throws `BadInput` where it is none, or cut short. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  const read = pipeline(file, gunzip)
  read.catch(() => {})
  try {
    yield* linesOf(gunzip)
    await read
  } catch (error) {
    throw explain(error as NodeJS.ErrnoException, path)
  } finally {
    file.destroy()
  }
}

/** Only a line feed ends a line: readers of lines take more for an end, which texts may hold. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest) yield rest
}

function explain(error: NodeJS.ErrnoException, path: string): Error {
  if (error.code === 'ENOENT') return new BadInput(`There is no file ${path}.`)
  if (error.code?.startsWith('Z_')) return new BadInput(`${path} is not a whole backup: ${error.message}.`)
  return error
}
