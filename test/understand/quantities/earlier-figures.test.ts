import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/understand/index.ts'

/** A figure set against an earlier one: the earlier is of the same, and of the previous period. */
describe('an earlier figure', () => {
  it.each([
    ['С начала года полицейские изъяли 118 кг марихуаны против 402 кг в 2020.', 'marijuana', 402_000],
    ['За квартал изъято 31 кг героина, по сравнению с 54 кг годом ранее.', 'heroin', 54_000],
    ['Since January 118 kg of hashish were seized against 402 kg in 2020.', 'hashish', 402_000],
    ['Heroin seizures fell: 90 kg of heroin were seized, down from 210 kg in 2019.', 'heroin', 210_000],
  ])('%s', (text, substance, grams) => {
    const { quantities } = understand({ text, publishedAt: '2021-10-10T00:00:00Z' })
    expect(quantities).toHaveLength(2)
    expect(quantities[1]).toMatchObject({ substance, grams, role: 'PREVIOUS_PERIOD' })
    expect(quantities[0]).toMatchObject({ substance, role: 'SEIZED' })
  })

  it.each([
    'Операция против наркоторговцев: 5 кг гашиша изъято в Оше.',
    'A case was opened against a driver; 5 kg of hashish were seized.',
  ])('is none where only somebody is acted against: %s', (text) => {
    expect(understand({ text }).quantities).toMatchObject([{ grams: 5000, role: 'SEIZED' }])
  })
})

describe('substances by the words of neighbours', () => {
  it.each([
    ['В Иссык-Кульской области найден пакет с наркотиком «нашаа» весом 2 кг 150 г.', 'hashish', 2150],
    ['Customs officers in Termez seized 2 tonnes of chemicals used to make heroin.', 'precursor', 2_000_000],
    ['Полицейские изъяли на складе 300 кг химикатов для изготовления мефедрона.', 'precursor', 300_000],
  ])('%s', (text, substance, grams) => {
    expect(understand({ text }).quantities).toMatchObject([{ substance, grams }])
  })
})
