import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../../src/understand/language/detect-language.ts'
import { findSubstances } from '../../../src/understand/substances/find-substances.ts'
import { tokenize } from '../../../src/understand/tokens.ts'

const find = (text: string, title = '') =>
  findSubstances({ title, text, tokens: tokenize(text), tag: detectLanguage(text).tag })
const named = (text: string, title?: string) => find(text, title).map(({ substance }) => substance)

describe('substances a report names', () => {
  it.each([
    ['heroin', 'В тайнике лежали два килограмма героина.'],
    ['heroin', 'Heroinin ölkəyə gətirilməsinin qarşısı alınıb, sürücü saxlanılıb.'],
    ['heroin', 'Кормандони милитсия 986 грамм героинро аз ӯ гирифтанд.'],
    ['heroin', 'Чегарада икки килограмм геройин топилди ва ҳайдовчи ушланди.'],
    ['heroin', 'Polısııa eki keli geroın tárkiledi, kúdikti ustaldy.'],
    ['opium', 'Серҳад бо ду килограмм тарёк дастгир шуд.'],
    ['opium', 'Чек арадан 8 килограмм апийим табылды, эки киши кармалды.'],
    ['opium', 'Gümrükçiler ýük ulagyndan bäş kilogram tirýek tapdylar we sürüjini sakladylar.'],
    ['opium', 'Uydan 300 gramm qoradori topildi, xonadon egasi qoʻlga olindi.'],
    ['hashish', 'Баткенде 36 килограмм нашаа менен эки киши кармалды.'],
    ['cannabis', 'Həyətdə 44 ədəd çətənə kolu becərən şəxs saxlanılıb.'],
    ['cannabis', 'Полицейлер жабайы қарасора өскен алқапты тазалады.'],
    ['marijuana', 'Тошкентда бир киши 200 грамм марихуана сотаётганда ушланди.'],
    ['poppy', 'У пенсионера нашли мешок маковой соломки и мясорубку.'],
    ['methamphetamine', 'Border guards found three kilograms of crystal meth in the tank.'],
    ['captagon', 'Таможня задержала партию каптагона весом 12 килограммов.'],
    ['synthetic_cannabinoids', 'Подросток курил спайс на детской площадке, его задержали.'],
    ['nps', 'Список новых психоактивных веществ пополнился десятью позициями.'],
    ['potent', 'Dorixonada kuchli ta’sir qiluvchi moddalar noqonuniy sotilgan.'],
    ['acetic_anhydride', 'Пограничники обнаружили в цистерне уксусный ангидрид.'],
    ['psilocybin', 'Дома у студента росли псилоцибиновые грибы, полиция их изъяла.'],
    ['khat', 'A passenger carried 20 kilograms of khat in his suitcase.'],
  ])('%s: %s', (substance, text) => {
    expect(named(text)).toContain(substance)
  })

  it('are shown with the words they were read from', () => {
    const text = 'Изъяли героин. Экспертиза: «Героин» чистый, рядом лежал гашиш.'
    const found = find(text)
    expect(found.map(({ substance, evidence }) => [substance, evidence.map((each) => each.text)])).toEqual([
      ['heroin', ['героин', 'Героин']],
      ['hashish', ['гашиш']],
    ])
    for (const { start, end, text: words } of found.flatMap(({ evidence }) => evidence))
      expect(text.slice(start, end)).toBe(words)
  })

  it('are «drugs» only where nothing narrower is named', () => {
    expect(named('Изъяты наркотики: гашиш и опий.')).toEqual(['hashish', 'opium'])
    expect(named('Изъяты наркотики.')).toEqual(['drugs_unspecified'])
    expect(named('Изъяты наркотики и прекурсоры.')).toEqual(['drugs_unspecified', 'precursor'])
  })

  it('are taken from the title too, without evidence in the text', () => {
    expect(find('Подробности сообщили в ведомстве.', 'Кокаин в бананах')).toEqual([
      { substance: 'cocaine', evidence: [] },
    ])
  })

  it('are not heroines, nor what other headlines of the page name', () => {
    expect(named('Героиня фильма вернулась.')).toEqual([])
    expect(
      named(
        'Изъят гашиш, мужчина задержан, идёт следствие, дело ведёт отдел.\nЧитайте также: Кокаин в бананах',
      ),
    ).toEqual(['hashish'])
  })

  it('mean what the word means in the language of the text', () => {
    expect(named('Наша милиция проверила рынок, нарушений нет, сообщили в городе.')).toEqual([])
    expect(named('Фуқаро уйида 2 килограмм наша сақлаган, жиноят иши қўзғатилди.')).toContain('marijuana')
  })
})
