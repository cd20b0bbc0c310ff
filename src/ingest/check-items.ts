import type { Strategy } from '../connector/types.ts'
import { SourceChanged } from '../model/errors.ts'
import type { Item, ItemField } from '../model/item.ts'
import type { ListEntry } from './list-entry.ts'

export interface CheckedEntries {
  entries: ListEntry[]
  /** Entries whose address another one on the same visit has already. */
  duplicates: ListEntry[]
}

/**
 * Turns silence into an error: a list that yields nothing, or where no item has a field the connector
 * declares, means that the site changed. Throws `SourceChanged` that says what is missing and where.
 */
export function checkItems(strategy: Strategy, entries: ListEntry[], address: string): CheckedEntries {
  if (entries.length === 0) {
    if (strategy.mayBeEmpty) return { entries: [], duplicates: [] }
    throw new SourceChanged(`${address} lists no item at all. The site's layout has probably changed.`)
  }
  const missing = strategy.declares.filter((field) => entries.every(({ item }) => !has(item, field)))
  if (missing.length > 0)
    throw new SourceChanged(
      `None of the ${entries.length} items of ${address} has ${missing.join(', ')}, which the connector declares. The site's layout has probably changed.`,
    )
  const first = new Map<string, ListEntry>()
  for (const entry of entries) if (!first.has(entry.id)) first.set(entry.id, entry)
  return {
    entries: [...first.values()],
    duplicates: entries.filter((entry) => first.get(entry.id) !== entry),
  }
}

export function has(item: Item, field: ItemField): boolean {
  const value = item[field]
  return Array.isArray(value) ? value.length > 0 : value !== undefined && String(value).trim() !== ''
}
