import { expect, test } from 'vitest'
import { bodyIn } from '../../src/read/body-format.ts'

const html = {
  body: 'Изъято 2 кг.\n\nСсылка',
  bodyHtml: '<p>Изъято <b>2 кг</b>.</p><p><a href="https://a.kz/">Ссылка</a></p>',
}
const plain = { body: 'A < B & C\nвторая строка\n\n1. Не список *а* текст', bodyHtml: null }

test('TEXT is the text that evidence points into, untouched', () => {
  expect(bodyIn('TEXT', html)).toBe(html.body)
  expect(bodyIn('TEXT', plain)).toBe(plain.body)
})

test('HTML is the source’s own where it has one, else escaped paragraphs', () => {
  expect(bodyIn('HTML', html)).toBe(html.bodyHtml)
  expect(bodyIn('HTML', plain)).toBe(
    '<p>A &#60; B &#38; C<br>вторая строка</p>\n<p>1. Не список *а* текст</p>',
  )
})

test('MARKDOWN keeps emphasis and links, and takes plain text for plain text', () => {
  expect(bodyIn('MARKDOWN', html)).toBe('Изъято **2 кг**.\n\n[Ссылка](https://a.kz/)')
  expect(bodyIn('MARKDOWN', plain)).toBe('A < B & C  \nвторая строка\n\n1\\. Не список \\*а\\* текст')
})
