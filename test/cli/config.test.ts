import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const noFile = () => {
  throw new Error('no such file')
}

describe('configuration', () => {
  test('has a default for everything', () => {
    expect(readConfig({}, noFile)).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
      dataDir: './data',
      auth: 'open',
      tokens: null,
      trustedProxies: 0,
      rates: { perKey: null, perAddress: null, subscriptions: null },
      queries: {
        maxCost: 500_000,
        timeoutMs: 20_000,
        introspection: true,
        suggestions: true,
        persistedOnly: null,
      },
      webhookHosts: ['localhost', '127.0.0.1', '[::1]'],
      translateUrl: null,
      logLevel: 'info',
      contact: null,
      hostMap: {},
      hosts: {},
      peers: [],
      sources: null,
      pace: 1,
      traces: null,
    })
  })

  test('traces where a collector is named, as OpenTelemetry’s own variables say', () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://127.0.0.1:4318'
    const traces = (env: Record<string, string>) => readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT, ...env }).traces
    expect(traces({})).toEqual({ name: 'parentbased_always_on', ratio: 1 })
    expect(traces({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' })).toEqual({
      name: 'traceidratio',
      ratio: 0.1,
    })
    expect(traces({ OTEL_SDK_DISABLED: 'true' })).toBeNull()
    expect(traces({ OTEL_TRACES_EXPORTER: 'none' })).toBeNull()
    expect(() => traces({ OTEL_TRACES_SAMPLER: 'xray', OTEL_TRACES_SAMPLER_ARG: '2' })).toThrow(
      /OTEL_TRACES_SAMPLER: "xray"[\s\S]*OTEL_TRACES_SAMPLER_ARG: "2"/,
    )
  })

  test('asks for keys as soon as others can reach it', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).auth).toBe('keys')
    expect(readConfig({ HOST: '::1' }).auth).toBe('open')
    expect(readConfig({ HOST: '0.0.0.0', BULLETIN_AUTH: 'open-on-public' }).auth).toBe('open-on-public')
    expect(() => readConfig({ HOST: '0.0.0.0', BULLETIN_AUTH: 'open' })).toThrow(/open-on-public/)
  })

  test('gives everyone a share as soon as others can reach it; 0 lifts it', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).rates).toEqual({
      perKey: 1_200_000,
      perAddress: 300_000,
      subscriptions: 200,
    })
    expect(readConfig({ HOST: '0.0.0.0', BULLETIN_RATE_PER_KEY: '0' }).rates.perKey).toBeNull()
    expect(readConfig({ BULLETIN_INTROSPECTION: 'off' }).queries).toMatchObject({
      introspection: false,
      suggestions: false,
    })
  })

  test('lets webhooks into the own machine where only it can ask, and into networks that are named', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).webhookHosts).toEqual([])
    const BULLETIN_WEBHOOK_HOSTS = 'hooks.intranet, 10.1.2.3,[fd00::1], мвд.рф'
    expect(readConfig({ HOST: '0.0.0.0', BULLETIN_WEBHOOK_HOSTS }).webhookHosts).toEqual([
      ...['hooks.intranet', '10.1.2.3', '[fd00::1]', 'мвд.рф'],
    ])
    for (const odd of ['a:80', 'http://x', 'a,,b', 'user@x'])
      expect(() => readConfig({ BULLETIN_WEBHOOK_HOSTS: odd })).toThrow(/is not a host/)
  })

  test('takes a token issuer whole or not at all', () => {
    const BULLETIN_JWT_ISSUER = 'https://login.example'
    const BULLETIN_JWT_AUDIENCE = 'bulletin'
    const BULLETIN_JWKS_URL = 'https://login.example/keys'
    expect(readConfig({ BULLETIN_JWT_ISSUER, BULLETIN_JWT_AUDIENCE, BULLETIN_JWKS_URL }).tokens).toEqual({
      issuer: BULLETIN_JWT_ISSUER,
      audience: BULLETIN_JWT_AUDIENCE,
      jwksUrl: BULLETIN_JWKS_URL,
    })
    expect(() => readConfig({ BULLETIN_JWT_ISSUER })).toThrow(/set together/)
  })

  test('tells everything that is wrong at once', () => {
    const read = () =>
      readConfig(
        { PORT: '99999', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', BULLETIN_AUTH: 'maybe' },
        noFile,
      )
    expect(read).toThrow(
      /4 problem\(s\)[\s\S]*PORT: "99999"[\s\S]*DATABASE_URL[\s\S]*BULLETIN_AUTH[\s\S]*LOG_LEVEL: "loud"/,
    )
  })

  test('does not repeat a password in its complaint', () => {
    const read = () => readConfig({ DATABASE_URL: 'mysql://user:secret@host/db' })
    expect(read).toThrow(/DATABASE_URL: must be an address that begins with postgres:/)
    expect(read).not.toThrow(/secret/)
  })

  test('an empty variable counts as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4000, databaseUrl: null })
  })

  test('the host map comes as JSON or from a file', () => {
    const expected = { 'polisia.kz': { address: '127.0.0.1', port: 8081 } }
    const json = '{"polisia.kz": "127.0.0.1:8081"}'
    expect(readConfig({ BULLETIN_HOST_MAP: json }, noFile).hostMap).toEqual(expected)
    expect(readConfig({ BULLETIN_HOST_MAP: 'map.json' }, () => json).hostMap).toEqual(expected)
    const long = '{"a.example": {"address": "::1", "port": 1, "tls": true}, "b.example": "[::1]:2"}'
    expect(readConfig({ BULLETIN_HOST_MAP: long }, noFile).hostMap).toEqual({
      'a.example': { address: '::1', port: 1, tls: true },
      'b.example': { address: '::1', port: 2 },
    })
  })

  test.each([
    ['BULLETIN_HOST_MAP', '{"polisia.kz": 8081}', /polisia.kz must map to "address:port"/],
    ['BULLETIN_HOST_MAP', '{broken', /BULLETIN_HOST_MAP: .*JSON/],
    ['BULLETIN_HOST_MAP', 'absent.json', /no such file/],
    ['BULLETIN_HOSTS_FILE', '{"a": {"proxi": "x"}}', /a: proxi is neither proxy nor caFile/],
    ['BULLETIN_PACE', '0', /not a number from 1/],
    ['BULLETIN_CONTACT', 'me', /https: or http: or mailto:/],
  ])('%s=%s is refused with the reason', (name, value, reason) => {
    expect(() => readConfig({ [name]: value }, noFile)).toThrow(reason)
  })

  test('hosts may have a proxy and a CA file of their own', () => {
    const file =
      '{"xn--b1aew.xn--p1ai": {"caFile": "root.pem"}, "mir24.tv": {"proxy": "http://127.0.0.1:3128"}}'
    expect(readConfig({ BULLETIN_HOSTS_FILE: 'hosts.json' }, () => file).hosts).toEqual(JSON.parse(file))
  })
})
