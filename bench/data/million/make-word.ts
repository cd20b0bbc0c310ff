import { pick, type Random, zipf } from './random.ts'

const syllables = 'ба ве ги до жу за ки ло ме ну по ра си то фу ха це чи шо ры'.split(' ')

/** Eight thousand words of three syllables. */
const words = zipf(
  syllables.flatMap((first) =>
    syllables.flatMap((second) => syllables.map((third) => first + second + third)),
  ),
  1,
)

export const makeWord = (random: Random): string => pick(words, random)
