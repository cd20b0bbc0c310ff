import type { Strategy } from '../types.ts'

/**
 * The escape hatch: a strategy written out, still pure, for a site no kind reads. The second site that needs
 * the same makes it a kind.
 */
export function custom(strategy: Omit<Strategy, 'kind'> & { kind?: string }): Strategy {
  return { kind: 'custom', ...strategy }
}
