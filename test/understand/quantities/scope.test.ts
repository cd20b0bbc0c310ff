import { describe, expect, it } from 'vitest'
import { findQuantities } from '../../../src/understand/quantities/find-quantities.ts'

const reference = new Date('2025-06-01T00:00:00Z')

function only(text: string, language: string) {
  const masses = findQuantities(text, { language, reference }).filter((q) => q.kind === 'MASS')
  expect(masses, text).toHaveLength(1)
  return masses[0]!
}

describe('a sum over so long before the report is cumulative and has its days', () => {
  it.each([
    ['ru', 'За 3 года и 10 месяцев было изъято 260 кг синтетических наркотиков.', '2021-08-01'],
    ['ru', 'За последние пять лет изъято 20 тонн наркотиков.', '2020-06-01'],
    ['en', 'Over the past ten months 2 tons of heroin were seized.', '2024-08-01'],
    ['az', 'Son 5 ildə 30 ton narkotik götürülüb.', '2020-06-01'],
    ['kk', 'Соңғы 3 жылда 45 тонна есірткі тәркіленді.', '2022-06-01'],
    ['ky', 'Акыркы үч жылда 4 тонна баңгизат алынды.', '2022-06-01'],
    ['uz', 'Сўнгги уч йилда 5 тонна гиёҳвандлик воситаси мусодара қилинди.', '2022-06-01'],
    ['uz', "So'nggi 3 yilda 5 tonna giyohvandlik vositasi musodara qilindi.", '2022-06-01'],
    ['tg', 'Дар панҷ соли охир 20 тонна маводи мухаддир мусодира шуд.', '2020-06-01'],
    ['tk', 'Soňky 3 ýylda 200 kg neşe serişdesi ele salyndy.', '2022-06-01'],
  ])('%s: %s', (language, text, from) =>
    expect(only(text, language)).toMatchObject({ scope: 'CUMULATIVE', period: { from, to: '2025-06-01' } }),
  )
})

describe('a sum of many seizures is cumulative though its days are not told', () => {
  it.each([
    ['ru', 'За сутки изъято 12 кг гашиша.'],
    ['ru', 'За неделю из оборота изъято 40 кг марихуаны.'],
    ['ru', 'В ходе операции «Мак-2025» изъято 300 кг марихуаны.'],
    ['ru', 'Раскрыто 14 преступлений, изъято 20 кг гашиша.'],
    ['ru', 'Задержано 120 человек, изъято 20 кг гашиша.'],
    ['en', 'Last week 30 kg of heroin were seized.'],
  ])('%s: %s', (language, text) =>
    expect(only(text, language)).toMatchObject({ scope: 'CUMULATIVE', period: null }),
  )
})

describe('one find is single', () => {
  it.each([
    ['ru', '12 мая у мужчины изъяли 5 кг героина.'],
    ['ru', 'В ходе спецоперации задержан курьер, изъято 5 кг героина.'],
    ['ru', 'В рамках операции «Мак» у 40-летнего жителя нашли 5 кг марихуаны.'],
    ['ru', 'Задержаны двое, изъято 5 кг героина.'],
    ['ru', 'Суд дал ему 12 лет за 5 кг героина.'],
  ])('%s: %s', (language, text) => expect(only(text, language).scope).toBe('SINGLE'))
})

describe('results listed after a sum', () => {
  it('share its period; the story of one find does not', () => {
    const text =
      'С начала года ликвидировано 12 лабораторий. Изъято 2 тонны наркотиков. Вчера у жителя Оша нашли 3 кг гашиша.'
    const amounts = findQuantities(text, { language: 'ru', reference })
    const period = { from: '2025-01-01', to: '2025-06-01' }
    expect(amounts.map((q) => [q.value, q.scope, q.period])).toEqual([
      [12, 'CUMULATIVE', period],
      [2_000_000, 'CUMULATIVE', period],
      [3000, 'SINGLE', null],
    ])
  })
})
