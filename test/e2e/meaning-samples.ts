import type { EventDraft } from '../../src/model/event.ts'
import { eventId } from '../../src/model/event-id.ts'
import { understand } from '../../src/understand/index.ts'
import { lineage } from '../../src/understand/substances/vocabulary.ts'
import { sampleEvent } from '../doubles/sample-event.ts'

/** One report a language, told so that only its meaning is shared. */
const texts: Record<string, [title: string, text: string]> = {
  ru: [
    'Тайник в Оше',
    'В Оше милиция пресекла сбыт: произведено изъятие 2 кг героина, задержан житель города.',
  ],
  az: [
    'Sərhəddə saxlanılıb',
    'Astarada sərhədçilər sürücünü saxlayıb, maşından 3 kiloqram heroin aşkarlanıb və götürülüb.',
  ],
  'uz-Cyrl': [
    'Божхонада ушланди',
    'Тошкентда йўловчининг юкидан бир килограмм геройин топилди ва мусодара қилинди.',
  ],
  'uz-Latn': [
    'Yashirin laboratoriya',
    'Toshkentda yashirin laboratoriya fosh etildi: mefedron tayyorlagan ikki kishi qoʻlga olindi.',
  ],
  tg: [
    'Дастгирӣ дар Суғд',
    'Дар вилояти Суғд сокини ноҳия бо 986 грамм героинро дар хонааш дастгир карданд.',
  ],
  kk: [
    'Есірткі тәркіленді',
    'Ақтөбе облысында полиция тұрғыннан үш келі гашиш тәркіледі, күдікті қамауға алынды.',
  ],
  'kk-Latn': [
    'Polısııa habarlady',
    'Almatyda polısııa kólikten úsh keli marıhýana tárkiledi, júrgizýshi ustaldy, tergeý júrip jatyr.',
  ],
  ky: [
    'Апийим табылды',
    'Ош облусунда чек арачылар сегиз килограмм апийим таап алышты, шектүү камакка алынды.',
  ],
  tk: [
    'Mary welaýatynda',
    'Mary welaýatynda gümrükçiler ýük ulagyndan dört kilogram tirýek tapdylar, sürüji tussag edildi.',
  ],
  en: [
    'Lab shut in Bishkek',
    'Police in Bishkek shut a drug laboratory and took away mephedrone and reactors.',
  ],
  meeting: ['Встреча в Астане', 'В Астане прошло заседание: главы служб обсудили борьбу с наркотиками.'],
  osh: ['Урок в школе', 'В Оше школьникам рассказали о вреде наркотиков и раздали буклеты.'],
}

export const urlOf = (name: string) => `https://news.example/${name}`

/** The reports as the gateway understands them, newest last. */
export function meaningSamples(): EventDraft[] {
  return Object.entries(texts).map(([name, [title, body]], index) => {
    const { seq, revision, status, collectedAt, updatedAt, storyId, ...event } = sampleEvent(index + 1)
    const understanding = understand({ title, text: body, publishedAt: event.publishedAt })
    return {
      ...event,
      id: eventId(urlOf(name)),
      url: urlOf(name),
      title,
      body,
      bodyHtml: null,
      language: understanding.language.tag,
      country: understanding.country ?? 'ZZ',
      understanding,
      contentHash: `hash of ${name}`,
    }
  })
}

export const ancestors = (substance: string) => lineage(substance).slice(1)
