import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../../src/understand/language/detect-language.ts'
import { judgeRelevance } from '../../../src/understand/relevance/judge-relevance.ts'
import { tokenize } from '../../../src/understand/tokens.ts'

const judge = (text: string, title = '') =>
  judgeRelevance({ title, text, tokens: tokenize(text), tag: detectLanguage(text).tag })

describe('a report belongs to the anti-drug sphere', () => {
  it.each([
    'В ходе рейда у жителя посёлка изъяли 300 граммов марихуаны и весы.',
    'Госдума ужесточила ответственность за пропаганду наркотиков в интернете.',
    'В диспансере открыли отделение реабилитации наркозависимых.',
    'Кольцо с маком соломка? Нет: полицейские нашли двадцать килограммов маковой соломки в подвале.',
    'Таможенники обнаружили в посылке ампулы с фентанилом, курьера задержали.',
    'Полицейлер тұрғынның үйінен кептірілген марихуана мен таразы тапты.',
    'Мектепте нашақорлықтың зияны туралы дәріс өтті.',
    'Esirtki saqtaǵany úshin eki turǵyn ustaldy.',
    'Чек арада 12 килограмм апийим алып өткөн айдоочу кармалды.',
    'Баңгизаттарга каршы айлык башталды.',
    'Gömrük əməkdaşları yük maşınında gizlədilmiş tiryək aşkar ediblər.',
    'Məktəblilərə narkomaniyanın fəsadları haqqında danışılıb.',
    'Chegarada gashish olib oʻtmoqchi boʻlgan shaxs ushlandi.',
    'Гиёҳвандликка қарши курашиш ойлиги эълон қилинди.',
    'Дар вилоят 40 килограмм маводи мухаддир нобуд карда шуд.',
    'Нашъамандӣ вабои аср аст, гуфт сардори раёсат.',
    'Gümrükçiler ýük ulagynda gizlenen tirýek tapdylar.',
    'Neşekeşlige garşy göreşmek boýunça maslahat geçirildi.',
    'Border guards found 20 kilograms of opium under a false floor.',
    'Officers explained the dangers of drugs to pupils.',
    'The Coordination Council of anti-drug agencies discussed precursors.',
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ relevant: true })
  })
})

describe('a report does not belong to it', () => {
  it.each([
    'Героиня сериала вернулась на экраны, рассказала актриса.',
    'Подросток подсел на компьютерные игры как на наркотик, рассказала мать: смартфон не выпускает из рук.',
    'Хирурги провели операцию под наркозом, пациент идёт на поправку.',
    'Испечь рулет с маком просто: понадобятся мука, сахар и 200 г мака.',
    'Агрохолдинг засеял тысячу гектаров технической конопли ради волокна и семян.',
    'Полиция изъяла партию контрафактных сигарет и насвая.',
    'Спортсмена дисквалифицировали за допинг: в пробе нашли стероид.',
    'Водитель был пьян, медики подтвердили алкогольное опьянение.',
    'В аптеках подорожали лекарства, Минздрав обещает проверку.',
    'Пограничники задержали партию контрабандного золота весом 4 килограмма.',
    'Вейп сатқан дүкен иесіне айыппұл салынды.',
    'Милиция уурдалган малды тапты, шектүү кармалды.',
    'Polis oğurluqda şübhəli bilinən iki nəfəri saxlayıb.',
    'Йўл-транспорт ҳодисасида икки киши жароҳатланди.',
    'Дар бозор нархи доруворӣ боло рафт.',
    'Pälwan göreş boýunça çempion boldy.',
    'The pharmaceutical plant will make domestic drugs and vaccines.',
    'The striker was hailed as a national hero after the cup final.',
    '',
  ])('%s', (text) => {
    expect(judge(text)).toMatchObject({ relevant: false })
  })
})

describe('the judgement', () => {
  it('shows the words it rests on, in their place', () => {
    const text = 'Житель города хранил героин и гашиш дома.'
    const { evidence } = judge(text)
    expect(evidence.map((e) => e.text)).toEqual(['героин', 'гашиш'])
    for (const e of evidence) expect(text.slice(e.start, e.end)).toBe(e.text)
  })
  it('is not swayed by headlines of other reports under the text', () => {
    const text =
      'Районный суд рассмотрел дело о краже велосипеда. Подсудимый вину признал и возместил ущерб потерпевшему. Читайте также: У курьера изъяли килограмм героина'
    expect(judge(text).relevant).toBe(false)
  })
  it('takes the title into account where the text is short', () => {
    expect(
      judge('Подробности сообщили в ведомстве.', 'Крупную партию кокаина перехватили в порту').relevant,
    ).toBe(true)
  })
  it('survives what is no text', () => {
    for (const text of ['\uD800', '\u0000\u0001', 'кг'.repeat(1e5), 'нарко '.repeat(1e5)])
      expect(() => judge(text)).not.toThrow()
  })
})
