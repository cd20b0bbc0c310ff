import type { SourceRequest } from '../connector/types.ts'
import { SourceChanged } from '../model/errors.ts'
import { unicodeHost } from './host-name.ts'

interface Judged {
  url: URL
  contentType: string | undefined
  text: string
}

/** Throws `SourceChanged` where a 200 is not what was asked for: a login page on a feed, a PDF on a list. */
export function checkAnswer(expect: SourceRequest['expect'], answer: Judged): void {
  if (expect === 'any') return
  const problem = answer.text.trim() === '' ? 'an empty answer' : judge[expect](answer)
  if (problem)
    throw new SourceChanged(
      `${unicodeHost(answer.url.hostname)}: expected ${wanted[expect]} at ${answer.url.pathname} and got ${problem}.`,
    )
}

/** Where titles are looked for; the patterns would take their time over megabytes made to slow them. */
const headChars = 16_384

const wanted = { feed: 'a feed', html: 'a web page', json: 'JSON' }

const judge: Record<'feed' | 'html' | 'json', (answer: Judged) => string | null> = {
  feed({ text, contentType }) {
    if (text.trimStart().startsWith('{'))
      return isJson(text) && text.includes('jsonfeed') ? null : 'JSON that is not a JSON Feed'
    const root = rootElement(text)
    if (root && /^(?:[\w-]+:)?(?:rss|feed|rdf|channel)$/i.test(root)) return null
    if (root?.toLowerCase() === 'html' || looksLikeHtml(text)) return `a web page ${titleOf(text)}`.trim()
    // Warnings that a server's script printed before the feed do not spoil it.
    if (/<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>]/i.test(text.slice(0, 4_096))) return null
    return root ? `XML whose root is <${root}>` : describe(contentType)
  },
  html({ text, contentType }) {
    if (contentType && !/html|xml|text\/plain|octet-stream/i.test(contentType)) return describe(contentType)
    const challenge =
      /<title[^>]*>\s*(Just a moment\.\.\.|DDoS-Guard|Checking your browser[^<]*|Attention Required![^<]*)\s*</i
    const blocked = text.length < 100_000 ? challenge.exec(text.slice(0, headChars))?.[1] : undefined
    if (blocked) return `a bot check (“${blocked.trim()}”)`
    if (/^\s*[{[]/.test(text) && isJson(text)) return 'JSON'
    return /<[a-z!]/i.test(text) ? null : describe(contentType)
  },
  json({ text, contentType }) {
    if (isJson(text)) return null
    return looksLikeHtml(text)
      ? `a web page ${titleOf(text)}`.trim()
      : `${describe(contentType)} that does not parse`
  },
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}

/** Name of the first element after prolog, comments and document type; null for what is not markup. */
function rootElement(text: string): string | null {
  let rest = text.slice(0, 65_536).trimStart()
  for (;;) {
    const skipped = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>)\s*/i.exec(rest)
    if (!skipped) break
    rest = rest.slice(skipped[0].length)
  }
  return /^<([\w:.-]+)/.exec(rest)?.[1] ?? null
}

function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 8_192))
}

function titleOf(text: string): string {
  const title = /<title[^>]*>([^<]{1,120})/i.exec(text.slice(0, headChars))?.[1]?.replace(/\s+/g, ' ').trim()
  return title ? `titled “${title}”` : ''
}

function describe(contentType: string | undefined): string {
  return contentType ? contentType.split(';')[0]!.trim() : 'text of no declared type'
}
