import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

const youngest = 12
const oldest = 99
/** Singular forms only: «25-летних» are several. */
const aged =
  /^(летн(ий|яя|его|ей|юю|ему|им)|годовал\p{L}*|жастағы|жаштагы|жасар|yaşlı|yaşında|yoshli|yoshdagi|ешли|ешдаги|сола\p{L}*|ýaşly|ýaşyndaky)$/u
/** Sentences round one in which another count of people says how many there were. */
const tellsWithin = 3
const nounWithin = 2

/** Someone held who is told by age alone: «задержан 54-летний житель», «ҷавони 21-сола дастгир шуд»; one person each. */
export function findAgedPeople(text: Text, counted: readonly Mention[]): Mention[] {
  const { tokens, sentence, cues } = text
  const told = counted.filter(({ kind }) => kind === 'PERSONS_DETAINED').map(({ first }) => sentence[first]!)
  const found: Mention[] = []
  tokens.forEach((token, i) => {
    if (token.kind !== 'number' || token.text.length !== 2) return
    const age = Number(token.text)
    if (age < youngest || age > oldest) return
    const end = pastAge(text, i)
    if (end === null) return
    const own = sentence[i]!
    if (told.some((other) => Math.abs(other - own) <= tellsWithin)) return
    const span = text.span(own)
    const [, soon] = text.span(own + 1)
    if (!cues.within('DETAINED', span[0], Math.max(span[1], soon)) || cues.within('HARMED', ...span)) return
    const next = nounEnd(text, end)
    found.push({
      kind: 'PERSONS_DETAINED',
      value: 1,
      grams: null,
      qualifier: 'EXACTLY',
      first: i,
      next,
      from: i,
      to: next,
    })
  })
  return found
}

function pastAge({ tokens }: Text, index: number): number | null {
  const at = tokens[index + 1]?.text === '-' ? index + 2 : index + 1
  const word = tokens[at]?.lower ?? ''
  if (aged.test(word)) return at + 1
  return word === 'year' && tokens[at + 1]?.text === '-' && tokens[at + 2]?.lower === 'old' ? at + 3 : null
}

function nounEnd({ tokens, sentence }: Text, end: number): number {
  let next = end
  while (next < end + nounWithin - 1 && tokens[next]?.kind === 'word' && sentence[next] === sentence[end - 1])
    next++
  return next
}
