import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventId } from '../../../src/model/event-id.ts'
import { type OpenPage, openBrowser, type TestBrowser } from './browser.ts'
import { noBrowser } from './browser-or-skip.ts'
import { type Newsroom, openNewsroom, today } from './newsroom.ts'

let newsroom: Newsroom
let browser: TestBrowser
let open: OpenPage

describe.skipIf(noBrowser)('the wire', () => {
  beforeAll(async () => {
    newsroom = await openNewsroom(2_500)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await newsroom?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    open = await browser.open({ width: 1440, permissions: ['clipboard-read', 'clipboard-write'] })
  })
  afterEach(async () => {
    const { page, problems } = open
    await page.context().close()
    expect(problems).toEqual([])
  })

  const go = async (path: string) => {
    await open.page.goto(`${newsroom.url}${path}`)
    await open.page.locator('article.event').first().waitFor()
    return open.page
  }
  const titles = () => open.page.locator('article.event h3').allTextContents()

  test('shows the newest events first and how many there are', async () => {
    const page = await go('/')
    await page.getByText(/2,499 events/).waitFor()
    expect((await titles())[0]).toBe(newsroom.drafts[0]!.title)
    await page.getByText('Live', { exact: true }).waitFor()
  })

  test('keeps its filters in the address: shared, reloaded, gone back from', async () => {
    const page = await go('/')
    await page.getByLabel(/^Kazakhstan/).check()
    await page.waitForURL(/country=KZ/)
    await page.getByLabel(/^Seizure/).check()
    await page.waitForURL(/category=SEIZURE/)
    await expect
      .poll(() =>
        page
          .locator('article .cc [aria-hidden]')
          .allTextContents()
          .then((all) => [...new Set(all)]),
      )
      .toEqual(['KZ'])
    await page.reload()
    expect(await page.getByLabel(/^Kazakhstan/).isChecked()).toBe(true)
    await page.goBack()
    expect(new URL(page.url()).search).toBe('?country=KZ')
    await expect.poll(() => page.getByLabel(/^Seizure/).isChecked()).toBe(false)
    await page.getByRole('button', { name: 'Remove Kazakhstan' }).click()
    await page.waitForURL((url) => url.search === '')
  })

  test('finds words, days and substances together', async () => {
    const page = await go('/?q=героин&from=2025-04-01&to=2025-04-15&substance=opiates')
    const { data } = await newsroom.ask(
      '{ events(first: 40, filter: { text: "героин", published: { from: "2025-04-01", to: "2025-04-15" }, substances: ["opiates"] }) { nodes { title } } }',
    )
    expect((await titles()).length).toBeGreaterThan(3)
    expect(await titles()).toEqual(data.events.nodes.map((node: { title: string }) => node.title))
    expect(await page.getByRole('searchbox').inputValue()).toBe('героин')
  })

  test('loads on as its end comes near', async () => {
    const page = await go('/')
    for (let seen = 0; seen < 160; ) {
      await page.locator('#more').scrollIntoViewIfNeeded()
      await expect.poll(() => page.locator('article.event').count()).toBeGreaterThan(seen)
      seen = await page.locator('article.event').count()
    }
    const ids = await page
      .locator('article.event h3 a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('says politely that something is new, and moves nothing until asked', async () => {
    const page = await go('/')
    await page.getByText('Live', { exact: true }).waitFor()
    await page.evaluate(() => scrollTo(0, 300))
    const before = await titles()
    const place = await page.locator('article.event').nth(5).boundingBox()
    const url = `https://polisia.kz/ru/novoe-${Math.random()}/`
    const title = 'Только что: изъято 7 кг гашиша'
    await newsroom.commit([
      {
        ...newsroom.drafts[0]!,
        id: eventId(url),
        url,
        title,
        publishedAt: today.toISOString(),
        contentHash: url,
      },
    ])
    const button = page.getByRole('button', { name: /1 new event/ })
    await button.waitFor()
    expect(await page.getByRole('status').textContent()).toMatch(/1 new event/)
    expect(await titles()).toEqual(before)
    const after = await page.locator('article.event').nth(5).boundingBox()
    expect(Math.abs(after!.y - place!.y)).toBeLessThan(50)
    await button.click()
    await expect.poll(titles).toContain(title)
    await page.locator('article.is-new', { hasText: title }).waitFor()
  })

  test('changes an edited report where it stands', async () => {
    const page = await go('/')
    await page.getByText('Live', { exact: true }).waitFor()
    const third = newsroom.drafts[3]!
    const before = await titles()
    await newsroom.commit([
      { ...third, title: `${third.title} (уточнено)`, contentHash: `edited ${Math.random()}` },
    ])
    await page.getByText(`${third.title} (уточнено)`).waitFor()
    expect((await titles()).length).toBe(before.length)
    expect((await titles()).indexOf(`${third.title} (уточнено)`)).toBe(
      before.findIndex((title) => title.startsWith(third.title)),
    )
  })

  test('is found again as it was left after reading a report', async () => {
    const page = await go('/?category=SEIZURE')
    const row = page.locator('article.event').nth(22)
    await row.scrollIntoViewIfNeeded()
    const title = await row.locator('h3').textContent()
    await row.locator('h3 a').click()
    await page.waitForURL(/\/events\//)
    await page.getByRole('heading', { level: 1, name: title!, exact: true }).waitFor()
    await page.goBack()
    await expect.poll(() => page.locator('article.event').nth(22).isVisible()).toBe(true)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(400)
  })

  test('can be read by keyboard alone', async () => {
    const page = await go('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await page.locator('article.event').first().focus()
    await page.keyboard.press('PageDown')
    await page.keyboard.press('PageDown')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'))).toBe('3')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/events\//)
  })

  test('is copied as a query that answers the same', async () => {
    const page = await go('/?country=UZ,TJ&category=SEIZURE')
    await page.getByRole('button', { name: 'Copy as GraphQL' }).click()
    await page.locator('.toast').waitFor()
    const query = await page.evaluate(() => navigator.clipboard.readText())
    const { data, errors } = await newsroom.ask(query)
    expect(errors).toBeUndefined()
    expect(data.events.nodes.map((node: { title: string }) => node.title)).toEqual(await titles())
  })

  test('speaks Russian, and remembers that and the theme', async () => {
    const page = await go('/')
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('heading', { level: 1, name: 'Лента' }).waitFor()
    await page.getByRole('button', { name: /^Тема/ }).click()
    await page.getByRole('button', { name: /^Тема/ }).click()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Лента' }).waitFor()
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme]),
    ).toEqual(['ru', 'dark'])
  })

  test('says what is wrong with an address that asks for what there is not', async () => {
    await open.page.goto(`${newsroom.url}/?category=NONSENSE`)
    const alert = open.page.getByRole('alert').first()
    await alert.waitFor()
    expect(await alert.textContent()).toContain('NONSENSE')
    open.problems.length = 0
  })

  test('shows its list before it counts, and counts once for filters set one after another', async () => {
    const { page } = open
    const asked: string[] = []
    const heavy = () => asked.filter((name) => name !== 'Wire')
    const holding = Promise.withResolvers<void>()
    let holds = 'Wire'
    await page.route('**/graphql', async (route) => {
      const name = /(?:query|subscription) (\w+)/.exec(route.request().postData() ?? '')?.[1] ?? ''
      asked.push(name)
      if (name === holds) await holding.promise
      // Given up meanwhile, it has nobody to go on for.
      await route.continue().catch(() => {})
    })
    await page.goto(`${newsroom.url}/`)
    await page.locator('.skeleton').first().waitFor()
    await page.getByLabel('Kazakhstan').waitFor()
    expect(heavy()).toEqual([])
    holds = ''
    holding.resolve()
    await page.locator('article.event').first().waitFor()
    await page.locator('.glance svg').nth(1).waitFor()
    expect(heavy().toSorted()).toEqual(['Facets', 'Map', 'Sources', 'Timeline'])
    expect(asked.indexOf('Facets')).toBeGreaterThan(asked.indexOf('Wire'))

    asked.length = 0
    await page.evaluate(() => {
      for (const box of [...document.querySelectorAll<HTMLInputElement>('.facet input')].slice(0, 3))
        box.click()
    })
    await page.waitForURL(/country=AZ,KG,KZ/)
    await page.locator('.tags li').nth(2).waitFor()
    await expect.poll(() => asked.includes('Timeline')).toBe(true)
    await page.waitForLoadState('networkidle')
    expect(heavy().toSorted()).toEqual(['Facets', 'Map', 'Timeline'])
  })

  test('gives up counts that nobody waits for any more', async () => {
    const { page } = open
    const held = Promise.withResolvers<void>()
    let counts = 0
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('query Facets') && counts++ === 0) await held.promise
      await route.continue().catch(() => {})
    })
    const givenUp = page.waitForEvent('requestfailed', (request) =>
      Boolean(request.postData()?.includes('query Facets')),
    )
    const counting = page.waitForRequest((request) => Boolean(request.postData()?.includes('query Facets')))
    await page.goto(`${newsroom.url}/`)
    await counting
    await page.getByLabel('Kazakhstan').check()
    expect((await givenUp).failure()?.errorText).toBe('net::ERR_ABORTED')
    await page.getByText(/^\d[\d,]* events$/).waitFor()
    held.resolve()
    expect(counts).toBe(2)
  })

  test('weighs less than 300 kB at first view, map and timeline and data included', async () => {
    await open.page.goto(`${newsroom.url}/`, { waitUntil: 'networkidle' })
    await open.page.locator('.glance svg').nth(1).waitFor()
    expect(await open.received()).toBeLessThan(300_000)
  })
})
