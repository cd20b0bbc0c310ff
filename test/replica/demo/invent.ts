import type { CorpusItem } from '../types.ts'

interface Mould {
  site: string
  language: string
  category: string
  country: string
  picture: string
  title(place: string, kilograms: number, substance: string): string
  paragraphs(place: string, kilograms: number, substance: string): string[]
  places: string[]
  substances: string[]
}

// The words stand in the case the sentences need; amounts are such that Russian numerals take the genitive plural.
const moulds: Mould[] = [
  {
    site: 'kz/polisia-ru',
    language: 'ru',
    category: 'Новости',
    country: 'KZ',
    picture: '/ru/wp-content/uploads/sites/2/demo',
    places: ['Актюбинской', 'Алматинской', 'Жамбылской', 'Карагандинской', 'Кызылординской', 'Павлодарской'],
    substances: ['марихуаны', 'гашиша', 'мефедрона'],
    title: (place, kg, what) => `В ${place} области полицейские изъяли ${kg} килограммов ${what}`,
    paragraphs: (place, kg, what) => [
      `В ${place} области сотрудники управления по противодействию наркопреступности остановили для проверки легковой автомобиль. В тайнике под обшивкой багажника обнаружены свёртки, в которых, по заключению экспертов, находилось ${kg} килограммов ${what}.`,
      'Водитель, ранее судимый житель соседнего региона, задержан и водворён в изолятор временного содержания. Он пояснил, что должен был оставить груз в условленном месте.',
      'Начато досудебное расследование. Полиция устанавливает поставщика и получателей, проверяет причастность задержанного к другим преступлениям.',
    ],
  },
  {
    site: 'uz/uza-en',
    language: 'en',
    category: 'Society',
    country: 'UZ',
    picture: '/t/demo',
    places: ['Andijan', 'Bukhara', 'Fergana', 'Jizzakh', 'Navoi', 'Samarkand', 'Surkhandarya'],
    substances: ['opium', 'heroin', 'hashish', 'marijuana'],
    title: (place, kg, what) => `${kg} kilograms of ${what} seized in ${place} region`,
    paragraphs: (place, kg, what) => [
      `Officers of the internal affairs bodies and the customs service have seized ${kg} kilograms of ${what} in ${place} region. The drugs were hidden in a compartment welded under the floor of a truck that was stopped at a checkpoint.`,
      'The driver and a passenger were detained. According to the investigation, the cargo was to be handed over in the capital, where a third participant of the group was later found.',
      'A criminal case has been initiated, and the court has ordered the suspects to be held in custody. The route of the truck and its owners are being established.',
    ],
  },
  {
    site: 'ru/mvd',
    language: 'ru',
    category: 'Новости',
    country: 'RU',
    picture: '/upload/site1/document_news/demo',
    places: ['Курской', 'Омской', 'Пензенской', 'Рязанской', 'Томской', 'Тульской', 'Ярославской'],
    substances: ['мефедрона', 'гашиша', 'альфа-PVP'],
    title: (place, kg, what) => `В ${place} области изъято ${kg} килограммов ${what}`,
    paragraphs: (place, kg, what) => [
      `Сотрудники управления по контролю за оборотом наркотиков УМВД России по ${place} области задержали двоих мужчин, подозреваемых в покушении на сбыт наркотиков в особо крупном размере. В арендованном гараже обнаружено ${kg} килограммов ${what}.`,
      'Изъяты также весы, упаковочный материал и телефоны с координатами тайников. По предварительным данным, сообщники работали на интернет-магазин и рассчитывались криптовалютой.',
      'Возбуждено уголовное дело, подозреваемые заключены под стражу. Проводятся мероприятия, направленные на установление организаторов.',
    ],
  },
]

/** The `n`-th report made up when the corpus has nothing more to release; `id` is the next free one. */
export function invent(n: number, nextId: (site: string) => number): { site: string; item: CorpusItem } {
  const mould = moulds[n % moulds.length]!
  const turn = Math.floor(n / moulds.length)
  const place = mould.places[turn % mould.places.length]!
  const substance = mould.substances[turn % mould.substances.length]!
  const kilograms = 5 + ((turn * 7) % 16)
  const id = nextId(mould.site)
  const { site, language, category, country, picture } = mould
  return {
    site,
    item: {
      id,
      slug: `seizure-report-${id}`,
      title: mould.title(place, kilograms, substance),
      paragraphs: mould.paragraphs(place, kilograms, substance),
      language,
      hoursAgo: null,
      category,
      images: [{ path: `${picture}/${id}.jpg`, alt: '' }],
      topic: 'drugs',
      country,
    },
  }
}
