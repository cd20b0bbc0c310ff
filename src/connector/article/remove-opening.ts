import { oneLine } from '../html/plain-spaces.ts'
import { monthNumber } from './month-names.ts'

const byline = /^(?:by|von|par|por|di|door|av|автор|автор[ы:]|текст|фото)[:\s]+\p{Lu}/u
const blocks = 'h1, h2, p, div, span, time, header, ul, td, section, strong, small'

/** Takes the title, the date line and the byline off the head of a body: they are fields of their own. */
export function removeOpening(body: Element, title: string): void {
  const sameTitle = folded(title)
  let seen = 0
  for (const element of body.querySelectorAll(blocks)) {
    if (++seen > 40) return
    const text = oneLine(element.textContent ?? '')
    if (text === '' || !element.parentNode) continue
    if (text.length > 120) {
      if (element.tagName === 'P' || element.querySelector(blocks) === null) return
      continue
    }
    const isOpening =
      folded(text) === sameTitle || isDateLine(text) || (text.length < 60 && byline.test(text))
    if (isOpening && !followsWords(element, body)) element.remove()
  }
}

/** True for what consists of a date, a time and hardly a word more. */
export function isDateLine(text: string): boolean {
  if (text.length > 80 || !/\d/.test(text)) return false
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
  const months = words.filter((word) => word.length > 2 && monthNumber(word) !== null).length
  const isDate =
    months > 0 ||
    /\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|^\D{0,20}\d{1,2}:\d{2}\D{0,8}$/.test(text)
  return isDate && words.length - months <= 4
}

/** A date within a sentence belongs to it. */
function followsWords(element: Element, body: Element): boolean {
  for (let at: Element | null = element; at && at !== body; at = at.parentElement) {
    if (/^(?:P|LI)$/.test(at.tagName)) return at !== element && oneLine(at.textContent ?? '').length > 120
  }
  return false
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
