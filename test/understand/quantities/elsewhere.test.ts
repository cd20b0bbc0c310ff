import { expect, it } from 'vitest'
import { understand } from '../../../src/understand/index.ts'

function scopes(text: string) {
  return understand({ text }).quantities.map(({ substance, scope }) => `${substance} ${scope}`)
}

it("another state's figure in a report is no single seizure of the report's country", () => {
  const text =
    'В Бишкеке задержан сбытчик, изъято 5 кг гашиша. Для сравнения: в Узбекистане пограничники нашли 300 кг героина. ' +
    'Подробности сообщает МВД Кыргызстана, следствие по делу о наркотиках продолжается.'
  expect(scopes(text)).toEqual(['hashish SINGLE', 'heroin CUMULATIVE'])
})

it('where the drugs came from, whose citizen brought them and with whom police worked changes nothing', () => {
  const text =
    'В Бишкеке у гражданина Узбекистана изъято 5 кг гашиша из Афганистана. Сотрудники ГКНБ Кыргызстана совместно с ' +
    'казахскими коллегами нашли ещё 12 кг героина, который везли в Россию. Следствие продолжается.'
  expect(scopes(text)).toEqual(['hashish SINGLE', 'heroin SINGLE'])
})

it('one seizure abroad stays single', () => {
  const text =
    'В Испании полиция перехватила у Канарских островов судно, на борту нашли 4 тонны кокаина. Экипаж арестован, ' +
    'наркотик предназначался для рынков Европы, сообщили следователи по борьбе с наркотрафиком.'
  expect(scopes(text)).toEqual(['cocaine SINGLE'])
})
