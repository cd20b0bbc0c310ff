// State Commission on drugs. Confirmed: numbered addresses (the slug is optional, one number for all languages), the
// scale of the numbers (3414 in mid August 2025), that no date of publication is printed. Not confirmed: class names.
import { defineConnector, idProbe } from '../../src/connector/index.ts'

export default defineConnector({
  name: 'Narkomanlığa və Narkotik Vasitələrin Qanunsuz Dövriyyəsinə Qarşı Mübarizə üzrə Dövlət Komissiyası',
  authority:
    'State Commission of the Republic of Azerbaijan on Combating Drug Abuse and Illicit Drug Trafficking',
  homepage: 'https://nmdk.gov.az/',
  language: 'az',
  timeZone: 'Asia/Baku',
  scope: 'drugs-only',
  pollEvery: '1h',
  strategies: [
    idProbe({
      url: 'https://nmdk.gov.az/page/post/{id}',
      from: 3414,
      gap: 8,
      titleFromText: true,
      article: {
        title: '.post-title',
        body: '.post-text',
        images: '.post-images img',
        remove: ['.viewed', '.post-footer'],
      },
    }),
  ],
})
