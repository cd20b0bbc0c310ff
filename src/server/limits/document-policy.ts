import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { type DocumentNode, GraphQLError, parse } from 'graphql'
import { LRUCache } from 'lru-cache'
import { BadInput, BulletinError } from '../../model/errors.ts'
import { QueryTooComplex, queryLimits } from '../query-limits.ts'
import { checkShape } from './document-shape.ts'

export class DocumentNotAllowed extends BulletinError {
  readonly code = 'DOCUMENT_NOT_ALLOWED'
}

/** Which documents are answered. */
export interface DocumentPolicy {
  /** A registered document by the SHA-256 of its text. */
  find(sha256: string): string | undefined
  /** Throws `DocumentNotAllowed`, or `QueryTooComplex`. */
  check(document: string): void
  /** Whether only registered documents are answered. */
  readonly only: boolean
}

/** Of texts found well-shaped, so that each is looked at once. */
const knownLength = 4_000_000
const maxTextLength = 100_000

/** Answers every document whose shape bears validating it. */
export function anyDocument(): DocumentPolicy {
  const known = new LRUCache<string, true>({
    maxSize: knownLength,
    sizeCalculation: (_, text) => text.length + 100,
  })
  return {
    only: false,
    find: () => undefined,
    check(text) {
      const isShort = text.length <= maxTextLength
      if (isShort && known.has(text)) return
      const document = parsed(text)
      if (!document) return
      checkShape(document)
      if (isShort) known.set(text, true)
    },
  }
}

/** Null for what is no document: whoever reads it next says why. */
function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: queryLimits.tokens, noLocation: true })
  } catch (error) {
    if (isOverTokens(error))
      throw new QueryTooComplex(`The document has more than the ${queryLimits.tokens} words it may have.`)
    return null
  }
}

function isOverTokens(error: unknown): boolean {
  return error instanceof GraphQLError && /more than \d+ tokens/.test(error.message)
}

/**
 * Answers the documents of a folder (`*.graphql`, each one by its text or the hash of it) and nothing else. Throws
 * `BadInput` for a folder without any, or with one that cannot be read.
 */
export function registeredOnly(folder: string): DocumentPolicy {
  const documents = new Map<string, string>()
  for (const name of namesIn(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
    try {
      parse(text)
    } catch (error) {
      throw new BadInput(`${join(folder, name)} is no GraphQL document: ${(error as Error).message}`)
    }
    // Editors end files with a line break that clients do not send.
    for (const form of [text, text.trim()]) documents.set(hashOf(form), form)
  }
  if (documents.size === 0) throw new BadInput(`${folder} holds no .graphql document.`)
  return {
    only: true,
    find: (sha256) => documents.get(sha256),
    check(document) {
      if (documents.has(hashOf(document)) || documents.has(hashOf(document.trim()))) return
      throw new DocumentNotAllowed(
        'This gateway answers registered documents only. Send one of them, or ask its operator to register yours.',
      )
    },
  }
}

function namesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new BadInput(`${folder} is not a folder of registered documents.`)
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => extname(name) === '.graphql')
    .sort()
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
