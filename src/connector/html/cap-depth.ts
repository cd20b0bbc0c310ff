import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2'

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements a parser closes by itself where the next of their kind opens, so that pages leave them open by the hundred. */
const selfClosing = new Set('p li dt dd tr td th option optgroup'.split(' '))

/**
 * The same markup with the tags below `limit` levels left out and their text kept. Tree builders and serialisers
 * recurse or search their stack, so a page of 100,000 open tags would cost them minutes or the process.
 */
export function capDepth(html: string, limit = 128): string {
  if (html.split('<', limit + 2).length <= limit) return html
  const kept: string[] = []
  const leftOpen: string[] = []
  let depth = 0
  let from = 0
  let tagStart = 0
  let dropping = false

  const replace = (end: number, by = '') => {
    kept.push(html.slice(from, tagStart), by)
    from = end
  }
  const tagEnd = (end: number) => {
    if (dropping) replace(end)
    dropping = false
  }
  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: false },
    {
      ...nothing,
      onopentagname(start, end) {
        const name = html.slice(start, end).toLowerCase()
        tagStart = start - 1
        if (voids.has(name)) return
        if (!selfClosing.has(name)) dropping = ++depth > limit
        else if (leftOpen.at(-1) !== name && leftOpen.push(name) > limit) replace(tagStart, closing(leftOpen))
      },
      onopentagend: (end) => tagEnd(end + 1),
      onselfclosingtag: (end) => tagEnd(end + 1),
      onclosetag(start, end) {
        const name = html.slice(start, end).toLowerCase()
        if (selfClosing.has(name)) {
          if (leftOpen.at(-1) === name) leftOpen.pop()
          return
        }
        tagStart = html.lastIndexOf('<', start)
        dropping = depth > limit
        depth = Math.max(0, depth - 1)
        const close = html.indexOf('>', end)
        tagEnd(close === -1 ? html.length : close + 1)
      },
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  if (from === 0) return html
  kept.push(html.slice(from))
  return kept.join('')
}

/** Closes and forgets all that was left open but the newest; a `</p>` with nothing to close would make a paragraph. */
function closing(leftOpen: string[]): string {
  const newest = leftOpen.pop()!
  const tags = leftOpen.reverse().map((name, index) => (name === 'p' && index > 0 ? '' : `</${name}>`))
  leftOpen.splice(0, leftOpen.length, newest)
  return tags.join('')
}

const ignore = () => {}
const nothing: TokenizerCallbacks = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
  onattribname: ignore,
  oncdata: ignore,
  onclosetag: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onopentagend: ignore,
  onopentagname: ignore,
  onprocessinginstruction: ignore,
  onselfclosingtag: ignore,
  ontext: ignore,
  ontextentity: ignore,
}
