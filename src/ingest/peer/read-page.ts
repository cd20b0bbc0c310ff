import { readCursor } from '../../model/cursor.ts'
import { SourceChanged } from '../../model/errors.ts'
import type { ToldChange } from './apply-changes.ts'
import { isRecord, type Told } from './untrusted.ts'

export interface Page {
  nodes: unknown[]
  endCursor: string | null
  hasNextPage: boolean
  /** In a page from the beginning: the log has been pruned before it. */
  hasPreviousPage: boolean
}

/** Throws `SourceChanged` for what is no page, or more of one than was asked for. */
export function readPage(data: Told, field: 'eventChanges' | 'events', asked: number, who: string): Page {
  const page = data[field]
  const info = isRecord(page) ? page.pageInfo : null
  if (!isRecord(page) || !Array.isArray(page.nodes) || !isRecord(info))
    throw new SourceChanged(`${who} answers ${field} with something that is no page.`)
  if (page.nodes.length > asked)
    throw new SourceChanged(`${who} answers with ${page.nodes.length} entries where ${asked} were asked for.`)
  if (info.hasNextPage === true && page.nodes.length === 0)
    throw new SourceChanged(`${who} says that there is more and tells nothing of it.`)
  return {
    nodes: page.nodes,
    endCursor: readText(info.endCursor),
    hasNextPage: info.hasNextPage === true,
    hasPreviousPage: info.hasPreviousPage === true,
  }
}

/**
 * Changes with their positions, which only ever grow: what was told before is not told again. Throws `SourceChanged`
 * where they do not.
 */
export function readChanges(nodes: unknown[], after: number, who: string): ToldChange[] {
  let last = after
  return nodes.map((node) => {
    const change = isRecord(node) ? node : {}
    if (!Number.isSafeInteger(change.seq))
      throw new SourceChanged(`${who} tells a change without a position in its log.`)
    const seq = change.seq as number
    if (seq <= last)
      throw new SourceChanged(
        `${who} tells change ${seq} after ${last}: its log goes back, or is told again.`,
      )
    last = seq
    return { seq, event: change.event }
  })
}

/**
 * The log a cursor is of; the peer's own name where its cursors are not written as ours are. Throws `SourceChanged`
 * where it is another log than before, or this gateway's own.
 */
export function identify(
  cursor: string,
  { known, self, fallback, who }: { known: string | null; self: string; fallback: string; who: string },
): string {
  const gateway = readCursor(cursor)?.log ?? fallback
  if (gateway === self)
    throw new SourceChanged(`${who} is this gateway itself: take it out of BULLETIN_PEERS.`)
  if (known !== null && known !== gateway)
    throw new SourceChanged(`${who} goes on with cursors of another log than it began with.`)
  return gateway
}

export function readText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 1_000 ? value : null
}
