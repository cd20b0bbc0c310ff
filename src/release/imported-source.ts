import { noSingleCountry } from '../model/country.ts'
import type { SourceFacts } from '../model/source.ts'

/** Source of reports that came in a document and whose address no connector reads. */
export const importedDocuments: SourceFacts = {
  id: 'regional/documents',
  country: noSingleCountry,
  name: 'Imported documents',
  authority: 'Information Releases and press releases imported by an editor',
  homepage: 'https://caricc.org/',
  language: 'en',
  timeZone: 'Asia/Almaty',
  scope: 'drugs-only',
  pollEverySeconds: 0,
  hosts: [],
}
