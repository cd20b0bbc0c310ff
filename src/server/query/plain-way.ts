/**
 * Thrown where an operation, or one run of it, is to be answered by graphql-js instead: an error to be told, a null
 * that travels upward, a type that is only known at run time.
 */
export class PlainWay extends Error {}
