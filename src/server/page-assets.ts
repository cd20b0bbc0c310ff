import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface PageFile {
  bytes: Buffer
  type: string
  etag: string
  encoding: 'br' | 'gzip' | null
}

export interface PageAssets {
  /** A file by its path in the build, in the best form that `acceptEncoding` allows; null where there is none. */
  read(path: string, acceptEncoding: string): Promise<PageFile | null>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

const encodings = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const

/** The files of a build, listed once and read when first asked for. A folder that is not there holds none. */
export async function openPageAssets(folder: string): Promise<PageAssets> {
  const listed = new Set(await namesIn(folder))
  const files = new Map<string, Promise<PageFile>>()
  return {
    async read(path, acceptEncoding) {
      if (!listed.has(path) || !types[extname(path)]) return null
      const form = encodings.find(
        ({ encoding, extension }) => listed.has(path + extension) && accepts(acceptEncoding, encoding),
      )
      const name = path + (form?.extension ?? '')
      const file = files.get(name) ?? readForm(folder, path, name, form?.encoding ?? null)
      files.set(name, file)
      return file
    },
  }
}

async function readForm(
  folder: string,
  path: string,
  name: string,
  encoding: PageFile['encoding'],
): Promise<PageFile> {
  const bytes = await readFile(join(folder, name))
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { bytes, type: types[extname(path)]!, etag: `"${hash}"`, encoding }
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
}

/** `br;q=0` refuses, as RFC 9110 has it. */
function accepts(header: string, encoding: string): boolean {
  return header
    .split(',')
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(
      ([name, ...parameters]) => name === encoding && !parameters.some((each) => /^q=0(?:\.0*)?$/.test(each)),
    )
}
