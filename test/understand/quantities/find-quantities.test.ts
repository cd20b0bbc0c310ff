import { describe, expect, it } from 'vitest'
import type { Quantity } from '../../../src/model/understanding.ts'
import { findQuantities } from '../../../src/understand/quantities/find-quantities.ts'

const reference = new Date('2025-06-01T00:00:00Z')

function read(text: string, language: string): Quantity[] {
  return findQuantities(text, { language, reference })
}

/** «heroin 5000; opium 200 | tablets 30» */
function plain(quantities: readonly Quantity[]): string {
  const masses = quantities.filter((q) => q.kind === 'MASS').map((q) => `${q.substance} ${q.grams}`)
  const counts = quantities.filter((q) => q.kind !== 'MASS').map((q) => `${q.kind.toLowerCase()} ${q.value}`)
  return [masses.join('; '), ...(counts.length > 0 ? [`| ${counts.join('; ')}`] : [])].join(' ').trim()
}

describe('an amount in a sentence', () => {
  it.each([
    ['ru', 'Изъято 12 килограммов 345 граммов героина.', 'heroin 12345'],
    ['ru', 'Сожгли 412 кг 300 г опия, терьяка и гашиша.', 'drugs_unspecified 412300'],
    ['ru', 'изъят 1 кг 8 г наркотического средства «каннабис» (марихуана)', 'marijuana 1008'],
    ['ru', 'Было изъято 1.300 кг наркотиков.', 'drugs_unspecified 1300000'],
    ['ru', 'Изъято 1.281 кг наркотиков, раскрыто 5.412 дел.', 'drugs_unspecified 1281000'],
    [
      'ru',
      'Изъято 1.281 кг наркотиков, в том числе 44 кг героина.',
      'drugs_unspecified 1281000; heroin 44000',
    ],
    ['ru', 'Задержан 54-летний кыргызстанец, вёз 5 кг героина.', 'heroin 5000 | persons_detained 1'],
    ['ru', 'Задержаны два человека с 5 кг героина. Оба арестованы.', 'heroin 5000 | persons_detained 2'],
    [
      'ru',
      'Четверо контрабандистов убиты, двое задержаны, изъято 5 кг опия.',
      'opium 5000 | persons_detained 2',
    ],
    ['tg', 'Ҷавони 21-сола бо 986 грамм героин дастгир шуд.', 'heroin 986 | persons_detained 1'],
    ['tk', '86 adam jenaýat jogapkärçiligine çekildi, 5 kg tirýek alyndy', 'opium 5000'],
    ['ru', 'у него обнаружили полкилограмма гашиша', 'hashish 500'],
    ['ru', 'изъято полтора килограмма мефедрона', 'mephedrone 1500'],
    ['ru', 'изъяли около двух с половиной килограммов марихуаны', 'marijuana 2500'],
    ['ru', 'Героин - 5,2 кг, гашиш - 1 кг 300 г, опий - 700 г', 'heroin 5200; hashish 1300; opium 700'],
    [
      'ru',
      'изъято 1 тонна 250 кг наркотиков, в том числе 300 кг героина, 950 кг гашиша',
      'drugs_unspecified 1250000; heroin 300000; hashish 950000',
    ],
    ['ru', 'более двадцати пяти килограммов героина', 'heroin 25000'],
    ['ru', '43 тыс. таблеток экстази', '| tablets 43000'],
    ['ru', '1 млн 200 тыс. таблеток трамадола', '| tablets 1200000'],
    ['ru', 'Наркотическое вещество «марихуана» общим весом 3 кг 450 гр.', 'marijuana 3450'],
    ['ru', 'Разовая доза героина — 0,1 г.', ''],
    ['ru', 'Крупным размером считается свыше 2,5 г героина.', ''],
    ['ru', 'Лаборатория могла производить до 30 кг мефедрона в сутки.', ''],
    ['ru', 'Героина изъято на 120 кг больше, чем годом ранее.', ''],
    ['ru', 'В грузе из 20 тонн лука наркотиков не нашли.', ''],
    ['ru', 'Цена марихуаны — 500 сомов за 1 грамм.', ''],
    ['ru', 'Задержан гр. Таджикистана 1985 г.р. за сбыт героина', ''],
    ['ru', 'В 2024 г. героин стал редкостью', ''],
    ['ru', 'уничтожено 200 гектаров конопли', ''],
    ['ru', 'Раскрыта сеть, через которую прошло 300 литров прекурсоров', ''],
    ['ru', 'Добавьте 50 граммов мака в тесто', ''],
    ['ru', '10-килограммовый тюк с гашишем', ''],
    ['en', '1,250 kg of heroin and 3.5 tonnes of hashish were seized', 'heroin 1250000; hashish 3500000'],
    ['en', 'half a kilogram of cocaine', 'cocaine 500'],
    ['en', 'two and a half kilos of opium', 'opium 2500'],
    ['en', 'more than one ton of cannabis', 'cannabis 1000000'],
    ['en', 'a kilogram of heroin', 'heroin 1000'],
    ['en', '12 kg 300 g of methamphetamine and 1,500 ecstasy pills', 'methamphetamine 12300 | tablets 1500'],
    ['en', 'The lab could produce 20 kg of mephedrone a day', ''],
    ['en', 'seizures of heroin rose by 300 kg', ''],
    ['en', 'opium (45 kg), hashish (12 kg) and heroin (3 kg)', 'opium 45000; hashish 12000; heroin 3000'],
    ['en', '11 kg 111 grams of narcotic drugs', 'drugs_unspecified 11111'],
    ['en', '2 ounces of marijuana', 'marijuana 56.7'],
    ['az', '1 ton 370 kq 958,563 qr narkotik vasitə', 'drugs_unspecified 1370958.563'],
    ['az', 'ondan 5 kq 200 qr tiryək götürülüb', 'opium 5200'],
    ['az', '10 kiloqramdan artıq heroin aşkar edilib', 'heroin 10000'],
    ['az', 'iki kiloqram yarım marixuana', 'marijuana 2500'],
    ['az', '3 kq-a yaxın həşiş', 'hashish 3000'],
    ['az', '500 kol hind çətənəsi', '| plants 500'],
    ['az', 'çəkisi 12 kiloqram 600 qram olan marixuana', 'marijuana 12600'],
    ['kk', 'екі келіден астам гашиш', 'hashish 2000'],
    ['kk', 'салмағы 3 кг 200 грамм марихуана тәркіленді', 'marijuana 3200'],
    ['kk', '5 тоннадан астам есірткі', 'drugs_unspecified 5000000'],
    ['kk', '12 кг-ға жуық синтетикалық есірткі', 'synthetic 12000'],
    ['kk', 'жарты келі апиын', 'opium 500'],
    ['ky', '15 килограммдан ашык баңги зат', 'drugs_unspecified 15000'],
    ['ky', 'эки килограмм гашиш', 'hashish 2000'],
    ['ky', 'салмагы 1 кг 200 гр марихуана', 'marijuana 1200'],
    ['ky', 'бир тоннадан ашуун баңгизат', 'drugs_unspecified 1000000'],
    ['uz', '5 kg 300 gramm opiy', 'opium 5300'],
    ['uz', '2 kilogrammdan ortiq “gashish”', 'hashish 2000'],
    ['uz', 'umumiy og‘irligi 12 kilogramm bo‘lgan geroin', 'heroin 12000'],
    ['uz', '15 tup nasha o‘simligi', '| plants 15'],
    ['uz', '3 кг 250 грамм героин', 'heroin 3250'],
    ['uz', 'умумий оғирлиги 4 килограмм бўлган марихуана', 'marijuana 4000'],
    ['uz', 'минг дона психотроп таблетка', '| tablets 1000'],
    ['tg', '3 килову 200 грамм ҳашиш', 'hashish 3200'],
    ['tg', 'беш аз 2 тонна маводи нашъаовар', 'drugs_unspecified 2000000'],
    ['tg', 'даҳ кило героин', 'heroin 10000'],
    ['tg', '5 кило тарёк мусодира шуд', 'opium 5000'],
    ['tk', '3 kilogram 200 gram tirýek', 'opium 3200'],
    ['tk', '10 kilogramdan gowrak neşe serişdesi', 'drugs_unspecified 10000'],
    ['tk', 'iki kilogram geroin', 'heroin 2000'],
    ['ru', 'изъято 1.250 кг героина', 'heroin 1250'],
    ['ru', '5кг героина', 'heroin 5000'],
    ['ru', 'героина — 3 500 граммов', 'heroin 3500'],
    ['ru', 'Вес изъятого героина составил 7 кг.', 'heroin 7000'],
    ['ru', '4,5 центнера конопли', 'cannabis 450000'],
    ['ru', 'опия-сырца 12 кг', 'opium 12000'],
    ['ru', 'около 5-7 кг гашиша', ''],
    ['ru', 'мужчина похудел на 20 кг из-за наркотиков', ''],
    ['ru', 'Таблетки по 50 мг трамадола', ''],
    [
      'ru',
      'изъято: героин — 1 кг; гашиш — 2 кг; марихуана — 3 кг',
      'heroin 1000; hashish 2000; marijuana 3000',
    ],
    [
      'ru',
      'Из незаконного оборота изъято 240,5 кг: 200 кг марихуаны и 40,5 кг гашиша.',
      'drugs_unspecified 240500; marijuana 200000; hashish 40500',
    ],
    ['ru', 'Сотрудники изъяли наркотик мефедрон массой свыше 3 килограммов.', 'mephedrone 3000'],
    [
      'ru',
      'в автомобиле нашли свёртки с героином весом 500 граммов и опием — 1,2 кг',
      'heroin 500; opium 1200',
    ],
    ['en', 'officers seized heroin weighing 3 kg and opium weighing 5 kg', 'heroin 3000; opium 5000'],
    ['kk', 'героин – 3 кг, апиын – 5 кг', 'heroin 3000; opium 5000'],
  ])('%s: %s → %s', (language, text, expected) => expect(plain(read(text, language))).toBe(expected))
})

