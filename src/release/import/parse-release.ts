import { toBlocks } from './blocks.ts'
import { checkRelease } from './check-release.ts'
import { countryOfHeading } from './country-heading.ts'
import { entriesOf, type Section } from './entries.ts'
import { readHeader, readStatedCounts } from './header.ts'
import { readAddress } from './repair-address.ts'
import type { ParsedRelease } from './types.ts'

/**
 * Reads an Information Release from its text (of a PDF, plain, or Markdown).
 * Never throws: what is odd is said in `problems`.
 */
export function parseRelease(text: string): ParsedRelease {
  const blocks = toBlocks(text, standsAlone)
  const flat = blocks.map((block) => block.text).join('\n')
  const sections = sectionsOf(blocks)
  const entries = sections.flatMap(entriesOf).map((entry, i) => ({ ordinal: i + 1, ...entry }))
  const release = { type: 'release' as const, ...readHeader(flat), stated: readStatedCounts(flat), entries }
  return { ...release, problems: checkRelease(release) }
}

function standsAlone(line: string): 'address' | 'heading' | null {
  if (countryOfHeading(line) && isShouted(line)) return 'heading'
  return readAddress(line) ? 'address' : null
}

/** A contents page prints the same headings; there they hold no address, and another section of the country follows. */
function sectionsOf(blocks: ReturnType<typeof toBlocks>): Section[] {
  const sections: Section[] = []
  for (const block of blocks) {
    const country = isShouted(block.text) || block.emphasised ? countryOfHeading(block.text) : null
    if (country && !/\d\s*$/.test(block.text)) sections.push({ country, blocks: [] })
    else sections.at(-1)?.blocks.push(block)
  }
  const cites = (section: Section) =>
    section.blocks.some((block) => readAddress(block.text) || /https?:\/\//.test(block.text))
  return sections.filter(
    (section, i) =>
      cites(section) ||
      !sections.some((other, j) => j > i && other.country === section.country && cites(other)),
  )
}

function isShouted(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)
}
