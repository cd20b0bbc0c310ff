export { type CacheLog, type CacheOptions, createCache } from './create-cache.ts'
export { createReadThrough, type ReadThrough, type ReadThroughOptions } from './read-through.ts'
export type { Cache } from './types.ts'
