/** When a message was due, in a form of fixed width that is found without parsing: `@@1790000000000.123@@`. */
export function mark(at: number): string {
  return `@@${at.toFixed(3)}@@`
}

/** Milliseconds on a clock that all processes of the machine share. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

const start = Buffer.from('@@1')
export const markLength = 21

/** Ages of all messages in the bytes, told one by one. */
export function readMarks(bytes: Buffer, tell: (age: number) => void): void {
  const read = now()
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + markLength))
    tell(read - Number(bytes.toString('latin1', at + 2, at + markLength - 2)))
}
