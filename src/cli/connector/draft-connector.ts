import type { Detected } from './detect-kind.ts'

/** Stands where a person has to decide; no such name exists, so that the file does not compile until then. */
const blank = 'FILL_IN'

/** Capital cities' zones; a site of another part of its country says otherwise. */
const zones: Record<string, string> = {
  az: 'Asia/Baku',
  kz: 'Asia/Almaty',
  kg: 'Asia/Bishkek',
  ru: 'Europe/Moscow',
  tj: 'Asia/Dushanbe',
  tm: 'Asia/Ashgabat',
  uz: 'Asia/Tashkent',
}

/** Text of a new connector file: what the page told is filled in, the rest is `FILL_IN` with a hint. */
export function draftConnector(id: string, url: string, detected: Detected): string {
  const strategies = strategiesFor(url, detected)
  const code = strategies.join('\n')
  const names = [
    'defineConnector',
    'feed',
    'htmlList',
    'isoDate',
    'joomlaK2',
    'jsonApi',
    'nextData',
    'printedDate',
    'template',
    'text',
    'url',
    'wordpress',
  ]
  const used = names.filter((name) => name === 'defineConnector' || new RegExp(`\\b${name}\\(`).test(code))
  const zone = zones[id.split('/')[0]!]
  const hint = detected.title ? ` // the page calls itself: ${detected.title.slice(0, 60)}` : ''
  return `// ${blank}: what is confirmed about this site, and what is only expected. It looks like ${detected.kind}.
import { ${used.join(', ')} } from '../../src/connector/index.ts'

export default defineConnector({
  name: ${blank},${hint}
  authority: ${blank}, // the public body, in English
  homepage: ${quoted(new URL(url).origin + new URL(url).pathname)},
  language: ${detected.language ? `${quoted(detected.language)},` : `${blank}, // BCP 47`}
  timeZone: ${zone ? `${quoted(zone)},` : `${blank}, // IANA, in which the site prints its times`}
  scope: ${blank}, // 'all-police-news', 'drugs-only' or 'general-news'
  pollEvery: '15m',
  strategies: [
${indented(code)}
  ],
})
`
}

function strategiesFor(url: string, detected: Detected): string[] {
  switch (detected.kind) {
    case 'feed':
      return [`feed({ url: ${quoted(detected.feed)} }),`]
    case 'jsonApi':
      return [jsonDraft(url, detected)]
    case 'joomlaK2':
      return [`joomlaK2({ list: ${quoted(url)} }),`, `joomlaK2({ list: ${quoted(url)}, read: 'page' }),`]
    case 'wordpress':
      return [
        `wordpress({ site: ${quoted(detected.site ?? url)} }),`,
        ...feedDraft(detected.feed),
        listDraft(url, detected),
      ]
    default:
      return [...feedDraft(detected.feed), listDraft(url, detected)]
  }
}

function feedDraft(address: string | undefined): string[] {
  return address ? [`feed({ url: ${quoted(address)} }),`] : []
}

function listDraft(url: string, { kind, list }: Extract<Detected, { list: unknown }>): string {
  const link = list?.link ? quoted(list.link) : list ? '' : blank
  const date = list?.date ? `${list.date.iso ? 'isoDate' : 'printedDate'}(${quoted(list.date.selector)})` : ''
  const article =
    kind === 'next'
      ? `nextData({ at: ${blank}, fields: { html: ${blank} } }), // paths in __NEXT_DATA__`
      : `{ title: 'h1', body: ${blank} }, // selector of the text on an article's page`
  return `htmlList({
  url: ${quoted(url)},
  item: ${list ? quoted(list.item) : blank},${list ? ` // ${list.count} on the page` : ' // one entry of the list'}
  fields: {
    url: url(${link}),
    title: text(${link}),${date && `\n    publishedAt: ${date},`}
  },
  article: ${article}${kind === 'bitrix' ? `\n  next: { url: ${quoted(`${url}?PAGEN_1={n}`)} },` : ''}
}),`
}

function jsonDraft(url: string, { items, entry }: Extract<Detected, { kind: 'jsonApi' }>): string {
  const find = (...names: string[]) => names.find((name) => entry.includes(name))
  const path = (...names: string[]) => (find(...names) ? quoted(find(...names)!) : blank)
  return `jsonApi({
  url: ${quoted(url)},${items ? `\n  items: ${quoted(items)},` : ''}
  fields: { // an entry has: ${entry.slice(0, 14).join(', ')}
    url: template(${blank}), // 'https://…/{id}'
    title: ${path('title', 'name')},
    publishedAt: ${path('publish_time', 'published_at', 'date', 'created_date', 'created_at')},
    html: ${path('content', 'body', 'text')},
  },
}),`
}

function indented(code: string): string {
  return code.replace(/^(?=.)/gm, '    ')
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