describe('evidence', () => {
  it('is the very words of the text, the qualifier and the substance among them', () => {
    const text = 'По словам МВД, изъято более 12 кг героина.'
    const [amount] = read(text, 'ru')
    expect(amount!.evidence.text).toBe('более 12 кг героина')
    expect(text.slice(amount!.evidence.start, amount!.evidence.end)).toBe(amount!.evidence.text)
    expect(amount!.qualifier).toBe('MORE_THAN')
  })
})

describe('a qualifier', () => {
  it.each([
    ['ru', 'почти 15 кг героина', 'ALMOST'],
    ['ru', 'порядка 5 тонн марихуаны', 'ABOUT'],
    ['kk', '12 келіден астам марихуана', 'MORE_THAN'],
    ['ky', '5 кг-дан ашык гашиш', 'MORE_THAN'],
    ['uz', '38 kg.dan ortiq geroin', 'MORE_THAN'],
    ['az', '10 kq-dan çox tiryək', 'MORE_THAN'],
    ['tg', 'қариб 5 кило героин', 'ALMOST'],
    ['tk', 'takmynan 5 kg tirýek', 'ABOUT'],
    ['en', 'some 44 kilograms of heroin', 'ABOUT'],
    ['en', '44 kilograms of heroin', 'EXACTLY'],
  ])('%s: %s is %s', (language, text, qualifier) =>
    expect(read(text, language)[0]!.qualifier).toBe(qualifier),
  )
})

