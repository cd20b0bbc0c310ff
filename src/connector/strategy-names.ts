import type { Strategy } from './types.ts'

/** `feed`, and `feed#2` for the second of a kind: names that outlive a change of order. */
export function strategyNames(strategies: Pick<Strategy, 'kind'>[]): string[] {
  return strategies.map(({ kind }, i) => {
    const before = strategies.slice(0, i).filter((other) => other.kind === kind).length
    return before === 0 ? kind : `${kind}#${before + 1}`
  })
}
