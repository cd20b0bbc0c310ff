import { decodeHTMLAttribute, decodeHTMLStrict } from 'entities'
import { Tokenizer } from 'htmlparser2'
import { usualPrefix } from './namespaces.ts'
import type { XmlElement } from './xml-element.ts'

const deepest = 100
/** Elements that hold text only, so that the next feed element closes one left open. */
const leaves = new Set([
  'title',
  'link',
  'guid',
  'id',
  'pubdate',
  'author',
  'category',
  'comments',
  'dc:date',
  'dc:creator',
  'updated',
  'published',
])
const feedNames = new Set([
  ...leaves,
  'description',
  'summary',
  'content',
  'content:encoded',
  'enclosure',
  'item',
  'entry',
  'source',
])
/** What no body holds as markup, so that it closes a body left open. */
const neverInBody = new Set([
  'item',
  'entry',
  'pubdate',
  'guid',
  'enclosure',
  'content:encoded',
  'dc:date',
  'dc:creator',
])
const bodies = new Set(['description', 'summary', 'content', 'content:encoded'])
const units = new Set(['item', 'entry'])

interface Open extends XmlElement {
  raw: string
  namespaces: Record<string, string>
}

/**
 * Tree of a feed that need not be well-formed: unclosed and crossed tags are mended by what feeds may hold, bare
 * ampersands and undeclared HTML entities are read as meant, names lose their case and prefix. Entities the document
 * declares are not expanded, except short literal ones (`literals`).
 */
export function readXml(text: string, literals: Map<string, string>): XmlElement | null {
  const stack: Open[] = []
  let root: Open | null = null
  let tooDeep = 0
  let tag = ''
  let attributeName = ''
  let attributeValue = ''
  let attributes: Record<string, string> = {}
  let expanded = 0

  const decode = (raw: string) => {
    if (!raw.includes('&')) return raw
    const known = raw.replace(/&([\w.-]{1,40});/g, (reference, name: string) => {
      const value = literals.get(name)
      expanded += value?.length ?? 0
      return value === undefined || expanded > 1_000_000 ? reference : value
    })
    return decodeHTMLStrict(known)
  }
  const pop = (complete = true) => {
    const closed = stack.pop()
    if (closed) closed.complete = complete
  }
  const append = (data: string) => {
    if (data !== '') stack.at(-1)?.children.push(data)
  }

  const open = (selfClosing: boolean) => {
    if (root && stack.length === 0) return
    let element = make(tag, attributes, stack.at(-1), root)
    while (stack.length > 0 && closes(element, stack)) {
      pop()
      element = make(tag, attributes, stack.at(-1), root)
    }
    if (stack.length >= deepest) {
      if (!selfClosing) tooDeep++
      return
    }
    root ??= element
    stack.at(-1)?.children.push(element)
    stack.push(element)
    if (selfClosing) pop()
  }

  const close = (raw: string) => {
    if (tooDeep > 0) {
      tooDeep--
      return
    }
    const local = raw.slice(raw.indexOf(':') + 1)
    let index = stack.findLastIndex((element) => element.raw === raw)
    if (index === -1 && !raw.includes(':')) index = stack.findLastIndex((element) => element.local === local)
    if (index === -1 || crossesUnit(stack, index)) return
    while (stack.length > index) pop()
  }

  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      onopentagname(start, end) {
        tag = text.slice(start, end).toLowerCase()
        attributes = {}
      },
      onattribname(start, end) {
        attributeName = text.slice(start, end).toLowerCase()
        attributeValue = ''
      },
      onattribdata(start, end) {
        attributeValue += text.slice(start, end)
      },
      onattribend() {
        attributes[attributeName] ??= decodeHTMLAttribute(attributeValue)
      },
      onopentagend: () => open(false),
      onselfclosingtag: () => open(true),
      onclosetag: (start, end) => close(text.slice(start, end).trim().toLowerCase()),
      ontext: (start, end) => append(decode(text.slice(start, end))),
      oncdata: (start, end, offset) => append(text.slice(start, end - offset)),
      onattribentity() {},
      ontextentity() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  )
  tokenizer.write(text)
  tokenizer.end()
  while (stack.length > 0) pop(false)
  return root
}

/** True where a new element shows that the innermost open one was left open by mistake. */
function closes(element: XmlElement, stack: Open[]): boolean {
  const parent = stack.at(-1)!
  if (units.has(element.name)) return stack.some((open) => units.has(open.name))
  if (leaves.has(parent.name)) return feedNames.has(element.name)
  return bodies.has(parent.name) && neverInBody.has(element.name)
}

/** A stray end tag must not end the item around it: only its own name does. */
function crossesUnit(stack: Open[], index: number): boolean {
  const unit = stack.findLastIndex((element) => units.has(element.name))
  return (
    index < unit && !['item', 'entry', 'channel', 'rss', 'rdf', 'feed', 'items'].includes(stack[index]!.local)
  )
}

function make(
  raw: string,
  attributes: Record<string, string>,
  parent: Open | undefined,
  root: Open | null,
): Open {
  const declared = Object.entries(attributes).filter(
    ([name]) => name === 'xmlns' || name.startsWith('xmlns:'),
  )
  const namespaces =
    declared.length === 0 && parent
      ? parent.namespaces
      : {
          ...parent?.namespaces,
          ...Object.fromEntries(declared.map(([name, value]) => [name.slice(6), value])),
        }
  const colon = raw.indexOf(':')
  const prefix = colon === -1 ? '' : raw.slice(0, colon)
  const local = raw.slice(colon + 1)
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) plain[attributeKey(name, namespaces)] ??= value

  const own = vocabulary(
    prefix,
    namespaces,
    attributes.xmlns !== undefined && parent !== undefined,
    root ?? local,
  )
  return {
    raw,
    local,
    name: own === '' ? local : `${own}:${local}`,
    attributes: plain,
    children: [],
    namespaces,
    base: joined(plain['xml:base'], parent?.base),
    language: plain['xml:lang'] ?? parent?.language,
    complete: true,
  }
}

function vocabulary(
  prefix: string,
  namespaces: Record<string, string>,
  redeclared: boolean,
  root: Open | string,
): string {
  const rootName = typeof root === 'string' ? root : root.local
  const uri = namespaces[prefix]
  const usual = uri === undefined ? undefined : usualPrefix(uri)
  const atomFeed = rootName === 'feed' || rootName === 'entry'
  // Some RSS puts all of itself in Atom's namespace by a slip; only a declaration of its own moves an element there.
  if (prefix === '' && !redeclared && usual !== 'xhtml') return ''
  const found = usual ?? (uri === undefined || prefix !== '' ? prefix : '')
  return found === 'atom' && atomFeed ? '' : found
}

function attributeKey(name: string, namespaces: Record<string, string>): string {
  const colon = name.indexOf(':')
  if (colon === -1 || name.startsWith('xmlns:')) return name
  const prefix = name.slice(0, colon)
  const usual = usualPrefix(namespaces[prefix] ?? '') ?? prefix
  return ['xml', 'rdf'].includes(usual) ? `${usual}:${name.slice(colon + 1)}` : name.slice(colon + 1)
}

function joined(base: string | undefined, outer: string | undefined): string | undefined {
  if (base === undefined) return outer
  return URL.parse(base.trim(), outer)?.href ?? (outer === undefined ? base.trim() : outer)
}