describe('scope', () => {
  it('a sum since the beginning of the year is cumulative and has its period', () => {
    const [amount] = read('С начала года из оборота выведено более 11 тонн наркотиков.', 'ru')
    expect(amount).toMatchObject({ scope: 'CUMULATIVE', period: { from: '2025-01-01', to: '2025-06-01' } })
  })

  it('two sums of two periods are two statements', () => {
    const text =
      'In 2024 officers seized more than 210 kg of drugs. In the first quarter of 2025 the figure already passed 250 kg.'
    const amounts = read(text, 'en')
    expect(amounts.map((q) => [q.grams, q.scope, q.period])).toEqual([
      [210000, 'CUMULATIVE', { from: '2024-01-01', to: '2024-12-31' }],
      [250000, 'CUMULATIVE', { from: '2025-01-01', to: '2025-03-31' }],
    ])
  })

  it('statistics lend their period to the sentences after them', () => {
    const text =
      'Since the beginning of the year 58 drug crimes were registered. Most were sales. 11 kg 111 grams of narcotic drugs were seized.'
    const amount = read(text, 'en').find((q) => q.kind === 'MASS')
    expect(amount).toMatchObject({ grams: 11111, scope: 'CUMULATIVE' })
  })

  it('a total and its parts are linked, so that no sum counts both', () => {
    const text =
      'Since January 38 kg of drugs were seized, including 36 kg of marijuana, 1.3 kg of synthetics and 63 grams of hashish.'
    const amounts = read(text, 'en')
    expect(amounts.map((q) => [q.grams, q.partOf])).toEqual([
      [38000, null],
      [36000, 0],
      [1300, 0],
      [63, 0],
    ])
    expect(amounts.slice(1).every((q) => q.scope === 'PART_OF')).toBe(true)
  })

  it('what is more than the total is no part of it', () => {
    const amounts = read('Изъято 5 кг наркотиков, в том числе в Оше. Позже нашли 300 кг героина.', 'ru')
    expect(amounts.every((q) => q.partOf === null)).toBe(true)
  })

  it('one seizure is single', () => {
    expect(read('12 мая у мужчины изъяли 5 кг героина.', 'ru')[0]).toMatchObject({
      scope: 'SINGLE',
      period: null,
    })
  })

  it('items of a list under a period are sums of it', () => {
    const text =
      'For the first quarter of 2025 the police:\n- closed three laboratories;\n- seized 600 kg of drugs, including 92 kg of synthetic substances'
    const amounts = read(text, 'en')
    expect(amounts.map((q) => [q.value, q.scope])).toEqual([
      [3, 'CUMULATIVE'],
      [600000, 'CUMULATIVE'],
      [92000, 'PART_OF'],
    ])
  })
})

