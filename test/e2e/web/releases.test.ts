import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenPage, openBrowser, type TestBrowser } from './browser.ts'
import { noBrowser } from './browser-or-skip.ts'
import { haveRelease } from './import-release.ts'
import { hostileTitles, openReleaseRoom, type ReleaseRoom } from './release-room.ts'
import { violations } from './violations.ts'

let room: ReleaseRoom
let browser: TestBrowser
let open: OpenPage

describe.skipIf(noBrowser)('the releases', () => {
  beforeAll(async () => {
    ;[room, browser] = await Promise.all([openReleaseRoom(), openBrowser()])
  })
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]()
    await room?.[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    open = await browser.open({ width: 1440, permissions: ['clipboard-read', 'clipboard-write'] })
  })
  afterEach(async () => {
    const { page, problems } = open
    await page.context().close()
    expect(problems).toEqual([])
  })

  const go = async (path: string, awaited = '.release-head') => {
    await open.page.goto(`${room.url}${path}`)
    await open.page.locator(awaited).first().waitFor()
    return open.page
  }
  const told = (page: Page) => page.locator('.desk-entries .told a').allTextContents()
  const hashOf = async (number: number) =>
    (await room.ask(`{ release(year: 2025, number: ${number}) { sha256 } }`)).data.release.sha256

  test('are reached from the navigation and composed by half month', async () => {
    const page = await go('/', '.top nav')
    await page.getByRole('link', { name: 'Releases', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Releases' }).waitFor()
    await page.getByLabel('Year').fill('2025')
    await page.getByLabel('Half month').selectOption('3')
    await page.getByRole('button', { name: 'Compose' }).first().click()
    await page.waitForURL(/\/releases\/2025\/3$/)
    await page.getByText('From 1 to 15 February 2025 the media reported 4 events').waitFor()
    expect(await page.locator('.release-hash code').textContent()).toBe(await hashOf(3))
    expect(await page.locator('.release-contents li').count()).toBe(4)
    expect(await page.locator('svg.map').count()).toBe(1)
    await page.getByRole('img', { name: /^Events by kind/ }).waitFor()
    expect(await page.getByRole('table', { name: /^Events by kind/ }).count()).toBe(1)
    expect(await page.locator('#coverage').textContent()).toMatch(/was heard in this period/)
    expect(await page.locator('.top nav a[aria-current=page]').textContent()).toBe('Releases')
  })

  test('are composed for any period, and say what is wrong with one', async () => {
    const page = await go('/releases', '.compose')
    const compose = page.getByRole('button', { name: 'Compose' }).last()
    await page.getByLabel('First day').fill('2025-02-03')
    await page.getByLabel('Last day').fill('2025-02-02')
    await page.getByRole('alert').getByText('The period ends before it begins.').waitFor()
    await compose.click()
    expect(new URL(page.url()).pathname).toBe('/releases')
    await page.getByLabel('Last day').fill('2025-02-15')
    await page.getByLabel('First day').fill('2025-02-01')
    await page.getByText('This is exactly release № 3 of 2025').waitFor()
    await page.getByLabel('Last day').fill('2025-02-02')
    await compose.click()
    await page.waitForURL(/\/releases\/2025-02-01\/2025-02-02$/)
    await page.getByText('From 1 to 2 February 2025 the media reported 2 events').waitFor()
    expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0)
    const address = await page.getByRole('link', { name: 'Markdown' }).getAttribute('href')
    expect(address).toBe('/releases/2025-02-01/2025-02-02.md')
    expect(await (await fetch(`${room.url}${address}`)).text()).toContain('### Second report')
  })

  test.each([
    ['/releases/2025/20', /begins on 2025-10-16: nothing has happened in it yet/],
    ['/releases/2025/25', /releases 1 to 24, not 25/],
    ['/releases/2025-03-04/2025-03-01', /ends \(2025-03-01\) before it begins.*Turn it round/],
    ['/releases/2023-03-04/2025-03-01', /at most a year/],
  ])('%s says what is wrong and what to do', async (path, message) => {
    const page = await go(path, '.trouble')
    expect(await page.getByRole('alert').textContent()).toMatch(message)
  })

  test('show hostile titles as text and run nothing', async () => {
    const page = await go('/releases/2025/3')
    const titles = await page.locator('.release-body h3').allTextContents()
    expect(titles).toEqual(expect.arrayContaining(hostileTitles))
    await page.goto(`${room.url}/releases/2025/3?view=edit`)
    await page.locator('.desk').waitFor()
    expect(await told(page)).toEqual(expect.arrayContaining(hostileTitles))
    expect(await page.locator('main script, main img').count()).toBe(0)
    expect(await page.evaluate(() => (globalThis as { broken?: number }).broken)).toBeUndefined()
  })

  test('are edited by keyboard alone: moved, retitled, left out, taken in, summarised, each kept in the trail', async () => {
    const page = await go('/releases/2025/3?view=edit', '.desk')
    await page.getByRole('button', { name: 'Move down: First report' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => told(page)).toEqual(['Second report', 'First report', ...hostileTitles])
    await page.getByRole('status').getByText('“First report” is now 2 of 4 of Kazakhstan.').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Move down: First report')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => told(page))
      .toEqual(['Second report', hostileTitles[0], 'First report', hostileTitles[1]])

    await page.getByRole('button', { name: 'Retitle: Second report' }).press('Enter')
    await page.getByLabel('New title').fill('A better title')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await told(page))[0]).toBe('A better title')

    await page.getByRole('button', { name: 'Leave out: First report' }).press('Enter')
    await expect.poll(() => told(page)).toEqual(['A better title', ...hostileTitles])
    await page.locator('.left-out').getByRole('button', { name: 'Take in: First report' }).press('Enter')
    await expect.poll(async () => (await told(page)).length).toBe(4)

    await page.getByLabel(/^Summary/).fill('All quiet.\n\nAlmost.')
    await page.locator('.summary-form').getByRole('button', { name: 'Save' }).press('Enter')
    await expect.poll(() => page.locator('.trail li').count()).toBe(6)
    expect(await page.locator('.trail li').first().textContent()).toMatch(
      /address:.*wrote the summary → All quiet\./,
    )
    expect(await page.locator('.trail li').last().textContent()).toMatch(/moved to place 2: First report/)

    await page.getByRole('button', { name: 'Read' }).click()
    await page.getByText('Almost.').waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('take in events of other days, found by words or by address', async () => {
    const other = await room.report('2025-03-20', 'Found elsewhere')
    const page = await go('/releases/2025/3?view=edit', '.desk')
    const form = page.locator('.add-event')
    await form.getByRole('searchbox').fill('elsewhere')
    await form.getByRole('button', { name: 'Find' }).click()
    await form.getByText('Nothing found').waitFor()
    await form.getByRole('searchbox').fill(other.url)
    await form.getByRole('button', { name: 'Find' }).click()
    await form.getByRole('button', { name: 'Take in: Found elsewhere' }).click()
    await expect.poll(() => told(page)).toContain('Found elsewhere')
    await form.getByText('told', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Leave out: Found elsewhere' }).click()
    await expect.poll(() => told(page)).not.toContain('Found elsewhere')
  })

  test('tell an editor that another was faster, and lose nothing', async () => {
    const page = await go('/releases/2025/1?view=edit', '.desk')
    const id = (await page.locator('.told a').first().getAttribute('href'))!.split('/').at(-1)
    await room.ask(
      `mutation { retitleInRelease(year: 2025, number: 1, event: "${id}", title: "By another") { number } }`,
    )
    await page.getByRole('button', { name: 'Retitle: Of January' }).click()
    await page.getByLabel('New title').fill('By me')
    await page.locator('.title-form').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('alert').getByText('Another editor was faster.').waitFor()
    expect(await page.getByLabel('New title').inputValue()).toBe('By me')
    await page.getByRole('button', { name: 'Show it as it is now' }).click()
    await expect.poll(() => told(page)).toEqual(['By another'])
    expect(await page.getByLabel('New title').inputValue()).toBe('By me')
    await page.locator('.title-form').getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => told(page)).toEqual(['By me'])
  })

  test('are published after a confirmation, with their number and hash, and never change again', async () => {
    const page = await go('/releases/2025/3?view=edit', '.desk')
    const hash = await hashOf(3)
    await page.getByRole('button', { name: 'Publish…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Publish release № 3 of 2025?' })
    expect(await dialog.textContent()).toContain(hash)
    await dialog.getByRole('button', { name: 'Not now' }).click()
    expect(
      (await room.ask('{ release(year: 2025, number: 3) { publishedAt } }')).data.release.publishedAt,
    ).toBeNull()
    await page.getByRole('button', { name: 'Publish…' }).click()
    await dialog.getByRole('button', { name: 'Publish for good' }).click()
    await page.locator('.release-head .status', { hasText: 'Published' }).waitFor()
    expect(await page.locator('.desk').count()).toBe(0)
    expect(await page.locator('.trail li').first().textContent()).toMatch(`published it ${hash}`)

    await room.report('2025-02-09', 'Came late')
    await page.reload()
    await page.locator('.release-head .status', { hasText: 'Published' }).waitFor()
    expect(await page.locator('.release-head .release-hash code').textContent()).toBe(hash)
    await page.getByRole('link', { name: '← All releases' }).click()
    await page.getByRole('row', { name: /№ 3, 2025.*Published/ }).waitFor()
  })

  test('are edited only with a key for it, and downloaded with any', async () => {
    const { data } = await room.ask(
      'mutation { createApiKey(input: { name: "A reader", scope: READ }) { secret } }',
    )
    const { page } = open
    await page.goto(`${room.locked.url}/releases/2025/1?view=edit`)
    await page.getByText('This Bulletin asks for an API key.').waitFor()
    await page.getByRole('button', { name: 'API key' }).click()
    await page.getByLabel('API key').last().fill(data.createApiKey.secret)
    await page.getByRole('button', { name: 'Use this key' }).click()
    await page.getByText('Editing needs a key with the scope “curate”.').waitFor()
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Markdown' }).click()
    expect((await downloading).suggestedFilename()).toBe('information-release-2025-1.md')
    open.problems.length = 0
  })

  test.skipIf(!haveRelease)('have release 7 of 2025 as it was imported, and compose it again', async () => {
    const page = await go('/releases/2025/7')
    await page
      .getByText(
        '30 events in the anti-drug sphere (Azerbaijan – 1, Kazakhstan – 14, Kyrgyzstan – 4, Russia – 11)',
      )
      .waitFor()
    expect(await page.locator('.release-body h2 small').allTextContents()).toEqual(['1', '14', '4', '11'])
    const addresses = await page
      .locator('.release-body .byline a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
    expect(new Set(addresses).size).toBe(30)
    for (const address of addresses)
      expect(new URL(address)).toMatchObject({
        protocol: expect.stringMatching(/^https?:$/),
        hostname: expect.stringContaining('.'),
      })
    await page.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('heading', { name: 'Picked by both 30' }).waitFor()
    await page.getByRole('heading', { name: /^Missing here.* 0$/ }).waitFor()
    await page.getByRole('button', { name: 'Imported' }).click()
    await page.waitForURL(/origin=imported/)
    await page.locator('.release-head').getByText('Imported').waitFor()
    expect(await page.locator('.release-body h3').count()).toBe(30)
  })

  test('speak Russian', async () => {
    const page = await go('/releases/2025/1')
    await page.getByRole('button', { name: 'Русский' }).click()
    await page.getByRole('heading', { level: 1, name: 'Информационный выпуск № 1, 2025' }).waitFor()
    await page.getByText('1–15 января 2025').waitFor()
    await page.getByRole('button', { name: 'Править' }).click()
    await page.getByRole('button', { name: 'Опубликовать…' }).waitFor()
  })

  describe.each([
    { width: 1440, colorScheme: 'light' as const, locale: 'en-GB' },
    { width: 390, colorScheme: 'dark' as const, locale: 'ru-RU' },
  ])('at $width pixels, $colorScheme', ({ width, colorScheme, locale }) => {
    test.each([
      ['/releases', '.known-releases'],
      ['/releases/2025/1', 'svg.map'],
      ['/releases/2025/1?view=edit', '.desk'],
      ['/releases/2025/1?view=compare', '.single .pad, .comparison'],
    ])('%s has no serious fault of accessibility and nothing to scroll sideways', async (path, awaited) => {
      const { page, problems } = await browser.open({ width, colorScheme, locale })
      await page.goto(`${room.url}${path}`)
      await page.locator(awaited).first().waitFor()
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      expect(problems).toEqual([])
      await page.context().close()
    })
  })
})
