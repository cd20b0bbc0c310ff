import type { Field } from './field.ts'
import { printed, select } from './field.ts'

/** A date a machine wrote: the `datetime` or `content` attribute of the first match, else its text. */
export function isoDate(selector: string): Field<string> {
  return {
    read(scope) {
      const match = select(scope, selector)
      return (match.attr('datetime') ?? match.attr('content'))?.trim() || printed(match)
    },
  }
}

export interface PrintedDateOptions {
  /** Part of the text that is the date: its first group, or the whole match. */
  pattern?: RegExp
  /** luxon format, only where the printed form is ambiguous: `MM/dd/yyyy`. */
  format?: string
}

/** A date as people read it, in the site's language; understood later, kept as printed here. */
export function printedDate(from: string | Field<string>, options: PrintedDateOptions = {}): Field<string> {
  const { pattern, format } = options
  return {
    ...(format && { dateFormat: format }),
    read(scope) {
      const words = typeof from === 'string' ? printed(select(scope, from)) : from.read(scope)
      if (!words || !pattern) return words
      const match = pattern.exec(words)
      return match?.[1] ?? match?.[0]
    },
  }
}

/** The day in the item's own address, `/2024/04/29/`, as `2024-04-29`; the month where the day is absent. */
export function dateInUrl(): Field<string> {
  return {
    read({ itemUrl }) {
      const match = /\/((?:19|20)\d\d)\/(\d{1,2})(?:\/(\d{1,2}))?\//.exec(itemUrl ?? '')
      return match
        ?.slice(1)
        .filter((part) => part !== undefined)
        .map((part) => part.padStart(2, '0'))
        .join('-')
    },
  }
}
