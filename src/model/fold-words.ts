const maxIndexed = 200_000
const longestWord = 200

/**
 * Words as they are indexed and searched: lower case, ё as е, ı as i, apostrophes inside a word dropped (Uzbek
 * oʻ, gʻ come in five spellings), everything else that is no letter or digit a gap. Done here and not by the
 * database, whose own rules depend on its locale.
 */
export function foldWords(text: string): string[] {
  const folded = text
    .slice(0, maxIndexed)
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘ʻʼ`´′]/g, '')
    .replaceAll('ё', 'е')
    .replaceAll('ı', 'i')
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, longestWord))
}
