import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { decodeBody } from '../fetch/charset.ts'
import { checkId } from './connector/check-id.ts'
import { detectKind } from './connector/detect-kind.ts'
import { draftConnector } from './connector/draft-connector.ts'
import { fixtureFor } from './connector/fixture-for.ts'

const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

interface Options {
  url: string
  page?: string
  root: string
}

const command = new Command('new:connector')
  .description(
    'Write a new connector and its fixture from a page of the site: recognises the kind, fills in what the page tells.',
  )
  .argument('<id>', 'country and slug, kz/polisia-kk; or regional/slug')
  .requiredOption('--url <address>', 'address of the list, feed or API')
  .option('--page <file>', 'a saved copy of that page; without it the site is asked')
  .option('--root <folder>', 'project folder to write into', projectFolder)
  .addHelpText(
    'after',
    `
Examples:
  npm run new:connector -- kz/polisia-kk --url https://polisia.kz/
  npm run new:connector -- uz/uza-ru --url https://uza.uz/ru/rss --page saved.xml

Then: replace every FILL_IN, run check:connector, run the tests twice (the first run writes expected.json).`,
  )
  .action(async (id: string, options: Options) => {
    try {
      await createConnector(id, options)
    } catch (error) {
      command.error(`error: ${error instanceof Error ? error.message : String(error)}`)
    }
  })

async function createConnector(id: string, { url, page, root }: Options): Promise<void> {
  checkId(id)
  if (!URL.canParse(url)) throw new Error(`--url ${url} is not an absolute address`)
  const target = join(root, 'connectors', `${id}.ts`)
  const fixtures = join(root, 'test', 'connectors', id)
  const taken = [target, join(fixtures, 'page.meta.json')].filter((file) => existsSync(file))
  if (taken.length > 0)
    throw new Error(`${taken.join(' and ')} exists; choose another id, or remove it first`)
  const saved = page ? readSaved(resolve(page)) : await fetchLive(url)
  const text = decodeBody(saved.bytes, saved.contentType).text
  const detected = detectKind(text, url)
  const { file, meta } = fixtureFor(detected, url, saved)

  writeNew(target, draftConnector(id, url, detected))
  writeNew(join(fixtures, file), saved.bytes)
  writeNew(join(fixtures, 'page.meta.json'), `${JSON.stringify(meta, null, 2)}\n`)

  console.log(`Recognised: ${detected.kind}
Written:    connectors/${id}.ts
            test/connectors/${id}/${file}
            test/connectors/${id}/page.meta.json
Next:       replace every FILL_IN; save an article page beside the list and name it in page.meta.json
            npm run check:connector -- ${id}`)
}

// Only here is the network needed; a saved page must do without loading it.
async function fetchLive(url: string) {
  const { fetchPage } = await import('./connector/fetch-page.ts')
  return fetchPage(url)
}

function readSaved(file: string) {
  return {
    bytes: readFileSync(file),
    status: 200,
    fetchedAt: new Date().toISOString(),
    contentType: undefined,
  }
}

/** Fails rather than overwrite what appeared in between. */
function writeNew(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content, { flag: 'wx' })
}

await command.parseAsync()
