import type { TypedDocumentString } from '../generated/graphql.ts'

/**
 * The question behind a screen as one text that answers the same when pasted anywhere: each variable carries what
 * the screen asked as its default.
 */
export function copyable<T, V>(document: TypedDocumentString<T, V>, variables: V): string {
  const values = variables as Record<string, unknown>
  const text = document.toString().replace(/\$(\w+): ([\w[\]!]+)(?=[\s,)])/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined || value === null ? whole : `${whole} = ${literal(value, name)}`
  })
  return `${unindent(text)}\n`
}

/** Upper-case words that GraphQL reads as enum values rather than as strings. */
const enumWords = /^[A-Z][A-Z_]+$/
const enumFields = new Set(['categories', 'status', 'by', 'interval'])

function literal(value: unknown, field = ''): string {
  if (Array.isArray(value)) return `[${value.map((each) => literal(each, field)).join(', ')}]`
  if (typeof value === 'string')
    return enumFields.has(field) && enumWords.test(value) ? value : JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${fields.map(([name, each]) => `${name}: ${literal(each, name)}`).join(', ')}}`
}

function unindent(text: string): string {
  return text.replace(/^ {4}(?=query|fragment|subscription)/gm, '').trim()
}
