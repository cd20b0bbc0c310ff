/**
 * Text without what cannot be seen and could do harm: controls, which XML cannot hold, and marks that turn the
 * direction of what follows, which could make a title or an address read as another.
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '')
}
