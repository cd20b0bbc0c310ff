/** Text with the characters nobody sees made plain: no-break and thin spaces to a space, the invisible ones dropped. */
export function plainSpaces(text: string): string {
  return (
    text
      .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
      .replace(/[\u2028\u2029\u0085\v\f]/g, '\n')
      .replace(
        /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]/g,
        '',
      )
      // Joiners belong to emoji and to Arabic and Indic writing; after Latin and Cyrillic letters they are debris.
      .replace(/(?<=^|[\p{Script=Latin}\p{Script=Cyrillic}\p{P}\s\d])[\u200c\u200d]+/gu, '')
  )
}

/** One line of text: `plainSpaces`, with every run of white space made one space. */
export function oneLine(text: string): string {
  return plainSpaces(text).replace(/\s+/g, ' ').trim()
}
