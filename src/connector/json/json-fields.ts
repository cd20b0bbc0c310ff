import type { Item, ItemField } from '../../model/item.ts'
import { htmlToText } from '../html.ts'
import { resolveUrl } from '../page/resolve-url.ts'
import { type Json, valueAt } from './json-value.ts'

/** A dotted path, several of which the first that is filled counts, or a function of the entry. */
export type JsonField = string | string[] | ((entry: Json) => Json | undefined)

export type JsonFields = { [K in ItemField]?: JsonField }

/** An address or text with `{paths}` filled from the entry; undefined when one is missing. */
export function template(pattern: string): (entry: Json) => string | undefined {
  return (entry) => {
    let complete = true
    const filled = pattern.replace(/\{([\w.]+)\}/g, (_, path: string) => {
      const value = valueAt(entry, path)
      if (value === undefined || typeof value === 'object') complete = false
      return encodeURIComponent(String(value))
    })
    return complete ? filled : undefined
  }
}

/** Milliseconds since 1970, as number or text, as the instant they state. */
export function epochMs(path: string): (entry: Json) => string | undefined {
  return (entry) => {
    const ms = Number(valueAt(entry, path))
    return Number.isFinite(ms) && ms > 0 ? new Date(ms).toISOString() : undefined
  }
}

/** Reads one entry; fields it lacks stay absent. Relative addresses start at `base`. */
export function readJsonFields(fields: JsonFields, entry: Json, base: string): Item {
  const read = Object.entries(fields).map(([name, field]) => {
    const value = pick(field, entry)
    return [name, value === undefined ? undefined : toField(name as ItemField, value, base)] as const
  })
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function pick(field: JsonField, entry: Json): Json | undefined {
  if (typeof field === 'function') return field(entry) ?? undefined
  const found = [field].flat().map((path) => valueAt(entry, path))
  return found.find((value) => value !== undefined && value !== '' && !isEmptyList(value))
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0
}

function toField(name: ItemField, value: Json, base: string): Item[ItemField] {
  if (name === 'images') return toImages(value, base)
  if (name === 'tags') return toTags(value)
  if (typeof value === 'object' || typeof value === 'boolean') return undefined
  const words = String(value).trim()
  if (name === 'url') return resolveUrl(words, base)
  if (name === 'title' || name === 'summary')
    return htmlToText(words).replace(/\s+/g, ' ').trim() || undefined
  return words || undefined
}

function toImages(value: Json, base: string): Item['images'] {
  const addresses = [value].flat().map((one) => (typeof one === 'string' ? one : addressOf(one)))
  const found = addresses.map((address) => resolveUrl(address, base)).filter((a) => a !== undefined)
  return found.length > 0 ? [...new Set(found)].map((url) => ({ url })) : undefined
}

function addressOf(value: Json): string | undefined {
  const found = ['url', 'src', 'source_url', 'path'].map((key) => valueAt(value, key))
  return found.find((address) => typeof address === 'string')
}

function toTags(value: Json): string[] | undefined {
  const names = [value].flat().map((tag) => (typeof tag === 'string' ? tag : nameOf(tag)))
  const found = names.filter((name) => name !== undefined && name !== '') as string[]
  return found.length > 0 ? found : undefined
}

function nameOf(value: Json): string | undefined {
  const found = ['title', 'name'].map((key) => valueAt(value, key))
  return found.find((name) => typeof name === 'string')
}
