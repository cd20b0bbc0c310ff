import { describe, expect, it } from 'vitest'
import { findPlaces } from '../../../src/understand/places/find-places.ts'

function where(text: string, language: string): string {
  const { country, region } = findPlaces(text, { language })
  return region ?? country ?? 'nowhere'
}

describe('where it happened', () => {
  it.each([
    ['ru', 'В Костанайской области задержали сбытчика марихуаны.', 'KZ-39'],
    ['ru', 'Полицейские ЗКО провели рейд против наркоторговцев.', 'KZ-27'],
    ['ru', 'В СКО уничтожили коноплю.', 'KZ-59'],
    ['ru', 'УМВД России по Тамбовской области провело лекцию о вреде наркотиков.', 'RU-TAM'],
    ['ru', 'В Татарстане накрыли лабораторию.', 'RU-TA'],
    ['ru', 'Наркокурьера поймали в Приморском крае.', 'RU-PRI'],
    ['ru', 'В Бишкеке изъяли гашиш.', 'KG-GB'],
    ['ru', 'В Ошской области нашли тайник.', 'KG-O'],
    ['ru', 'В Оше нашли тайник.', 'KG-GO'],
    ['ru', 'На границе в Хатлонской области изъято 20 кг опия.', 'TJ-KT'],
    ['ru', 'В Ташкентской области нашли посевы мака.', 'UZ-TO'],
    ['ru', 'В Ташкенте нашли аптеку, где торговали тропикамидом.', 'UZ-TK'],
    ['ru', 'В Каракалпакстане изъяли каннабис.', 'UZ-QR'],
    ['ru', 'В Лебапском велаяте уничтожили наркотики.', 'TM-L'],
    ['ru', 'В Астаринском районе пограничники нашли героин.', 'AZ-AST'],
    ['ru', 'Машину проверили при выезде из Иссык-Кульской области, гашиш изъят.', 'KG-Y'],
    ['ru', 'В одном из районов столицы Таджикистана изъят героин.', 'TJ-DU'],
    ['en', 'Police in Krasnoyarsk Territory found hashish.', 'RU-KYA'],
    ['az', 'Şəmkirdə bir sakinin evindən marixuana götürülüb.', 'AZ-SKR'],
    ['kk', 'Түркістан облысында 10 кг есірткі тәркіленді.', 'KZ-61'],
    ['kk', 'ШҚО полицейлері есірткі тәркіледі.', 'KZ-63'],
    ['kk', 'Шымкентте дәріс өтті.', 'KZ-79'],
    ['ky', 'Ысык-Көл облусунда баңгизат табылды.', 'KG-Y'],
    ['ky', 'Жалал-Абад облусунда кара куурай жок кылынды.', 'KG-J'],
    ['az', 'Lənkəranda narkotik vasitə aşkar edilib.', 'AZ-LAN'],
    ['az', 'Bakıda 3 kq heroin götürülüb.', 'AZ-BA'],
    ['uz', 'Qashqadaryo viloyatida geroin olindi.', 'UZ-QA'],
    ['uz', 'Сурхондарё вилоятида опий топилди.', 'UZ-SU'],
    ['uz', 'Farg‘ona viloyatida marixuana topildi.', 'UZ-FA'],
    ['tg', 'Дар вилояти Суғд 5 кило героин мусодира шуд.', 'TJ-SU'],
    ['tk', 'Balkan welaýatynda neşe serişdeleri ele salyndy.', 'TM-B'],
    ['tk', 'Aşgabatda duşuşyk geçirildi.', 'TM-S'],
    ['en', 'Police of Zhetysu region held a meeting.', 'KZ-33'],
    ['en', 'Drug prevention council opened in VKO.', 'KZ-63'],
    ['en', 'A raid took place in Saratov region.', 'RU-SAR'],
    ['en', 'Officers in Khatlon seized opium.', 'TJ-KT'],
  ])('%s: %s → %s', (language, text, expected) => expect(where(text, language)).toBe(expected))

  it.each([
    ['ru', 'В Караганде полицейские нашли у мужчины гашиш.', 'KZ'],
    ['ru', 'Сотрудники ГКНБ задержали наркокурьера.', 'KG'],
    ['ru', 'Таджикские пограничники изъяли 30 кг опия.', 'TJ'],
    ['en', 'Police found heroin in Taraz, the Interior Ministry of Kazakhstan said.', 'KZ'],
    ['ru', 'В Екатеринбурге поймали закладчика.', 'RU'],
    ['az', 'Polis narkotik vasitə aşkar edib.', 'AZ'],
  ])('%s: %s is %s, of no region', (language, text, expected) => expect(where(text, language)).toBe(expected))
})

describe('what is not the place', () => {
  it('a residence', () => {
    expect(where('В Костанайской области остановили жителя Павлодарской области с гашишем.', 'ru')).toBe(
      'KZ-39',
    )
  })

  it('the end of a route', () => {
    expect(where('В Атырауской области изъяли героин, который везли в Карагандинскую область.', 'ru')).toBe(
      'KZ-23',
    )
    expect(where('Таджикские полицейские изъяли героин, приготовленный к отправке в Россию.', 'ru')).toBe(
      'TJ',
    )
  })

  it('the dateline of an agency', () => {
    expect(where('МОСКВА, 8 ноя. Лабораторию нашли в Тверской области.', 'ru')).toBe('RU-TVE')
    expect(where('ALMATY, May 5. Police seized drugs in the Pavlodar region, Kazakhstan said.', 'en')).toBe(
      'KZ-55',
    )
  })

  it('a headline of another report on the page', () => {
    const text = 'В Хатлонской области изъят героин.\n\nЧитайте также: В Казахстане открыли школу'
    expect(where(text, 'ru')).toBe('TJ-KT')
  })

  it('the venue of a regional body: the region is told, and no country has it', () => {
    const text = 'CSTO anti-drug chiefs met in Astana; CSTO states agreed to share data.'
    expect(findPlaces(text, { language: 'en' })).toMatchObject({ country: null, region: 'KZ-71' })
  })

  it('the end of a way, told by the bare name', () => {
    const text = 'На посту в Бухарской области остановили фуру, следовавшую из Туркменистана в Казахстан.'
    expect(where(text, 'ru')).toBe('UZ-BU')
  })

  it('a state whose language tells of a find abroad', () => {
    expect(where('Türkiyənin Van vilayətində 214 kiloqram heroin ələ keçirilib.', 'az')).toBe('nowhere')
  })

  it('a country only named', () => {
    const { places } = findPlaces('В Бишкеке изъяли опий из Афганистана.', { language: 'ru' })
    expect(places.find((place) => place.country === 'AF')?.happenedHere).toBe(false)
    expect(places.find((place) => place.region === 'KG-GB')?.happenedHere).toBe(true)
  })
})

describe('a finding', () => {
  it('has a name, a middle and its words', () => {
    const text = 'В Костанайской области задержали сбытчика.'
    const [place] = findPlaces(text, { language: 'ru' }).places
    expect(place).toMatchObject({ country: 'KZ', region: 'KZ-39', name: 'Kostanay Region', latitude: 51.5 })
    expect(text.slice(place!.evidence.start, place!.evidence.end)).toBe(place!.evidence.text)
  })
})

describe('bad input', () => {
  it.each(['', '\ud800'.repeat(1000), 'Москва, '.repeat(20_000), '\u0301'.repeat(100_000)])(
    '%# does not throw',
    (text) => {
      expect(() => findPlaces(text, { language: 'ru' })).not.toThrow()
    },
  )
})
