import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { pdfText } from '../../src/release/import/pdf-text.ts'
import { openStore } from '../../src/store/index.ts'
import { sampleDraft } from '../store/sample-draft.ts'

let folder: string
let said = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bulletin-release-'))
  await using store = await openStore({ dataDir: join(folder, 'data') })
  const draft = sampleDraft({
    ...{ title: 'A shipment was found', language: 'en' },
    ...{ publishedOn: '2025-03-02', publishedAt: '2025-03-02T06:00:00.000Z' },
  })
  await store.commit({ sourceId: draft.sourceId, drafts: [draft], at: '2025-03-03T00:00:00.000Z' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(() => {
  said = ''
  const keep = (text: unknown) => {
    said += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

const release = async (...args: string[]) => {
  await run(['node', 'bulletin', 'release', ...args], { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' })
  return process.exitCode ?? 0
}

test('bulletin release writes the release of a number, and says what to look at', async () => {
  const file = join(folder, 'release.pdf')
  expect(await release('--year', '2025', '--number', '5', '-o', file)).toBe(0)
  expect(await pdfText(await readFile(file))).toContain('A shipment was found')
  expect(said).toContain(`Information Release № 5, 2025 (1–15 March 2025): 1 event, written to ${file}`)
  expect(said).toMatch(/Look at\n.*sources was heard/)
})

test('or of a period of its own, in any format', async () => {
  const file = join(folder, 'march.md')
  expect(await release('--from', '2025-03-01', '--to', '2025-03-31', '--format', 'md', '-o', file)).toBe(0)
  expect(await readFile(file, 'utf8')).toMatch(/^# Information Release \(1–31 March 2025\)\n/)
})

test.each([
  [['--year', '2025', '--number', '30'], /1 to 24/],
  [['--from', '2025-03-31', '--to', '2025-03-01'], /before it begins/],
  [['--from', '2999-01-01', '--to', '2999-01-15'], /nothing has happened/],
  [['--year', '2025'], /--year and --number, or a period by --from and --to/],
  [['--year', 'soon', '--number', '1'], /whole number/],
  [['--year', '2025', '--number', '5', '--format', 'odt'], /md, html, pdf, docx/],
])('%j is refused with what to do', async (args, message) => {
  expect(await release(...args)).toBe(2)
  expect(said).toMatch(message)
})
