import { decodeHTML } from 'entities'

/** A node of the page's JSON-LD. */
export type LinkedData = Record<string, unknown>

const articleTypes =
  /^(?:https?:\/\/schema\.org\/)?(?:\w*(?:News)?Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|PressRelease|OpinionNewsArticle|Review)$/
const most = 500

/** Nodes of every JSON-LD script, articles first; a script that cannot be read at all is passed over. */
export function linkedData(scripts: string[]): LinkedData[] {
  const nodes: LinkedData[] = []
  const collect = (value: unknown, depth: number) => {
    if (depth > 6 || nodes.length >= most || typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) {
      for (const entry of value) collect(entry, depth + 1)
      return
    }
    const node = value as LinkedData
    if (node['@type'] !== undefined) nodes.push(node)
    for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'item', 'hasPart'])
      collect(node[key], depth + 1)
  }
  for (const script of scripts) {
    const type = /^<script[^>]*\stype\s*=\s*["']?application\/ld\+json/i.test(script)
    if (type) collect(lenientJson(script.replace(/^<script[^>]*>|<\/script\s*>$/gi, '')), 0)
  }
  return nodes.toSorted((a, b) => Number(isArticle(b)) - Number(isArticle(a)))
}

export function isArticle(node: LinkedData): boolean {
  return [node['@type']].flat().some((type) => typeof type === 'string' && articleTypes.test(type))
}

/** A property's text; of a list its first, of an object its name, value or address. */
export function words(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.trim() || undefined
  if (Array.isArray(value)) return value.map(words).find((word) => word !== undefined)
  if (typeof value !== 'object' || value === null) return undefined
  const { '@value': stated, name, url, '@id': id } = value as LinkedData
  return words(stated ?? url ?? name ?? id)
}

/** What editors break in JSON: comments around it, raw line breaks in strings, a comma too many, escaped quotes. */
function lenientJson(source: string): unknown {
  const bare = source
    .replace(
      /^\s*(?:\/\/)?\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:\/\/)?\s*(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
      '',
    )
    .trim()
    .replace(/;$/, '')
  const unbroken = bare.replace(/[\u0000-\u001f]+/g, ' ')
  const noSpareCommas = unbroken.replace(/,(?=\s*[}\]])/g, '')
  for (const attempt of [bare, unbroken, noSpareCommas, decodeHTML(noSpareCommas)]) {
    try {
      return JSON.parse(attempt)
    } catch {}
  }
  return salvaged(noSpareCommas)
}

/** Dates and headline of an object broken elsewhere, an unescaped quote in its description, say. */
function salvaged(source: string): unknown {
  const type = /"@type"\s*:\s*\[?\s*"(\w+)"/.exec(source)?.[1]
  if (!type) return null
  const fields = [
    ...source.matchAll(
      /"(datePublished|dateModified|dateCreated|headline)"\s*:\s*"((?:[^"\\]|\\.){1,500})"/g,
    ),
  ]
  return { '@type': type, ...Object.fromEntries(fields.reverse().map(([, name, value]) => [name, value])) }
}
