import { SourceChanged } from '../../model/errors.ts'
import type { SourceResponse } from '../types.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Throws `SourceChanged` when the body is not JSON. */
export function readJson({ text, url }: Pick<SourceResponse, 'text' | 'url'>): Json {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SourceChanged(`${url} answered with something that is not JSON: ${text.slice(0, 80)}`, {
      cause,
    })
  }
}

/** Value at a dotted path (`images.0.url`); undefined when absent or null. `''` is the value itself. */
export function valueAt(value: Json | undefined, path: string): Exclude<Json, null> | undefined {
  let here: Json | undefined = value
  for (const key of path === '' ? [] : path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined
    here = Array.isArray(here) ? here[Number(key)] : Object.hasOwn(here, key) ? here[key] : undefined
  }
  return here ?? undefined
}
