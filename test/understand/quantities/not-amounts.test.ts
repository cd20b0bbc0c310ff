import { expect, it } from 'vitest'
import { findQuantities } from '../../../src/understand/quantities/find-quantities.ts'

/** Doses, thresholds, capacities, differences, cargo, prices, recipes, people's years and weights, areas and volumes. */
it.each([
  ['ru', 'Смертельная доза героина — 0,2 г.'],
  ['ru', 'Уголовная ответственность за хранение марихуаны наступает от 6 граммов.'],
  ['ru', 'Особо крупным размером для героина закон считает 1 кг.'],
  ['ru', 'Значительный размер гашиша — свыше 2 граммов.'],
  ['ru', 'Лаборатория была способна выпускать 50 кг мефедрона в месяц.'],
  ['ru', 'Оборудование мощностью до 20 кг мефедрона в сутки.'],
  ['ru', 'Героина изъяли на 12 кг меньше, чем год назад.'],
  ['ru', 'Изъятия опия выросли на 300 кг.'],
  ['ru', 'Разница составила 40 кг героина.'],
  ['ru', 'Фура везла 20 тонн помидоров, наркотиков не нашли.'],
  ['ru', 'Мужчина 1985 г. р. осуждён за сбыт героина.'],
  ['ru', 'Синтетический каннабиноид JWH-018 запрещён с 2010 г.'],
  ['ru', 'Изъято 5 литров прекурсора.'],
  ['ru', 'Уничтожено 12 га конопли.'],
  ['ru', 'Грамм героина стоит 50 долларов.'],
  ['ru', 'Килограмм героина оценивают в 30 тысяч долларов.'],
  ['ru', 'За 1 кг опия платят 200 долларов.'],
  ['ru', 'Трамадол 50 мг отпускают по рецепту.'],
  ['ru', 'Наркоман весил всего 45 кг.'],
  ['ru', 'Статья 228.1 УК РФ, до 15 лет за сбыт героина.'],
  ['ru', 'Пирог с маком: 300 г муки, 200 г мака, 100 г сахара.'],
  ['ru', '30 г семян мака добавить в тесто.'],
  ['ru', 'Таможня изъяла 12 кг золота и 3 кг серебра.'],
  ['ru', 'В посылке с наркотиками было 2 кг кофе.'],
  ['ru', 'телефон доверия по наркотикам 8 800 350 00 95'],
  ['en', 'A typical dose of heroin is 0.1 g.'],
  ['en', 'Possession of more than 1 g of heroin is a felony.'],
  ['en', 'The lab could turn out 20 kg of mephedrone a day.'],
  ['en', 'Heroin seizures fell by 120 kg compared with last year.'],
  ['en', '300 kg more heroin was seized than a year earlier.'],
  ['en', 'A gram of heroin costs $50.'],
  ['en', 'The truck carried 20 tonnes of onions and no drugs.'],
  ['en', '20 liters of precursors'],
  ['en', '5,000 hectares of poppy'],
  ['en', 'Lemon poppy seed cake: 200 g flour, 50 g poppy seeds, 100 g sugar'],
  ['en', 'He was born in 1985 and sold heroin.'],
  ['kk', 'Зертхана тәулігіне 20 кг мефедрон өндіре алады.'],
  ['kk', 'Героиннің бір дозасы 0,1 г.'],
  ['kk', 'Былтырғымен салыстырғанда 300 кг көп есірткі тәркіленді.'],
  ['kk', '20 тонна картоп арасынан есірткі табылмады.'],
  ['ky', 'Лаборатория суткасына 10 кг мефедрон чыгарган.'],
  ['ky', 'Өткөн жылга салыштырмалуу 50 кг көп баңгизат алынды.'],
  ['az', 'Laboratoriya gündə 10 kq metamfetamin istehsal edə bilirdi.'],
  ['az', 'Heroinin bir dozası 0,1 qramdır.'],
  ['az', 'Ötən illə müqayisədə 50 kq çox narkotik götürülüb.'],
  ['az', '20 ton kartof yükündə narkotik tapılmayıb.'],
  ['uz', 'Laboratoriya kuniga 5 kg mefedron ishlab chiqargan.'],
  ['uz', 'O‘tgan yilga nisbatan 50 kg ko‘p narkotik olindi.'],
  ['uz', 'Bir gramm geroin 50 dollar turadi.'],
  ['uz', 'Героиннинг бир дозаси 0,1 грамм.'],
  ['tg', 'Ин 619 кг бештар аз соли гузашта аст, маводи мухаддир.'],
  ['tg', 'Як грамм героин 50 доллар аст.'],
  ['tk', 'Bir gram geroin 50 dollar.'],
  ['tk', 'Geroiniň bir dozasy 0,1 gram.'],
  ['ru', 'Наказание за 10 граммов героина — до 10 лет.'],
  ['ru', 'В среднем 20 г на человека в год — потребление опия.'],
  ['ru', 'чистота героина 80 %, 1 грамм на 10 доз'],
])('%s: no amount of drugs is read from «%s»', (language, text) => {
  expect(findQuantities(text, { language }).filter(({ kind }) => kind !== 'CRIMES')).toEqual([])
})

it('an amount of a kilogram with its price is an amount', () => {
  const [amount] = findQuantities('У мужчины изъяли 1 кг героина стоимостью 30 тысяч долларов.', {
    language: 'ru',
  })
  expect(amount).toMatchObject({ substance: 'heroin', grams: 1000 })
})
