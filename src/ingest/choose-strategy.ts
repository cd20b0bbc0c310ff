import type { Source, Strategy } from '../connector/types.ts'
import { RequestRefused, SourceChanged, SourceUnreachable } from '../model/errors.ts'
import { strategyNames } from './strategy-names.ts'

export interface Choice {
  strategy: Strategy
  index: number
  name: string
}

export interface Failure {
  choice: Choice
  error: SourceChanged | SourceUnreachable | RequestRefused
}

/** The strategy that worked last, then the others in the connector's order; `fresh` forgets which worked. */
export function strategyOrder(source: Source, remembered: number, fresh = false): Choice[] {
  const names = strategyNames(source.strategies)
  const choices = source.strategies.map((strategy, index) => ({ strategy, index, name: names[index]! }))
  const first = fresh ? undefined : choices[remembered]
  return first ? [first, ...choices.filter((choice) => choice !== first)] : choices
}

/**
 * Tries strategies in turn until one works. A host that cannot be reached at all is not asked again for
 * another strategy. Throws the one error, or one that names what failed in each.
 */
export async function firstThatWorks<T>(
  choices: Choice[],
  attempt: (choice: Choice) => Promise<T>,
  onFailure: (failure: Failure) => void = () => {},
): Promise<T> {
  const failures: Failure[] = []
  const dead = new Set<string>()
  for (const choice of choices) {
    const hosts = hostsOf(choice.strategy)
    if (hosts.length > 0 && hosts.every((host) => dead.has(host))) continue
    try {
      return await attempt(choice)
    } catch (error) {
      if (!isSourceError(error)) throw error
      failures.push({ choice, error })
      onFailure({ choice, error })
      if (isHostDown(error)) for (const host of hosts) dead.add(host)
    }
  }
  throw combine(failures)
}

export function isSourceError(error: unknown): error is Failure['error'] {
  return (
    error instanceof SourceChanged || error instanceof SourceUnreachable || error instanceof RequestRefused
  )
}

function hostsOf({ addresses = [] }: Strategy): string[] {
  return [...new Set(addresses.map((address) => new URL(address).hostname))]
}

/** Asked to come back later counts too: another address of the host would be the same visit. */
function isHostDown(error: Failure['error']): boolean {
  if (!(error instanceof SourceUnreachable)) return false
  return error.reason === 'status' ? error.retryAfterSeconds !== null : error.reason !== 'denied'
}

function combine(failures: Failure[]): Error {
  const [first] = failures
  if (!first) return new SourceChanged('The connector names no strategy.')
  if (failures.length === 1) return first.error
  const message = failures.map(({ choice, error }) => `${choice.name}: ${error.message}`).join(' | ')
  const changed = failures.find(({ error }) => error instanceof SourceChanged)
  if (changed) return new SourceChanged(message, { cause: changed.error })
  const unreachable = failures.map(({ error }) => error).filter((error) => error instanceof SourceUnreachable)
  if (unreachable.length === 0) return new RequestRefused(message, { cause: first.error })
  const waits = unreachable.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? [])
  return new SourceUnreachable(message, {
    reason: unreachable[0]!.reason,
    retryAfterSeconds: waits.length > 0 ? Math.max(...waits) : null,
    cause: unreachable[0],
  })
}
