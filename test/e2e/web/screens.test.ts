import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenPage, openBrowser, type TestBrowser } from './browser.ts'
import { noBrowser } from './browser-or-skip.ts'
import { hostileMarkup, type Newsroom, openNewsroom } from './newsroom.ts'
import { violations } from './violations.ts'

let newsroom: Newsroom
let browser: TestBrowser
let open: OpenPage

describe.skipIf(noBrowser)('the screens', () => {
  beforeAll(async () => {
    newsroom = await openNewsroom(600)
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

  const go = async (path: string, awaited: string) => {
    await open.page.goto(`${newsroom.url}${path}`)
    await open.page.locator(awaited).first().waitFor()
    return open.page
  }

  describe('the map', () => {
    test('shows each state and region with the figures of the API', async () => {
      const page = await go('/map?measure=grams', 'svg.map .region')
      expect(await page.locator('svg.map .state').count()).toBe(7)
      const { data } = await newsroom.ask('{ stats(by: [COUNTRY]) { country { code name } events } }')
      const kazakhstan = data.stats.find((row: { country: { code: string } }) => row.country.code === 'KZ')
      const row = page.getByRole('row', { name: /Kazakhstan/ })
      expect(await row.locator('td').first().textContent()).toBe(String(kazakhstan.events))
    })

    test('filters by the state that is clicked, and frames the south', async () => {
      const page = await go('/map', 'svg.map .state')
      await page.locator('svg.map .state').filter({ hasText: 'Russia' }).click()
      await page.waitForURL(/country=RU/)
      await page.getByRole('button', { name: 'Central Asia and the Caucasus' }).click()
      await page.waitForURL(/frame=south/)
      await page.getByRole('button', { name: /Russia RU/ }).click()
      await page.waitForURL((url) => !url.search.includes('country'))
    })
  })

  describe('the timeline', () => {
    test('draws a bar for each country and interval, and says the same in a table', async () => {
      const page = await go('/timeline?interval=MONTH', 'svg.plot [data-mark="rect"] rect')
      const { data } = await newsroom.ask('{ stats(by: [COUNTRY], interval: MONTH) { periodStart } }')
      expect(await page.locator('svg.plot [data-mark="rect"] rect').count()).toBe(data.stats.length)
      await page.getByText('The figures as a table').click()
      const months = new Set(data.stats.map((row: { periodStart: string }) => row.periodStart))
      expect(await page.locator('.as-table tbody tr').count()).toBe(months.size)
    })

    test('narrows the period to the bar that is clicked', async () => {
      const page = await go('/timeline?interval=MONTH&by=NONE', 'svg.plot [data-mark="rect"] rect')
      await page.locator('svg.plot [data-mark="rect"] rect').nth(1).click()
      await page.waitForURL(/from=2025-\d\d-01&to=2025-/)
    })
  })

  describe('the sources', () => {
    test('tell who is silent, since when and why, the failing first', async () => {
      const page = await go('/sources', '.source-row')
      const first = page.locator('.source-row').first()
      expect(await first.textContent()).toMatch(
        /Failing since .*matches no element.*SOURCE_CHANGED.*12 failures in a row/,
      )
      await page.getByRole('button', { name: /^Quiet/ }).click()
      await page.waitForURL(/status=QUIET/)
      expect(await page.locator('.source-row').first().textContent()).toContain(
        'gives nothing new beyond its usual rhythm',
      )
    })
  })

  describe("a report's page", () => {
    test('highlights the words that each value was read from', async () => {
      const page = await go(`/events/${newsroom.drafts[0]!.id}`, 'mark.found')
      const { data } = await newsroom.ask(
        `{ event(id: "${newsroom.drafts[0]!.id}") { quantities { evidence { text } } } }`,
      )
      const expected = data.event.quantities.map(
        ({ evidence }: { evidence: { text: string } }) => evidence.text,
      )
      expect(expected.length).toBeGreaterThan(0)
      for (const [index, text] of expected.entries())
        expect(
          (await page.locator(`mark[data-findings~="quantity-${index}"]`).allTextContents()).join(''),
        ).toBe(text)
      await page.locator('.finding-group.quantity button').first().click()
      await page.locator('mark.quantity.is-chosen').first().waitFor()
    })

    test('shows what an edit changed, other reports of the story, and where it comes from', async () => {
      const page = await go(`/events/${newsroom.edited.id}`, '.difference ins')
      expect(await page.locator('.difference ins').textContent()).toContain('изъято ещё 2 кг гашиша')
      expect(await page.locator('.same-story article').count()).toBe(1)
      expect(await page.locator('.provenance').textContent()).toContain(newsroom.edited.provenance.sha256)
      expect(await page.getByRole('link', { name: /Read at the source/ }).getAttribute('href')).toBe(
        newsroom.edited.url,
      )
    })

    test('is copied as a query that answers the same', async () => {
      const page = await go(`/events/${newsroom.edited.id}`, 'mark.found')
      await page.getByRole('button', { name: 'Copy as GraphQL' }).click()
      await page.locator('.toast').waitFor()
      const { data, errors } = await newsroom.ask(await page.evaluate(() => navigator.clipboard.readText()))
      expect(errors).toBeUndefined()
      expect(data.event.body).toBe(await page.locator('.text-of .body').textContent())
      expect(data.event.revisions).toHaveLength(2)
    })

    test('shows hostile markup as text and never runs it', async () => {
      const page = await go(`/events/${newsroom.hostile.id}`, '.body')
      expect(await page.locator('.text-of .body').textContent()).toContain(hostileMarkup)
      expect(await page.locator('main img, main script').count()).toBe(0)
      expect(await page.evaluate(() => (globalThis as { broken?: number }).broken)).toBeUndefined()
    })

    test('marks what was withdrawn and keeps its text', async () => {
      const page = await go(`/events/${newsroom.withdrawn.id}`, '.event-head .flag')
      expect(await page.locator('.event-head').textContent()).toContain('Withdrawn')
      expect((await page.locator('.body').textContent())!.length).toBeGreaterThan(50)
    })

    test('says so when there is no such report', async () => {
      const page = await go('/events/nothing', 'h1')
      expect(await page.locator('h1').textContent()).toBe('There is no such event.')
    })
  })

  describe.each([
    { width: 1440, colorScheme: 'light' as const, locale: 'en-GB' },
    { width: 390, colorScheme: 'dark' as const, locale: 'ru-RU' },
  ])('at $width pixels, $colorScheme', ({ width, colorScheme, locale }) => {
    test.each([
      ['/', 'article.event'],
      ['/map', 'svg.map'],
      ['/timeline', 'svg.plot'],
      ['/sources', '.source-row'],
      ['/events/edited', '.difference ins'],
    ])('%s has no serious fault of accessibility and nothing to scroll sideways', async (path, awaited) => {
      const { page, problems } = await browser.open({ width, colorScheme, locale })
      await page.goto(`${newsroom.url}${path.replace('edited', newsroom.edited.id)}`)
      await page.locator(awaited).first().waitFor()
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(problems).toEqual([])
      await page.context().close()
    })
  })
})
