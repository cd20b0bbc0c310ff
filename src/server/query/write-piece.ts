import type { Piece } from './piece.ts'

/** Bytes the piece may take at most. */
export function measure(piece: Piece): number {
  // UTF-8 takes three bytes a UTF-16 unit at most.
  if (typeof piece === 'string') return piece.length * 3
  if (!Array.isArray(piece)) return piece.length
  let size = 0
  for (const each of piece) size += measure(each)
  return size
}

/** Writes the piece and returns where it ends. */
export function writePiece(piece: Piece, target: Buffer, offset: number): number {
  if (typeof piece === 'string') {
    if (piece.length !== 1) return offset + target.write(piece, offset)
    target[offset] = piece.charCodeAt(0)
    return offset + 1
  }
  if (!Array.isArray(piece)) {
    target.set(piece, offset)
    return offset + piece.length
  }
  let end = offset
  for (const each of piece) end = writePiece(each, target, end)
  return end
}
