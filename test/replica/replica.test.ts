import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCorpus } from './read-corpus.ts'
import { type Replica, startReplica } from './server.ts'

const now = new Date('2026-05-20T09:00:00Z')
let replica: Replica

beforeAll(async () => {
  replica = await startReplica({ corpus: readCorpus(), clock: { now: () => now } })
})
afterAll(() => replica[Symbol.asyncDispose]())

async function get(address: string, headers: Record<string, string> = {}) {
  const url = new URL(address)
  const response = await request(`http://127.0.0.1:${replica.port}${url.pathname}${url.search}`, {
    headers: { host: url.host, ...headers },
  })
  return { status: response.statusCode, headers: response.headers, body: await response.body.text() }
}

describe('WordPress REST', () => {
  test('pages with Link and X-WP headers', async () => {
    const all = replica.articles('kz/polisia-ru').length
    const first = await get('https://polisia.kz/ru/wp-json/wp/v2/posts?per_page=5')
    expect(first.headers['x-wp-total']).toBe(String(all))
    expect(first.headers['x-wp-totalpages']).toBe(String(Math.ceil(all / 5)))
    expect(first.headers.link).toContain('rel="next"')
    expect(JSON.parse(first.body)).toHaveLength(5)
    const beyond = await get('https://polisia.kz/ru/wp-json/wp/v2/posts?per_page=5&page=99')
    expect(beyond.status).toBe(400)
    expect(JSON.parse(beyond.body).code).toBe('rest_post_invalid_page_number')
  })

  test('answers many ids at once', async () => {
    const ids = replica
      .articles('kz/polisia-ru')
      .slice(0, 7)
      .map((a) => a.id)
    const { body } = await get(
      `https://polisia.kz/ru/wp-json/wp/v2/posts?include=${ids.join(',')}&per_page=100`,
    )
    expect(
      JSON.parse(body)
        .map((p: { id: number }) => p.id)
        .sort(),
    ).toEqual(ids.sort())
  })

  test('an edit is found by modified_after', async () => {
    const [article] = replica.articles('kz/polisia-kk')
    const since = new Date(now.getTime() - 1000).toISOString()
    const ask = `https://polisia.kz/wp-json/wp/v2/posts?modified_after=${since}&orderby=modified`
    expect(JSON.parse((await get(ask)).body)).toEqual([])
    replica.edit('kz/polisia-kk', article!.id, { title: 'Жаңартылған тақырып' })
    expect(JSON.parse((await get(ask)).body)[0].title.rendered).toBe('Жаңартылған тақырып')
  })
})

test('an unchanged page answers 304 to its ETag', async () => {
  const first = await get('https://mia.gov.az/az/news/')
  const again = await get('https://mia.gov.az/az/news/', { 'if-none-match': String(first.headers.etag) })
  expect(again.status).toBe(304)
  expect(again.body).toBe('')
})

test('a withdrawn article answers 404 and no list names it', async () => {
  const article = replica.articles('kg/mvd').at(-1)!
  expect((await get(`https://mvd.gov.kg/rus/news/${article.id}`)).status).toBe(200)
  replica.withdraw('kg/mvd', article.id)
  expect((await get(`https://mvd.gov.kg/rus/news/${article.id}`)).status).toBe(404)
})

test('a released item appears at the moment of its release', async () => {
  const kept = readCorpus()
    .find((f) => f.site === 'az/nmdk')!
    .items.find((i) => i.hoursAgo === null)!
  expect((await get(`https://nmdk.gov.az/page/post/${kept.id}`)).status).toBe(404)
  replica.release('az/nmdk', kept.id)
  expect((await get(`https://nmdk.gov.az/page/post/${kept.id}`)).body).toContain(kept.title)
})

test('a host that is down breaks connections, the others answer', async () => {
  replica.goDown('polisia.kz')
  await expect(get('https://polisia.kz/ru/')).rejects.toThrow()
  expect((await get('https://mvd.gov.kg/rus')).status).toBe(200)
  replica.comeBack('polisia.kz')
  expect((await get('https://polisia.kz/ru/')).status).toBe(200)
})

test('the portal of Kazakhstan answers an object to Russian and an array to Kazakh', async () => {
  const ask = 'https://www.gov.kz/api/v1/public/content-manager/news?projects=eq:qriim&page=1&size=20'
  const ru = JSON.parse((await get(ask, { 'accept-language': 'ru' })).body)
  const kk = JSON.parse((await get(ask, { 'accept-language': 'kk' })).body)
  expect(ru.content.length).toBeGreaterThan(3)
  expect(Array.isArray(kk)).toBe(true)
})
