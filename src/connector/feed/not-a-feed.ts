import { SourceChanged } from '../../model/errors.ts'

/** What came where a feed was asked for is none: a page, a challenge, an empty answer. */
export class NotAFeed extends SourceChanged {
  override readonly name = 'NotAFeed'
}

/** The error for an answer without a feed in it, saying what it looks like instead. */
export function notAFeed(text: string, url: string, contentType?: string): NotAFeed {
  const start = text.trimStart().slice(0, 2000)
  const type = contentType ? ` (${contentType})` : ''
  const title = /<title[^>]*>([^<]{1,120})/i.exec(text.slice(0, 20_000))?.[1]?.trim()
  const named = title ? `, titled «${title}»` : ''
  if (start === '') return new NotAFeed(`${url} answered with nothing${type} where a feed was expected`)
  if (
    /^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(start)
  ) {
    return new NotAFeed(
      `${url} answered with an HTML page${type}${named} where a feed was expected; has the feed moved, or is it a bot check?`,
    )
  }
  if (/^[{[]/.test(start)) return new NotAFeed(`${url} answered with JSON${type} that is no JSON Feed`)
  const root = /<([a-z][\w:.-]*)/i.exec(start)?.[1]
  return new NotAFeed(
    `${url} answered with ${root ? `a <${root}> document` : 'text'}${type} where a feed was expected`,
  )
}
