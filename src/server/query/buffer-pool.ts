/** Large buffers that are used again: made anew for each answer they would keep the collector busy. */
export interface BufferPool {
  /** At least `size` bytes, with what was left in them. */
  take(size: number): Buffer
  giveBack(buffer: Buffer): void
}

const smallest = 16 * 1024

/** Keeps buffers of powers of two, `maxBytes` together at most. */
export function createBufferPool(maxBytes: number): BufferPool {
  const bySize = new Map<number, Buffer[]>()
  let kept = 0
  return {
    take(size) {
      const wanted = 2 ** Math.ceil(Math.log2(Math.max(size, smallest)))
      const buffer = bySize.get(wanted)?.pop()
      if (!buffer) return Buffer.allocUnsafeSlow(wanted)
      kept -= wanted
      return buffer
    },
    giveBack(buffer) {
      if (kept + buffer.length > maxBytes) return
      kept += buffer.length
      const shelf = bySize.get(buffer.length)
      if (shelf) shelf.push(buffer)
      else bySize.set(buffer.length, [buffer])
    },
  }
}
