import type { Pdf } from './page.ts'

/**
 * Lines of whole words in the face and size that are set; our own, so that it is known how many there are and where
 * the last one ends. A word wider than a line is cut.
 */
export function wrap(pdf: Pdf, text: string, width: number): string[] {
  const space = pdf.widthOfString(' ')
  const lines = ['']
  let used = 0
  for (const word of text.split(/\s+/).flatMap((each) => pieces(pdf, each, width))) {
    const own = pdf.widthOfString(word)
    if (used > 0 && used + space + own > width) {
      lines.push(word)
      used = own
    } else {
      lines[lines.length - 1] += used > 0 ? ` ${word}` : word
      used += used > 0 ? space + own : own
    }
  }
  return lines
}

function pieces(pdf: Pdf, word: string, width: number): string[] {
  if (pdf.widthOfString(word) <= width) return [word]
  const most = Math.max(1, Math.floor((word.length * width) / pdf.widthOfString(word)) - 2)
  return [...word].reduce<string[]>((cut, character) => {
    if (!cut.length || cut.at(-1)!.length >= most) cut.push('')
    cut[cut.length - 1] += character
    return cut
  }, [])
}
