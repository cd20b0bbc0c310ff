/** Lines of a paragraph that never stand alone, at the foot of a page or at the head of the next. */
const together = 2

/** Lines a paragraph needs on the page it begins on: all of a short one, which cannot be parted. */
export function firstLines(lines: number): number {
  return lines < 2 * together ? lines : together
}

/**
 * How many of a paragraph's lines go on this page, 0 for none of them. `room` lines fit; `roomAtEnd`, not more, where
 * the paragraph ends here and what belongs to its end follows. A page just begun has room for some at least.
 */
export function breakLines(lines: number, room: number, roomAtEnd: number): number {
  if (lines <= roomAtEnd) return lines
  const most = Math.min(room, lines - together)
  return most >= together ? most : 0
}
