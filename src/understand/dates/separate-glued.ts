import type { Token } from '../tokens.ts'

/** Extracted pages glue a time to a date: «13:0507.10.2023», «07.10.202313:05». Their digits are parted. */
export function separateGlued(tokens: readonly Token[]): Token[] {
  const parted: Token[] = []
  tokens.forEach((token, index) => {
    const cut = cutOf(tokens, index)
    if (cut) parted.push(part(token, 0, cut, token.glued), part(token, cut, token.text.length, true))
    else parted.push(token)
  })
  return parted
}

function cutOf(tokens: readonly Token[], index: number): number {
  const token = tokens[index]!
  if (token.kind !== 'number') return 0
  const before = tokens[index - 1]?.text
  const after = tokens[index + 1]
  const gluedAfter = after?.glued ? after.text : ''
  if (token.text.length === 4 && token.glued && before === ':' && gluedAfter !== ':') {
    const dateFollows = /^[./-]$/.test(gluedAfter) || after?.kind === 'word'
    return dateFollows ? 2 : 0
  }
  if (token.text.length === 6 && gluedAfter === ':' && /^(19|20)/.test(token.text)) return 4
  return token.text.length === 4 && token.glued && before === '-' && gluedAfter === ':' ? 2 : 0
}

function part(token: Token, from: number, to: number, glued: boolean): Token {
  const text = token.text.slice(from, to)
  return { kind: 'number', text, lower: text, start: token.start + from, end: token.start + to, glued }
}
