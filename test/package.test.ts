import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  optionalDependencies?: Record<string, string>
  resolved?: string
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'))
const manifest = read('package.json')
const packages: Record<string, Locked> = read('package-lock.json').packages

describe('what a fresh machine installs', () => {
  it('is the same everywhere: every dependency has one exact version', () => {
    const all = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })
  it('is locked for every platform: npm ci refuses a lock that lacks a package for another system', () => {
    const locked = new Set(
      Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)),
    )
    const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies).filter((name) => !locked.has(name)),
    )
    expect([...new Set(missing)]).toEqual([])
  })
  it('comes from whatever registry the machine uses: no address is written down', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
  })
  it('runs on Node 24, which the project brings along', () => {
    expect(manifest.devDependencies.node).toMatch(/^24\./)
  })
})
