import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../../src/understand/language/detect-language.ts'

const tag = (text: string, hint?: string) => detectLanguage(text, hint).tag

describe('the language of an item', () => {
  it.each([
    ['ru', 'Сотрудники полиции изъяли у водителя крупную партию наркотиков и передали дело в суд.'],
    ['kk', 'Полицейлер көлік жүргізушісінен есірткінің ірі партиясын тәркілеп, істі сотқа өткізді.'],
    ['kk-Latn', 'Polıseıler kólik júrgizýshisinen esirtkiniń iri partııasyn tárkilep, isti sotqa ótkizdi.'],
    ['kk-Latn', 'Polisiler kölik jürgizuşisinen esirtkiniñ iri partiasyn tärkilep, isti sotqa ötkizdi.'],
    ['ky', 'Милиция кызматкерлери айдоочудан баңгизаттын ири партиясын алып, ишти сотко өткөрүштү.'],
    [
      'az',
      'Polis əməkdaşları sürücüdən külli miqdarda narkotik vasitə götürüb və işi məhkəməyə göndəriblər.',
    ],
    [
      'uz-Latn',
      'Ichki ishlar xodimlari haydovchidan yirik miqdorda giyohvandlik vositasini olib, ishni sudga oʻtkazdi.',
    ],
    ['uz-Latn', "Ichki ishlar xodimlari bo'lgan haydovchidan giyohvandlik vositasini topdi va to'xtatdi."],
    [
      'uz-Cyrl',
      'Ички ишлар ходимлари ҳайдовчидан йирик миқдорда гиёҳвандлик воситасини олиб, ишни судга ўтказди.',
    ],
    [
      'tg',
      'Кормандони милитсия аз ронанда миқдори зиёди маводи мухаддирро мусодира намуда, парвандаро ба суд фиристоданд.',
    ],
    [
      'tk',
      'Polisiýa işgärleri sürüjiniň ulagyndan köp mukdarda neşe serişdesini tapyp, işi kazyýete geçirdiler.',
    ],
    ['en', 'Police officers seized a large consignment of drugs from a driver and sent the case to court.'],
  ])('%s is told from its neighbours', (expected, text) => {
    expect(tag(text)).toBe(expected)
  })
  it.each([
    [
      'tr',
      'Polis ekipleri tarafından yapılan operasyonda çok sayıda şüpheli gözaltına alındı ve uyuşturucu madde ele geçirildi.',
    ],
    [
      'uk',
      'Поліція вилучила у водія велику партію наркотичних речовин і передала справу до суду, її розглянуть у вівторок.',
    ],
    [
      'tt',
      'Полиция хезмәткәрләре машинада наркотик матдәләр табып, җинаять эшен судка җибәрде һәм бу турыда хәбәр итте.',
    ],
  ])('%s, a look-alike of the region’s languages, is not taken for one of them', (expected, text) => {
    expect(tag(text)).toBe(expected)
  })
  it('is judged by the body, not by a Russian footer', () => {
    expect(
      tag(
        'Милиция кызматкерлери айдоочудан баңгизаттын ири партиясын алып, ишти сотко өткөрүштү. Количество просмотров: 94',
      ),
    ).toBe('ky')
  })
  it('follows the site where the text itself leaves it open', () => {
    expect(tag('440 кг героин', 'ky')).toBe('ky')
    expect(tag('440 кг героина', 'ky')).not.toBe('ky')
  })
  it('is undetermined where there is nothing to read', () => {
    for (const text of ['', '   ', '12 345', '\u0000\uD800', '。。。', '🚔'.repeat(50)])
      expect(detectLanguage(text).language).toBe('und')
  })
  it('is not fooled by one script pretending to be another for a word', () => {
    expect(
      detectLanguage('Сотрудники пoлиции изъяли наркотики в городе, сообщает ведомство Interfax').script,
    ).toBe('Cyrl')
  })
})
