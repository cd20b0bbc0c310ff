import { Parser } from 'htmlparser2'
import { capDepth } from './cap-depth.ts'
import { plainSpaces } from './plain-spaces.ts'

const silent = new Set(
  'script style template noscript iframe object head title svg canvas audio video datalist'.split(' '),
)
const paragraphs = new Set(
  `address article aside blockquote body center details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4
  h5 h6 header hgroup hr html legend main menu nav ol p pre section summary table tbody tfoot thead ul caption`.split(
    /\s+/,
  ),
)
const lines = new Set('li dt dd tr option optgroup'.split(' '))
const cells = new Set('td th'.split(' '))
const spaced = new Set('img input button select textarea picture embed'.split(' '))

/** What stands between two words, weakest first; the strongest met wins. */
const separators = ['', ' ', '\t', '\n', '\n\n'] as const
const [space, cell, line, paragraph] = [1, 2, 3, 4]

/**
 * Plain text as a reader would copy it: a blank line between paragraphs, one line per `<br>`, list entry and table
 * row, a tab between cells; entities decoded, no-break spaces made plain, zero-width characters and soft hyphens
 * dropped. Keeps every visible word, and never joins two that the page sets apart.
 */
export function htmlToText(html: string): string {
  const out: string[] = []
  let pending = 0
  let hidden = 0
  let preformatted = 0

  const separate = (strength: number) => {
    pending = Math.max(pending, strength)
  }
  const write = (word: string) => {
    if (out.length > 0) out.push(separators[pending]!)
    out.push(word)
    pending = 0
  }
  const writeLine = (text: string) => {
    if (/^\s/.test(text)) separate(space)
    const words = text.trim()
    if (words === '') return
    write(words.replace(/\s+/g, ' '))
    if (/\s$/.test(text)) separate(space)
  }

  const edge = (name: string) => {
    if (paragraphs.has(name)) separate(paragraph)
    else if (lines.has(name)) separate(line)
    else if (cells.has(name)) separate(cell)
    else if (spaced.has(name)) separate(space)
  }

  const parser = new Parser(
    {
      onopentag(name) {
        if (silent.has(name)) {
          hidden++
          separate(space)
        }
        if (name === 'pre') preformatted++
        if (name === 'br') pending = pending === line ? paragraph : Math.max(pending, line)
        else edge(name)
      },
      onclosetag(name) {
        if (silent.has(name)) hidden--
        if (name === 'pre') preformatted--
        edge(name)
      },
      ontext(text) {
        if (hidden > 0) return
        if (preformatted === 0) return writeLine(plainSpaces(text))
        plainSpaces(text)
          .split(/\r?\n/)
          .forEach((row, index) => {
            if (index > 0) pending = pending === line ? paragraph : Math.max(pending, line)
            if (row.trim() !== '') writeLine(row)
          })
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeCDATA: true },
  )
  parser.end(capDepth(html))
  return out.join('')
}
