/** What one poll may ask of a site; the rest waits for the next one, remembered. */
export const limits = {
  /** Pages of a list. */
  pages: 25,
  /** Items after which the very first poll stops: older ones are what `backfill` is for. */
  firstItems: 60,
  /** Pages of items. */
  articles: 60,
  /** Pages looked at again for edits and withdrawals. */
  rereads: 10,
  /** Attempts at one item's page before it is recorded as unreadable. */
  tries: 5,
  /** Items carried from poll to poll in the checkpoint. */
  held: 500,
  /** Items whose list entries are remembered, besides those on the list now. */
  seen: 1_000,
  /** Characters of plain text. */
  text: 1_000_000,
  /** Days ahead a dated item is kept for until its day comes. */
  futureDays: 60,
} as const

export const day = 86_400
