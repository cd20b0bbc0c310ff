/**
 * A whole WebSocket text message from a server (RFC 6455, section 5.2): one frame, not masked, not compressed. Made
 * in one piece, it costs one write where `ws` makes two; to thousands of subscribers that is what a change costs.
 */
export function textFrame(head: Buffer, payload: Buffer, tail: Buffer): Buffer {
  const length = head.length + payload.length + tail.length
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(start + length)
  frame[0] = 0x81
  if (start === 2) frame[1] = length
  else if (start === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(head, start)
  frame.set(payload, start + head.length)
  frame.set(tail, start + head.length + payload.length)
  return frame
}
