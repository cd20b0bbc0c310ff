import type { Block } from './blocks.ts'

const sentenceEnd = /[.!?…:;]["»”’)\]]*$/u
const initial = /(?:^|[\s,(])\p{Lu}\.$/u
const closing = /[.!?…][»”"’)]*,?\s*$/u

/** Joins what a page break tore apart: a paragraph goes on when it stopped in the middle of a sentence. */
export function rejoin(blocks: Block[]): string[] {
  const paragraphs: string[] = []
  for (const block of blocks) {
    const last = paragraphs.at(-1)
    if (last !== undefined && goesOn(last, block)) paragraphs[paragraphs.length - 1] = join(last, block.text)
    else paragraphs.push(block.text)
  }
  return paragraphs
}

function goesOn(last: string, next: Block): boolean {
  if (next.listItem) return false
  if (/^\p{Ll}/u.test(next.text)) return !/[;:]$/u.test(last) || !next.listItem
  if (initial.test(last)) return true
  return !sentenceEnd.test(last) && !closing.test(last) && !/["»”]$/u.test(last)
}

function join(last: string, next: string): string {
  return /\p{L}-$/u.test(last) && /^\p{Ll}/u.test(next) ? last + next : `${last} ${next}`
}
