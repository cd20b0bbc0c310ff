/** Sentences as the sites of the region print them, with the charsets such a site may send them in. */
const cyrillic = ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866']

export const texts: { language: string; charsets: string[]; text: string }[] = [
  {
    language: 'ru',
    charsets: cyrillic,
    text: 'Полицейские Алматинской области изъяли у жителя района более 5 кг гашиша',
  },
  {
    language: 'ru',
    charsets: cyrillic,
    text: 'Операция "Канал" прошла в шести государствах, задержаны 27 человек',
  },
  {
    language: 'ru',
    charsets: cyrillic,
    text: 'В Душанбе сотрудники агентства провели встречу со школьниками о вреде наркотиков',
  },
  {
    language: 'ru',
    charsets: cyrillic,
    text: 'Суд приговорил закладчика к девяти годам колонии строгого режима',
  },
  { language: 'ru', charsets: cyrillic, text: 'Изъято' },
  { language: 'ru', charsets: cyrillic, text: 'Новости министерства' },
  {
    language: 'ru',
    charsets: ['windows-1251'],
    text: '«Мак-2025»: уничтожено 14 очагов — общей площадью 3 га, сообщает пресс-служба МВД',
  },
  { language: 'ru', charsets: cyrillic, text: 'ЗАДЕРЖАН ПОДОЗРЕВАЕМЫЙ В СБЫТЕ СИНТЕТИЧЕСКИХ НАРКОТИКОВ' },
  {
    language: 'kk',
    charsets: ['rk1048'],
    text: 'Полиция қызметкерлері Жамбыл облысында есірткі заттарын тәркілеп, екі күдіктіні ұстады',
  },
  { language: 'kk', charsets: ['rk1048'], text: 'Ішкі істер министрлігінің баспасөз қызметі хабарлады' },
  {
    language: 'ky',
    charsets: ['rk1048'],
    text: 'Бишкекте баңги заттарын саткан адам кармалды, деп билдирди Ички иштер министрлиги',
  },
  {
    language: 'uk',
    charsets: ['windows-1251', 'koi8-u'],
    text: 'Поліцейські вилучили у мешканця області майже кілограм психотропних речовин і зброю',
  },
  {
    language: 'az',
    charsets: ['windows-1254'],
    text: 'Bakıda aparılan tədbirlər zamanı narkotik vasitələr aşkar olundu, şübhəli şəxs saxlanıldı'.replaceAll(
      'ə',
      'e',
    ),
  },
  {
    language: 'tr',
    charsets: ['windows-1254'],
    text: 'Gümrük görevlileri sınır kapısında yaklaşık 80 kilogram uyuşturucu ele geçirdi',
  },
  {
    language: 'en',
    charsets: ['windows-1252'],
    text: 'The Centre’s director met with representatives of the member states – in Almaty',
  },
  {
    language: 'de',
    charsets: ['windows-1252'],
    text: 'Die Behörden stellten an der Grenze größere Mengen Heroin sicher und führten Verhöre durch',
  },
  {
    language: 'fr',
    charsets: ['windows-1252'],
    text: 'Les forces de sécurité ont saisi des stupéfiants à la frontière après une enquête menée par l’agence',
  },
  {
    language: 'pl',
    charsets: ['windows-1250', 'iso-8859-2'],
    text: 'Policjanci zatrzymali mężczyznę, który przewoził środki odurzające ukryte w bagażniku',
  },
]
