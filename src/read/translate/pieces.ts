/** A server refuses long texts; most are set to a limit near this many characters a text. */
const longest = 4000

/** A text in pieces a server takes, and the way back: `join(pieces) === text`. Breaks at paragraphs, then sentences, then anywhere. */
export function toPieces(text: string): { pieces: string[]; join(translated: string[]): string } {
  const parts = text.split(/(\n+)/)
  const pieces: string[] = []
  const layout: (number[] | string)[] = []
  for (const part of parts) {
    if (!part || /^\n+$/.test(part)) layout.push(part)
    else {
      const own = cut(part)
      layout.push(own.map((_, i) => pieces.length + i))
      pieces.push(...own)
    }
  }
  return {
    pieces,
    join: (translated) =>
      layout.map((at) => (typeof at === 'string' ? at : at.map((i) => translated[i]).join(''))).join(''),
  }
}

function cut(paragraph: string): string[] {
  if (paragraph.length <= longest) return [paragraph]
  const pieces: string[] = []
  let rest = paragraph
  while (rest.length > longest) {
    const end = rest.slice(0, longest).search(/[.!?…]\s+(?!.*[.!?…]\s)/s)
    const at = end > longest / 4 ? end + 2 : wholeCharacters(rest)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return rest ? [...pieces, rest] : pieces
}

function wholeCharacters(text: string): number {
  const code = text.charCodeAt(longest - 1)
  return code >= 0xd800 && code <= 0xdbff ? longest - 1 : longest
}
