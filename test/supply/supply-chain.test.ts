import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judgeAudit } from '../../.ci/judge-audit.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

describe('the audit of production dependencies', () => {
  const finding = (name: string, severity: string) => ({ [name]: { name, severity, range: '<1.2.3' } })

  test('fails on what is high or critical, and names it', () => {
    const vulnerabilities = {
      ...finding('a', 'high'),
      ...finding('b', 'critical'),
      ...finding('c', 'moderate'),
    }
    expect(judgeAudit(JSON.stringify({ vulnerabilities }))).toEqual({
      answered: true,
      reason: null,
      serious: ['high: a <1.2.3', 'critical: b <1.2.3'],
      lesser: 1,
    })
  })

  test('passes where nothing is known against them', () => {
    expect(judgeAudit('{"vulnerabilities": {}}')).toMatchObject({ answered: true, serious: [] })
  })

  test.each([
    ['{"message": "405 Method Not Allowed - POST https://mirror.example/-/npm/v1/x"}', /405.*\/-\/npm/],
    ['{"error": {"summary": "no network"}}', /no network/],
    ['', /no report/],
  ])('never takes silence of the registry for safety: %s', (report, reason) => {
    const judged = judgeAudit(report)
    expect(judged.answered).toBe(false)
    expect(judged.reason).toMatch(reason)
    expect(judged.reason).not.toContain('mirror.example')
  })
})

test('the bill of materials lists every production dependency as it is installed, and no other of ours', () => {
  const text = execFileSync('npm', ['run', '--silent', 'sbom'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { bomFormat, components } = JSON.parse(text) as {
    bomFormat: string
    components: { group?: string; name: string; version: string; purl: string }[]
  }
  expect(bomFormat).toBe('CycloneDX')
  const listed = new Set(components.map(({ purl }) => decodeURIComponent(purl).split('?')[0]))
  const missing = Object.entries(manifest.dependencies).filter(
    ([name, version]) => !listed.has(`pkg:npm/${name}@${version}`),
  )
  expect(missing).toEqual([])
  expect(listed.has(`pkg:npm/vitest@${manifest.devDependencies.vitest}`)).toBe(false)
}, 120_000)

test('every dependency is of one exact version, with the hash of what it is', () => {
  const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
    packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>
  }
  const unhashed = Object.entries(packages).filter(
    ([path, { integrity, link, inBundle }]) => path !== '' && !integrity && !link && !inBundle,
  )
  expect(unhashed.map(([path]) => path)).toEqual([])
})
