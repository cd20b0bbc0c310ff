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

describe('the sites keep their peculiarities', () => {
  test('AKIpress answers its feed to feed readers and a web page with status 200 to others', async () => {
    const feed = await get('https://kg.akipress.org/rss', { 'user-agent': 'Bulletin/0.1 (news feed reader)' })
    const bot = await get('https://kg.akipress.org/rss', { 'user-agent': 'SomeBot/1.0' })
    expect(feed.body).toContain('<rss')
    expect([bot.status, bot.body.slice(0, 15)]).toEqual([200, '<!DOCTYPE html>'])
  })

  test('the portal of Uzbekistan refuses those who do not send its headers', async () => {
    const ask = 'https://api-portal.gov.uz/authorities/news/category?code_name=news&page=1'
    expect((await get(ask)).status).toBe(422)
    const { body } = await get(ask, { code: 'iiv', language: 'oz' })
    expect(JSON.parse(body)).toMatchObject({ total_page: 1, data: expect.any(Array) })
  })

  test('one region of мвд.рф still writes windows-1251, with the whole text in the feed', async () => {
    const response = await request(`http://127.0.0.1:${replica.port}/news/rss`, {
      headers: { host: '16.xn--b1aew.xn--p1ai' },
    })
    const text = new TextDecoder('windows-1251').decode(await response.body.bytes())
    expect(text).toContain('encoding="windows-1251"')
    expect(text).toContain('<yandex:full-text>Полицейские Набережных Челнов')
  })

  test('old pages of the CSTO are windows-1251 told by nothing but their meta', async () => {
    const old = replica.articles('regional/csto').at(-1)!
    const response = await request(`http://127.0.0.1:${replica.port}/news/news_odkb/${old.slug}/`, {
      headers: { host: 'odkb-csto.org' },
    })
    expect(response.headers['content-type']).toBe('text/html')
    const text = new TextDecoder('windows-1251').decode(await response.body.bytes())
    expect(text).toContain('charset="windows-1251"')
    expect(text).toContain(old.title)
  })

  test('Turkmenportal sends a good feed as text/html', async () => {
    const { headers, body } = await get('https://turkmenportal.com/rss')
    expect(headers['content-type']).toContain('text/html')
    expect(body).toMatch(/^<\?xml/)
  })

  test('the archive of CARICC pages by ?start= and tells how many there are', async () => {
    const list = 'https://caricc.org/index.php/en/publications/news'
    const [first, second] = [await get(list), await get(`${list}?start=12`)]
    const count = (body: string) => body.split('catItemTitle').length - 1
    expect(first.body).toContain(`News (${replica.articles('regional/caricc-archive').length})`)
    expect([count(first.body), count(second.body)]).toEqual([12, 1])
  })

  test('the Russian feed of Kabar is gone for good', async () => {
    expect((await get('https://kabar.kg/rus/rss')).status).toBe(410)
  })

  test('Khovar keeps REST to itself and Ogirk has none', async () => {
    expect((await get('https://khovar.tj/wp-json/wp/v2/posts')).status).toBe(401)
    expect((await get('https://www.ogirk.ru/wp-json/wp/v2/posts')).status).toBe(404)
  })

  test('pages are packed for those who accept it', async () => {
    const { headers } = await get('https://tdh.gov.tm/ru/category/default', { 'accept-encoding': 'gzip' })
    expect(headers['content-encoding']).toBe('gzip')
  })

  test('requests are counted by host, robots.txt apart', async () => {
    const before = replica.counters.get('orient.tm') ?? 0
    await get('https://orient.tm/robots.txt')
    await get('https://orient.tm/ru/rss')
    expect(replica.counters.get('orient.tm')).toBe(before + 1)
  })
})