describe('role', () => {
  it.each([
    ['Сожгли 300 кг героина.', 'DESTROYED'],
    ['Из сырья могли бы изготовить 10 кг мефедрона.', 'HYPOTHETICAL'],
    ['В прошлом году изъяли 40 кг героина.', 'PREVIOUS_PERIOD'],
    ['Изъяли 40 кг героина.', 'SEIZED'],
  ])('%s is %s', (text, role) => expect(read(text, 'ru')[0]!.role).toBe(role))
})

describe('a repetition', () => {
  it('rounded in the headline counts once', () => {
    const text = 'Почти два центнера героина не доехали. Изъято 188 кг героина.'
    expect(plain(read(text, 'ru'))).toBe('heroin 188000')
  })

  it('of the same figure counts once, by the substance that is named', () => {
    expect(plain(read('Изъято 8 кг наркотиков. В сумке лежали 8 кг опия.', 'ru'))).toBe('opium 8000')
  })
})

describe('the substance', () => {
  it('may stand in another sentence', () => {
    const text =
      'В ангаре варили кристаллы. Нашли более девяти килограммов порошка. Эксперт подтвердил: это мефедрон.'
    expect(plain(read(text, 'ru'))).toBe('mephedrone 9000')
  })

  it('of a mixture across classes is not told', () => {
    expect(plain(read('Изъяты марихуана и опий — более 20 кг.', 'ru'))).toBe('drugs_unspecified 20000')
  })
})

describe('an English page with a decimal comma', () => {
  it('shows it by its other figures', () => {
    const text = 'They burned 4,662 tonnes of heroin and 58,8 kg of opium.'
    expect(plain(read(text, 'en'))).toBe('heroin 4662000; opium 58800')
  })
})

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['a megabyte of digits', '1'.repeat(1_000_000)],
    ['a megabyte of combining marks', '\u0301'.repeat(1_000_000)],
    ['a megabyte of «кг»', 'кг'.repeat(500_000)],
    ['many a «кг »', 'кг '.repeat(100_000)],
    ['lone surrogates', '\ud800 5 \udfff кг \ud800'],
    ['control characters', '\u0000\u0007 5 \u001b кг \u200b'],
  ])('%s gives no value', (_, text) => expect(read(text, 'ru')).toEqual([]))
})
