import {
  type Context,
  context,
  type Span as OpenTelemetrySpan,
  propagation,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { BulletinError } from '../model/errors.ts'
import type { Span, Spans } from './span.ts'

/** Spans of this tracer; what encloses what follows the flow of calls. */
export function openSpans(tracer: Tracer): Spans {
  return {
    run({ name, kind = 'INTERNAL', attributes, traceparent }, run) {
      const options = { kind: SpanKind[kind], attributes }
      const parent = traceparent ? continued(traceparent) : context.active()
      return tracer.startActiveSpan(name, options, parent, (span) => ended(span, () => run(facade(span))))
    },
    ids() {
      const found = trace.getActiveSpan()?.spanContext()
      return found ? { trace_id: found.traceId, span_id: found.spanId } : null
    },
    isInside: () => trace.getActiveSpan()?.isRecording() ?? false,
    traceparent() {
      const carrier: { traceparent?: string } = {}
      propagation.inject(context.active(), carrier)
      return carrier.traceparent ?? null
    },
  }
}

/** A header that is no trace parent starts a trace of its own. */
function continued(traceparent: string): Context {
  return propagation.extract(context.active(), { traceparent })
}

function facade(span: OpenTelemetrySpan): Span {
  return {
    set: (attributes) => void span.setAttributes(attributes),
    fail: (reason) => failed(span, reason),
  }
}

function ended<T>(span: OpenTelemetrySpan, run: () => T): T {
  try {
    const result = run()
    if (!isPromise(result)) {
      span.end()
      return result
    }
    return result.then(
      (value) => {
        span.end()
        return value
      },
      (error) => {
        noteError(span, error)
        span.end()
        throw error
      },
    ) as T
  } catch (error) {
    noteError(span, error)
    span.end()
    throw error
  }
}

/** Other messages than our own may hold what was asked or stored: they are in the log, under the same trace. */
function noteError(span: OpenTelemetrySpan, error: unknown): void {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  failed(span, String(code ?? name ?? 'Error'), error instanceof BulletinError ? error.message : undefined)
}

function failed(span: OpenTelemetrySpan, type: string, message?: string): void {
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}
