import type { Mention } from './mention.ts'
import type { Text } from './prepare.ts'

/** Words that speak of people already counted: «оба», «экөө тең», «hər ikisi». */
const again =
  /^(оба|обе|обоих|обеих|both|hər|har|ikisi|экөө|үчөө|төртөө|бешөө|екеуі|үшеуі|төртеуі|бесеуі|иккал|иккови|учала|тўрттала|ikkal|ikkov|uchala|ҳар)/

/** «Задержаны два человека. Оба арестованы»: people said again to be all of them count once. */
export function mergePeople({ tokens }: Text, counts: readonly Mention[]): Mention[] {
  return counts.filter(
    (mention, i) =>
      !(
        mention.kind === 'PERSONS_DETAINED' &&
        again.test(tokens[mention.first]!.lower) &&
        counts.slice(0, i).some(({ kind, value }) => kind === mention.kind && value === mention.value)
      ),
  )
}
