import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/understand/index.ts'
import { likeness } from '../../../src/understand/stories/fingerprint.ts'
import { fingerprintBands } from '../../../src/understand/stories/fingerprint-bands.ts'
import { type StoryFeatures, sameStory } from '../../../src/understand/stories/same-story.ts'
import { storyFeatures } from '../../../src/understand/stories/story-features.ts'

interface Report {
  story: string
  language: string
  publishedAt: string
  title: string
  text: string
}

const reports = ['events.jsonl', 'across-languages.jsonl'].flatMap((name) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Report),
)
const features = reports.map(featuresOf)

function featuresOf({ language, publishedAt, title, text }: Report): StoryFeatures {
  const understanding = understand({ title, text, publishedAt })
  return storyFeatures({ title, body: text, language, publishedAt, understanding })
}

/** Titles of the pairs judged one way or the other, and how many were judged right. */
function judge() {
  const wrong: string[] = []
  const missed: string[] = []
  let right = 0
  for (let i = 0; i < reports.length; i++)
    for (let j = i + 1; j < reports.length; j++) {
      const { same, reason } = sameStory(features[i]!, features[j]!)
      const truly = reports[i]!.story === reports[j]!.story
      if (same && truly) right++
      else if (same !== truly)
        (same ? wrong : missed).push(`${reports[i]!.title} / ${reports[j]!.title}: ${reason}`)
    }
  return { wrong, missed, right }
}

describe('stories', () => {
  const { wrong, missed, right } = judge()

  it('joined pairs are of one story: precision at least 0.98', () => {
    expect(wrong).toEqual([])
    expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.98)
  })

  it('reports of one story are found: recall at least 0.8', () => {
    expect(right / (right + missed.length), missed.join('\n')).toBeGreaterThanOrEqual(0.8)
  })

  it('one campaign in nine towns is nine stories', () => {
    const campaign = features.filter((_, i) => reports[i]!.story.startsWith('campaign-'))
    expect(campaign).toHaveLength(9)
    for (const [i, one] of campaign.entries())
      for (const other of campaign.slice(i + 1)) expect(sameStory(one, other).same).toBe(false)
  })

  it('order does not matter', () => {
    for (const one of features.slice(0, 20))
      for (const other of features.slice(9, 29))
        expect(sameStory(one, other).same).toBe(sameStory(other, one).same)
  })
})

describe('a fingerprint', () => {
  const words = Array.from({ length: 120 }, (_, i) => `слово${i}`)
  const text = words.join(' ')
  const edited = [...words.slice(0, 110), 'другое', 'окончание'].join(' ')

  it('of an edited copy is much alike and shares a band', () => {
    const [a, b] = [understand({ text }).fingerprint, understand({ text: edited }).fingerprint]
    expect(likeness(a, b)).toBeGreaterThan(0.7)
    expect(fingerprintBands(a).some((band) => fingerprintBands(b).includes(band))).toBe(true)
  })

  it('of another text is not', () => {
    const other = words.map((word) => `${word}х`).join(' ')
    const [a, b] = [understand({ text }).fingerprint, understand({ text: other }).fingerprint]
    expect(likeness(a, b)).toBe(0)
    expect(fingerprintBands(a).some((band) => fingerprintBands(b).includes(band))).toBe(false)
  })

  it('does not change with case, marks and spaces', () => {
    const shouted = text.toUpperCase().replaceAll(' ', ',  ')
    expect(understand({ text: shouted }).fingerprint).toEqual(understand({ text }).fingerprint)
  })

  it('of a few words is empty, and like nothing', () => {
    const short = understand({ text: 'Изъят героин' }).fingerprint
    expect(short).toEqual([])
    expect(likeness(short, short)).toBe(0)
  })
})
