import type { Item } from '../../model/item.ts'

/**
 * What the list said wins, unless the page says more: a whole title for a cut one, an instant for a day.
 * What the connector reads from the page by name wins over both.
 */
export function mergeItem(listed: Item, page: Item, named: Item = {}): Item {
  const merged = { ...page, ...listed }
  if (page.html || page.text) {
    delete merged.html
    delete merged.text
    Object.assign(merged, page.html ? { html: page.html } : { text: page.text })
  }
  if (page.title && isCut(listed.title)) merged.title = page.title
  if (page.publishedAt && isInstant(page.publishedAt) && !isInstant(listed.publishedAt)) {
    merged.publishedAt = page.publishedAt
    delete merged.dateFormat
  }
  if (named.publishedAt) delete merged.dateFormat
  return { ...merged, ...named }
}

function isCut(title: string | undefined): boolean {
  return !title || /(?:…|\.{3})$/.test(title.trim())
}

function isInstant(date: string | undefined): boolean {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(date?.trim() ?? '')
}
