export type Attributes = Record<string, string | number | boolean | undefined>

export interface SpanStart {
  /** Low in variety: what is done, not to what. */
  name: string
  /** Whom it deals with: SERVER answers someone, CLIENT asks someone, CONSUMER takes from a queue. */
  kind?: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'CONSUMER'
  attributes?: Attributes
  /** W3C `traceparent` of whoever asked; the span goes on with that trace. */
  traceparent?: string
}

/** What is under way and will be told of when it ends. */
export interface Span {
  set(attributes: Attributes): void
  /** Marks it as failed without anything having been thrown. */
  fail(reason: string): void
}

/** What `startTracing` puts in place. */
export interface Spans {
  run<T>(start: SpanStart, run: (span: Span) => T): T
  /** Of the span under way; null outside of one. */
  ids(): { trace_id: string; span_id: string } | null
  /** Whether a span is under way that will be told of. */
  isInside(): boolean
  /** `traceparent` for a request made now; null outside of a span. */
  traceparent(): string | null
}

const unseen: Span = { set() {}, fail() {} }

/** One a process, as spans of all its parts belong together. */
let spans: Spans | null = null

/** Null to stop. */
export function setSpans(next: Spans | null): void {
  spans = next
}

export function isTracing(): boolean {
  return spans !== null
}

/**
 * Runs within a span that ends when the result does; a failure is noted and passes on. Where nothing is traced this
 * is the call alone: `start` is not asked.
 */
export function inSpan<T>(start: () => SpanStart, run: (span: Span) => T): T {
  return spans ? spans.run(start(), run) : run(unseen)
}

/** The same where it is part of something that is traced, and the call alone where it would stand by itself. */
export function inInnerSpan<T>(start: () => SpanStart, run: (span: Span) => T): T {
  return spans?.isInside() ? spans.run(start(), run) : run(unseen)
}

/** For log lines; empty outside of a span. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  return spans?.ids() ?? {}
}

/** For requests to those who may know of the trace; empty outside of a span. */
export function traceHeaders(): { traceparent?: string } {
  const traceparent = spans?.traceparent()
  return traceparent ? { traceparent } : {}
}
