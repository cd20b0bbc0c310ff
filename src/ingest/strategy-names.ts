import type { Strategy } from '../connector/types.ts'

/** `feed`, and `feed#2` for the second of a kind: names that outlive a change of order. */
export function strategyNames(strategies: Strategy[]): string[] {
  return strategies.map(({ kind }, i) => {
    const before = strategies.slice(0, i).filter((strategy) => strategy.kind === kind).length
    return before === 0 ? kind : `${kind}#${before + 1}`
  })
}
