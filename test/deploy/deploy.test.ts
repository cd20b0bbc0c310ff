import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../src/config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, 'deploy', path), 'utf8')
const compose = parse(read('compose.yaml'), { merge: true })
const dockerfile = read('Dockerfile')

test('the image holds all that the program reads at run time, and only that runs as nobody in particular', () => {
  const copied = [...dockerfile.matchAll(/--from=build .*\/app\/(\S+) \.\//g)].map(([, path]) => path)
  expect(copied).toEqual(
    expect.arrayContaining([
      'package.json',
      'node_modules',
      'schema',
      'resolvers',
      'connectors',
      'src',
      'web/dist',
    ]),
  )
  for (const path of copied)
    if (!/node_modules|dist|sbom/.test(path!)) expect(existsSync(join(root, path!))).toBe(true)
  expect(dockerfile).toMatch(/^USER node$/m)
  expect(dockerfile.match(/^FROM /gm)).toHaveLength(2)
  expect(dockerfile).toMatch(/npm prune --omit=dev/)
})

test('two gateways, a poller, PostgreSQL and Redis; none of ours may write or gain rights', () => {
  expect(Object.keys(compose.services)).toEqual(
    expect.arrayContaining(['gateway-1', 'gateway-2', 'poller', 'database', 'redis', 'balancer']),
  )
  for (const name of ['gateway-1', 'gateway-2', 'poller']) {
    const service = compose.services[name]
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
    expect(service.ports).toBeUndefined()
  }
})

test('the environment of the containers is one the program takes', () => {
  const given = compose.services['gateway-1'].environment as Record<string, string | number>
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      String(value).replace(/\$\{\w+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, usual) => usual ?? 'x'),
    ]),
  )
  const config = readConfig({ ...env, HOST: '0.0.0.0' })
  expect(config).toMatchObject({ auth: 'keys', trustedProxies: 1, redisUrl: 'redis://redis:6379' })
  expect(config.databaseUrl).toContain('@database:5432')
  const source = readFileSync(join(root, 'src/config.ts'), 'utf8')
  expect(Object.keys(env).filter((name) => !source.includes(`'${name}'`))).toEqual([])
})

test('dashboards and alerts ask for metrics there are', () => {
  const made = new Set(
    readdirSync(join(root, 'src/server/metrics')).flatMap((name) =>
      [...readFileSync(join(root, 'src/server/metrics', name), 'utf8').matchAll(/bulletin_[\w$]+/g)].map(
        ([found]) => found,
      ),
    ),
  )
  for (const part of ['last_success', 'last_event', 'next_poll'])
    made.add(`bulletin_source_${part}_timestamp_seconds`)
  const asked = ['alerts.yaml', 'grafana/dashboard.json'].flatMap((path) => [
    ...read(path).matchAll(/bulletin_\w+/g),
  ])
  const missing = asked
    .map(([name]) => name.replace(/_(?:bucket|count|sum)$/, ''))
    .filter((name) => !made.has(name))
  expect(asked.length).toBeGreaterThan(20)
  expect(missing).toEqual([])
})

test('every alert says what is wrong and what to do', () => {
  const { rules } = parse(read('alerts.yaml')).groups[0]
  expect(rules.length).toBeGreaterThan(7)
  for (const rule of rules) {
    expect(rule.annotations.summary, rule.alert).toMatch(/\w/)
    expect(rule.annotations.action, rule.alert).toMatch(/\w/)
    expect(['warning', 'critical']).toContain(rule.labels.severity)
  }
})

test('what the files mount is there', () => {
  const mounted = Object.values(compose.services as Record<string, { volumes?: string[] }>)
    .flatMap(({ volumes = [] }) => volumes)
    .map((volume) => volume.split(':')[0]!)
    .filter((path) => path.startsWith('./'))
  expect(mounted.length).toBeGreaterThan(3)
  for (const path of mounted) expect(statSync(join(root, 'deploy', path)).isFile(), path).toBe(true)
})
