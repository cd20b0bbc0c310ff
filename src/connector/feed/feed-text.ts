const root = /<(?:[\w.-]+:)?(?:rss|rdf|feed|entry|channel)(?=[\s>/])/i
const rootOrComment = new RegExp(`<!--|${root.source}`, 'gi')
const page = /^(?:\s|<\?xml[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->)*<(?:!doctype\s+html|html|head|body)\b/i

/** A feed's text from its root element on, with what its prolog declares. */
export interface FeedText {
  text: string
  /** Short literal entities of the document's own DTD; anything else it declares is refused. */
  literals: Map<string, string>
  problems: string[]
}

/**
 * Bytes as text: byte order mark, then the header's charset, then the XML declaration's, then UTF-8. The fetch layer
 * decodes with more evidence; this is for callers that have bytes only.
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256))
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  const unmarked = head.startsWith('<\0') ? 'utf-16le' : head.startsWith('\0<') ? 'utf-16be' : null
  const utf8 = head.startsWith('\u00ef\u00bb\u00bf') ? 'utf-8' : null
  const stated = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1]
  const declared = /<\?xml[^>]*encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1]
  for (const label of [mark, utf8, unmarked, stated, declared, 'utf-8']) {
    const decoder = label && decoderFor(label)
    if (decoder) return decoder.decode(bytes)
  }
  return ''
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** The part of an answer that is a feed, whatever a server printed before it; null where no part is. */
export function feedText(answer: string): FeedText | null {
  if (page.test(answer)) return null
  const problems: string[] = []
  const { prolog, rest } = withoutDoctype(answer)
  const start = rootStart(rest)
  if (start === null) return null

  const before = rest
    .slice(Math.max(0, start - 2000), start)
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|[\s\ufeff\u0000]/g, '')
  if (before !== '') problems.push(`text before the feed was passed over: ${before.slice(0, 80)}`)
  const text = rest.slice(start).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return { text, literals: literalEntities(prolog, problems), problems }
}

/** Place of the root element; what is commented out is none. */
function rootStart(text: string): number | null {
  let commentsEnd = true
  rootOrComment.lastIndex = 0
  for (let match = rootOrComment.exec(text); match; match = rootOrComment.exec(text)) {
    if (match[0] !== '<!--') return match.index
    const end: number = commentsEnd ? text.indexOf('-->', match.index) : -1
    commentsEnd = end !== -1
    if (commentsEnd) rootOrComment.lastIndex = end + 3
  }
  return null
}

/** The document type is cut out by hand: a tokenizer ends it at the first `>` of its internal subset. */
function withoutDoctype(answer: string): { prolog: string; rest: string } {
  const start = answer.slice(0, 100_000).search(/<!doctype\b/i)
  const first = root.exec(answer)?.index ?? Number.POSITIVE_INFINITY
  if (start === -1 || start > first) return { prolog: '', rest: answer }
  const bracket = answer.indexOf('[', start)
  const end = answer.indexOf('>', start)
  if (end === -1) return { prolog: '', rest: answer }
  if (bracket === -1 || bracket > end)
    return { prolog: '', rest: answer.slice(0, start) + answer.slice(end + 1) }
  const subsetEnd = /\]\s*>/.exec(answer.slice(bracket))
  if (!subsetEnd) return { prolog: '', rest: answer.slice(0, start) + answer.slice(end + 1) }
  const after = bracket + subsetEnd.index + subsetEnd[0].length
  return { prolog: answer.slice(bracket, after), rest: answer.slice(0, start) + answer.slice(after) }
}

/** Entities worth no more than an abbreviation: no reference, no markup, no file, at most 64 characters. */
function literalEntities(subset: string, problems: string[]): Map<string, string> {
  const literals = new Map<string, string>()
  for (const [, name = '', double, single] of subset
    .slice(0, 65_536)
    .matchAll(/<!entity\s+([\w.-]{1,40})\s+(?:"([^"<>]*)"|'([^'<>]*)')\s*>/gi)) {
    const value = double ?? single ?? ''
    if (value.length <= 64 && !/&(?!#\w{1,8};$)/.test(value) && literals.size < 100) literals.set(name, value)
  }
  const declared = subset.match(/<!entity\b/gi)?.length ?? 0
  if (declared > literals.size)
    problems.push(`${declared - literals.size} declared entities were not expanded`)
  return literals
}
