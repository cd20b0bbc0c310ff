import { describe, expect, it } from 'vitest'
import { judgeCategories } from '../../../src/understand/categories/judge-categories.ts'
import { detectLanguage } from '../../../src/understand/language/detect-language.ts'
import { tokenize } from '../../../src/understand/tokens.ts'

const judge = (text: string, title = '') =>
  judgeCategories({ title, text, tokens: tokenize(text), tag: detectLanguage(text).tag, quantities: [] })
const names = (text: string, title?: string) => judge(text, title).map((finding) => finding.category)

describe('the categories of a report', () => {
  it.each([
    ['SEIZURE', 'При досмотре автомобиля полицейские обнаружили тайник и изъяли пять брикетов гашиша.'],
    ['ARREST', 'Подозреваемый в сбыте героина задержан, суд избрал арест.'],
    ['OPERATION', 'В ходе операции «Мак» ликвидирована нарколаборатория, проведены рейды.'],
    ['STATISTICS', 'С начала года зарегистрировано 300 наркопреступлений, это больше, чем за прошлый год.'],
    ['MEETING', 'Состоялось заседание антинаркотической комиссии, участники обсудили итоги.'],
    ['COOPERATION', 'Делегация ОДКБ и УНП ООН договорились о сотрудничестве.'],
    ['PREVENTION', 'Школьникам прочитали лекцию о вреде наркотиков и раздали буклеты.'],
    ['TREATMENT', 'Пациенты наркологического диспансера проходят лечение и реабилитацию.'],
    ['TRAINING', 'Для кинологов прошёл семинар, слушатели получили сертификаты.'],
    ['LEGISLATION', 'Парламент принял поправки: законопроект ужесточает наказание.'],
    ['MEETING', 'A round table on synthetic drugs was held; the council discussed the results.'],
    [
      'PREVENTION',
      'Məktəblilər üçün narkomaniyanın fəsadları barədə maarifləndirici mühazirə keçirilib, buklet paylanıb.',
    ],
    ['SEIZURE', 'Чегарада машинага яширилган гашиш топилди ва мусодара қилинди.'],
    ['ARREST', 'Маводи мухаддирфурӯш дастгир ва ҳабс шуд.'],
  ])('include %s', (category, text) => {
    expect(names(text)).toContain(category)
  })
  it('are OTHER where nothing else fits', () => {
    expect(names('Наркотики: взгляд писателя.')).toEqual(['OTHER'])
  })
  it('point at the words they were read from', () => {
    const text = 'Полицейские изъяли гашиш из тайника, подозреваемый задержан.'
    for (const { evidence } of judge(text))
      for (const e of evidence) expect(text.slice(e.start, e.end)).toBe(e.text)
  })
})
