/**
 * A copy that PostgreSQL can hold: NUL becomes a space and a lone surrogate U+FFFD, one for one, so that evidence
 * offsets still hold. Numbers JSON cannot say become null; what is not JSON at all becomes its text.
 */
export function storable<T>(value: T): T {
  return clean(value, new Set()) as T
}

/** The same for one text. */
export function storableText(text: string): string {
  return (text.includes('\u0000') ? text.replaceAll('\u0000', ' ') : text).toWellFormed()
}

function clean(value: unknown, above: Set<object>): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (typeof value !== 'object') return String(value)
  if (above.has(value)) return '[circular]'
  above.add(value)
  const copy = cleanObject(value, above)
  above.delete(value)
  return copy
}

function cleanObject(value: object, above: Set<object>): unknown {
  if (value instanceof Date) return Number.isNaN(value.valueOf()) ? null : value.toISOString()
  if (value instanceof Error) return { name: value.name, message: storableText(value.message) }
  if (ArrayBuffer.isView(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  if (Array.isArray(value)) return value.map((item) => clean(item, above) ?? null)
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), clean(item, above)]),
  )
}
