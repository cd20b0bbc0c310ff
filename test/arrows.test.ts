import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))

/** Room → rooms it may import from besides itself. Rooms are folders, or files right under `src`. */
const arrows: Record<string, string[]> = {
  'src/model': [],
  'src/connector': ['src/model'],
  'src/fetch': ['src/model', 'src/connector'],
  'src/understand': ['src/model'],
  'src/store': ['src/model'],
  'src/cache': ['src/model'],
  'src/trace': ['src/model'],
  'src/access': ['src/model', 'src/store'],
  'src/read': ['src/model', 'src/access', 'src/store', 'src/cache', 'src/trace'],
  'src/ingest': ['src/model', 'src/connector', 'src/fetch', 'src/understand', 'src/store', 'src/trace'],
  'src/release': ['src/model', 'src/understand', 'src/store', 'src/read', 'src/connector'],
  'src/webhooks': ['src/model', 'src/store', 'src/fetch', 'src/read'],
  'src/server': [
    'src/model',
    'src/read',
    'src/release',
    'src/webhooks',
    'src/access',
    'src/trace',
    'resolvers',
    'src/generated',
    'src/config',
    'src/log',
  ],
  'src/registry': ['src/model', 'src/connector'],
  'src/config': ['src/model'],
  'src/log': ['src/model', 'src/config', 'src/trace'],
  connectors: ['src/connector'],
  resolvers: ['src/model', 'src/read', 'src/generated'],
}
/** May import from everywhere. */
const free = ['src/main', 'src/composition', 'src/cli', 'src/generated']

/** Types of the ports that rooms hand each other: seen, never run. */
const seams = [
  'src/store/types.ts',
  'src/cache/types.ts',
  'src/fetch/types.ts',
  'src/connector/types.ts',
  'src/read/context.ts',
]

const files = ['src', 'connectors', 'resolvers', 'web']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, String(file))),
  )
  .filter(
    (file) =>
      /\.(?:ts|tsx|js|mjs)$/.test(file) && !/^(?:src\/generated|web\/src\/generated|web\/dist)\//.test(file),
  )

describe('imports run one way', () => {
  test.each(Object.keys(arrows))('%s', (room) => {
    const strays = files
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => importsIn(file).map((found) => ({ file, ...found })))
      .filter(({ target, onlyTypes }) => !mayImport(room, target, onlyTypes))
      .map(({ file, target }) => `${file} imports ${target}`)
    expect(strays).toEqual([])
  })

  test('every form of import is seen', () => {
    const source = [
      `import { a, type B } from './a.ts'`,
      `import type {\n  C,\n  D,\n} from '../c.ts'`,
      `export { e } from './e.ts'`,
      `export * from './f.ts'`,
      `import './g.ts'`,
      `const h = await import('./h.ts')`,
      `import pkg from 'pkg'`,
    ].join('\n')
    expect(importsOf(source).map(({ target, onlyTypes }) => `${target}${onlyTypes ? ' types' : ''}`)).toEqual(
      ['./a.ts', '../c.ts types', './e.ts', './f.ts', './g.ts', './h.ts'],
    )
  })

  test('an import against the arrows is seen', () => {
    expect(mayImport('src/model', 'src/store/types.ts', false)).toBe(false)
    expect(mayImport('connectors', 'src/fetch/index.ts', false)).toBe(false)
    expect(mayImport('resolvers', 'src/store/index.ts', false)).toBe(false)
    expect(mayImport('resolvers', 'src/read/context.ts', false)).toBe(true)
  })

  test('every room has its arrows', () => {
    const rooms = new Set(files.map(roomOf))
    const unknown = [...rooms].filter((room) => !(room in arrows) && !free.includes(room) && room !== 'web')
    expect(unknown).toEqual([])
  })

  test('the page analysts open imports nothing of the gateway', () => {
    const strays = files
      .filter((file) => file.startsWith('web/'))
      .flatMap((file) => importsIn(file).filter(({ target }) => !target.startsWith('web/')))
    expect(strays).toEqual([])
  })

  test('only the fetch room may open connections to sources', () => {
    const strays = files
      .filter((file) =>
        /^(?:src\/(?:connector|model|understand|store|read|release|ingest|webhooks)|connectors|resolvers)\//.test(
          file,
        ),
      )
      .filter((file) => /from '(?:undici|node:https?|node:net|node:tls)'|\bfetch\(['"`]/.test(code(file)))
    expect(strays).toEqual([])
  })

  test('only config reads the environment', () => {
    const strays = files
      .filter((file) => file.startsWith('src/') && !/^src\/(?:config|main|cli\/)/.test(file))
      .filter((file) => /\bprocess\.env\b/.test(code(file)))
    expect(strays).toEqual([])
  })
})

describe('rooms stay small', () => {
  test('no file is named for being shared', () => {
    const named = /(?:^|[-/])(?:utils?|helpers?|common|manager|service)(?:\.|-|\/)/
    expect(files.filter((file) => named.test(file))).toEqual([])
  })

  test('files are kebab-case', () => {
    const odd = files.filter(
      (file) => file.startsWith('src/') && !/^(?:[a-z0-9.-]+\/)*[a-z0-9.-]+$/.test(file),
    )
    expect(odd).toEqual([])
  })

  test('no file is over 300 lines', () => {
    const long = files.filter((file) => lines(file) > 300).map((file) => `${file}: ${lines(file)}`)
    expect(long).toEqual([])
  })

  test('no connector is over 40 lines', () => {
    const long = files.filter((file) => file.startsWith('connectors/') && lines(file) > 40)
    expect(long).toEqual([])
  })
})

/** `src/store` for `src/store/db/x.ts`, `src/config` for `src/config.ts`, `resolvers` for `resolvers/x.ts`. */
function roomOf(file: string): string {
  const [top, second = ''] = file.split('/')
  return top === 'src' ? `src/${second.replace(/\.\w+$/, '')}` : top!
}

function mayImport(room: string, target: string, onlyTypes: boolean): boolean {
  const other = roomOf(target)
  if (other === room || arrows[room]!.includes(other)) return true
  return onlyTypes && seams.includes(target)
}

interface Import {
  /** From the project's root. */
  target: string
  onlyTypes: boolean
}

function importsIn(file: string): Import[] {
  return importsOf(code(file)).map(({ target, onlyTypes }) => ({
    target: relative(root, join(root, dirname(file), target)),
    onlyTypes,
  }))
}

/** Relative imports and re-exports of a module, static and dynamic. */
function importsOf(source: string): Import[] {
  const found = source.matchAll(
    /\b(?:import|export)(\s+type\b)?[^'"();]*?\bfrom\s*'(\.[^']+)'|\bimport\s*\(?\s*'(\.[^']+)'/g,
  )
  return [...found].map((match) => ({ target: match[2] ?? match[3]!, onlyTypes: match[1] !== undefined }))
}

function code(file: string): string {
  return readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
}

function lines(file: string): number {
  return readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length
}
