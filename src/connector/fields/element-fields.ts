import { resolveUrl } from '../page/resolve-url.ts'
import { type Field, printed, select } from './field.ts'

/** Text of the first match, white space folded. */
export function text(selector?: string): Field<string> {
  return { read: (scope) => printed(select(scope, selector)) }
}

/** Text of every match: tags. */
export function texts(selector: string): Field<string[]> {
  return {
    read({ element }) {
      const all = element.find(selector).toArray()
      const found = all.map((_, i) => printed(element.find(selector).eq(i))).filter((t) => t !== undefined)
      return found.length > 0 ? found : undefined
    },
  }
}

/** Inner HTML of the first match, untouched. */
export function html(selector?: string): Field<string> {
  return { read: (scope) => select(scope, selector).html()?.trim() || undefined }
}

/** An attribute of the first match. */
export function attr(selector: string, name: string): Field<string> {
  return { read: (scope) => select(scope, selector).attr(name)?.trim() || undefined }
}

/** Absolute address of the first match's `href`; only http and https. */
export function url(selector?: string, name = 'href'): Field<string> {
  return {
    read: (scope) => resolveUrl(select(scope, selector).attr(name), scope.baseUrl),
  }
}
