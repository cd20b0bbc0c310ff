import { readFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectorsFolder, loadConnectors } from '../../src/registry.ts'
import { problemsOf } from './harness.ts'

const fixtures = fileURLToPath(new URL('./', import.meta.url))
const connectors = await loadConnectors()

beforeEach(() => {
  const refuse = () => {
    throw new Error('a connector opened a connection; it may only say what to ask for')
  }
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(refuse)
  vi.spyOn(globalThis, 'fetch').mockImplementation(refuse)
})
afterEach(() => {
  expect(Socket.prototype.connect).not.toHaveBeenCalled()
  expect(globalThis.fetch).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('there are connectors to check', () => {
  expect(connectors.length).toBeGreaterThan(0)
})

describe.each(connectors)('$path', ({ path, sources }) => {
  test('reads its saved pages as reviewed', () => {
    expect(problemsOf(path, sources, fixtures)).toEqual([])
  })

  test('states facts only: short, and nothing imported but the kit', () => {
    const code = readFileSync(join(connectorsFolder, `${path}.ts`), 'utf8')
    const imports = [...code.matchAll(/\bfrom\s+'([^']+)'|\bimport\s*\(?\s*'([^']+)'/g)].map(
      (m) => m[1] ?? m[2],
    )
    expect([...new Set(imports)]).toEqual(['../../src/connector/index.ts'])
    expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
    expect(code).not.toContain('FILL_IN')
    expect(code).not.toMatch(/\b(?:Date\.now|new Date|Math\.random|process|globalThis|fetch|require)\s*[.(]/)
  })

  test('asks only hosts of its own', () => {
    for (const { strategies, hosts, id } of sources)
      for (const { addresses = [], kind } of strategies)
        for (const address of addresses) expect(hosts, `${id} ${kind}`).toContain(new URL(address).hostname)
  })
})
