import { type Block, toBlocks } from './blocks.ts'
import { rejoin } from './paragraphs.ts'
import { readAddress } from './repair-address.ts'
import type { ParsedPressRelease } from './types.ts'

const genre = /^(?:press[\s-]release|news|пресс[\s-]релиз|новости|for immediate release)$/iu
const boilerplate =
  /^(?:for (?:more|further) information|contacts?\b|media contact|notes? to editors|эта статья на|this article (?:in|is)|the official website of|официальный (?:сайт|интернет-сайт)|©|copyright|tel(?:ephone)?\s*[.:]|e-?mail\s*:|контакт|за дополнительной информацией|more information)|^.{2,60}\b(?:is|are)\b.{0,20}\b(?:implemented|funded|co-funded|financed)\b.{0,20}\bby\b/iu

/** Reads a press release or an article as one event: title, paragraphs without furniture, address if printed. */
export function parsePressRelease(text: string): ParsedPressRelease {
  const blocks = toBlocks(text, (line) => (readAddress(line) ? 'address' : null)).filter(
    (block) => !genre.test(block.text),
  )
  const title = titleOf(blocks)
  const body = blocks.slice(blocks.indexOf(title!) + 1)
  const end = body.findIndex((block) => boilerplate.test(block.text))
  const own = (end < 0 ? body : body.slice(0, end)).filter((block) => !readAddress(block.text))
  const address = body.map((block) => readAddress(block.text)).find((found) => found && !found.hostOnly)
  const paragraphs = rejoin(own)
  return {
    type: 'press-release',
    title: title?.text ?? '',
    paragraphs,
    url: address?.url ?? null,
    problems: [
      ...(title ? [] : ['The document is empty.']),
      ...(title && paragraphs.length === 0 ? ['The document has a title and no text.'] : []),
    ],
  }
}

/** The first heading near the top; else the first block. */
function titleOf(blocks: Block[]): Block | undefined {
  return blocks.slice(0, 6).find((block) => block.emphasised) ?? blocks[0]
}
