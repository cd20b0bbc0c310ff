import { type Field, printed } from './field.ts'

/** The first of several that the page has. */
export function firstOf<T>(...fields: Field<T>[]): Field<T> {
  return {
    read(scope) {
      for (const field of fields) {
        const value = field.read(scope)
        if (value !== undefined) return value
      }
      return undefined
    },
  }
}

/** Several texts as one, with a space between: a day heading and a time. Undefined when one is missing. */
export function joined(...fields: Field<string>[]): Field<string> {
  return {
    read(scope) {
      const parts = fields.map((field) => field.read(scope))
      return parts.every((part) => part !== undefined) ? parts.join(' ') : undefined
    },
  }
}

/** The part of a text that matches: the first group, or the whole match. */
export function matching(field: Field<string>, pattern: RegExp): Field<string> {
  return {
    read(scope) {
      const match = pattern.exec(field.read(scope) ?? '')
      return match?.[1] ?? match?.[0]
    },
  }
}

/** Text of the nearest element before this one, among its siblings, that matches: a day heading. */
export function heading(selector: string): Field<string> {
  return { read: ({ element }) => printed(element.prevAll(selector).first()) }
}

/** Part of the item's own address: its first group, or the whole match. */
export function inUrl(pattern: RegExp): Field<string> {
  return {
    read({ itemUrl }) {
      const match = pattern.exec(itemUrl ?? '')
      return match?.[1] ?? match?.[0]
    },
  }
}

/** A value that holds for every item of the list: its language. */
export function always<T>(value: T): Field<T> {
  return { read: () => value }
}
