import type { CountryCode } from '../../model/country.ts'
import type { Block } from './blocks.ts'
import { rejoin } from './paragraphs.ts'
import { type PrintedAddress, readAddress } from './repair-address.ts'
import type { ParsedEntry } from './types.ts'

export interface Section {
  country: CountryCode
  blocks: Block[]
}

interface Chunk {
  blocks: Block[]
  addresses: PrintedAddress[]
}

/** The events of one country's section. A title in capitals after text starts an event even where no address ended the last. */
export function entriesOf(section: Section): Omit<ParsedEntry, 'ordinal'>[] {
  return chunksOf(section.blocks)
    .flatMap(splitAtTitles)
    .filter(isEvent)
    .map((chunk) => toEntry(section.country, chunk))
}

function chunksOf(blocks: Block[]): Chunk[] {
  const chunks: Chunk[] = [{ blocks: [], addresses: [] }]
  for (const block of blocks.flatMap(splitTrailingAddress)) {
    const address = readAddress(block.text)
    if (address) chunks.at(-1)!.addresses.push(address)
    else if (chunks.at(-1)!.addresses.length > 0) chunks.push({ blocks: [block], addresses: [] })
    else chunks.at(-1)!.blocks.push(block)
  }
  return chunks
}

/** «… of the region. https://polisia.kz/ru/…» is a paragraph and an address. */
function splitTrailingAddress(block: Block): Block[] {
  const match = /^(.*\S)\s+[<(]?(https?:\/\/\S+?)[>)]?[.]?$/su.exec(block.text)
  return match && /[.!?»”"]$/u.test(match[1]!)
    ? [
        { ...block, text: match[1]! },
        { text: match[2]!, emphasised: false, listItem: false },
      ]
    : [block]
}

function splitAtTitles({ blocks, addresses }: Chunk): Chunk[] {
  const starts = blocks
    .map((block, i) => (i > 0 && isTitle(block) && !isTitle(blocks[i - 1]!) ? i : -1))
    .filter((i) => i > 0)
  const edges = [0, ...starts, blocks.length]
  return edges.slice(0, -1).map((start, i) => ({
    blocks: blocks.slice(start, edges[i + 1]),
    addresses: i === edges.length - 2 ? addresses : [],
  }))
}

/** Letters in capitals throughout, and enough words to be a headline; or marked as a heading. */
function isTitle({ text, emphasised, listItem }: Block): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  const capitals = letters.replace(/[^\p{Lu}]/gu, '')
  const shouted = capitals.length / Math.max(letters.length, 1) > 0.85 && text.split(/\s+/).length >= 3
  return (
    !listItem &&
    letters.length >= 12 &&
    text.length < 400 &&
    (shouted || (emphasised && !/[.:;]$/u.test(text)))
  )
}

function isEvent({ blocks, addresses }: Chunk): boolean {
  return blocks.length > 0 && (addresses.length > 0 || (isTitle(blocks[0]!) && blocks.length > 1))
}

function toEntry(country: CountryCode, { blocks, addresses }: Chunk): Omit<ParsedEntry, 'ordinal'> {
  const titles = Math.max(
    1,
    blocks.findIndex((block) => !isTitle(block)),
  )
  const first = addresses[0]
  return {
    country,
    title: blocks
      .slice(0, titles)
      .map((block) => block.text)
      .join(' '),
    paragraphs: rejoin(blocks.slice(titles)),
    url: first?.url ?? null,
    printedUrl: first?.printed ?? null,
    hostOnly: first?.hostOnly ?? false,
    otherUrls: addresses.slice(1).map((address) => address.url),
  }
}
