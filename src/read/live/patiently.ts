import { BulletinError } from '../../model/errors.ts'

export interface Patience {
  /** Asked before each new try; true ends them. */
  givenUp(): boolean
  pauseMs?: number
  onFault(error: unknown): void
}

/**
 * Asks again while the database is away: a restart of it is no reason to send subscribers off. What a client may
 * be told (`BulletinError`) is thrown at once, the last fault when given up.
 */
export async function patiently<T>(
  ask: () => Promise<T>,
  { givenUp, pauseMs = 500, onFault }: Patience,
): Promise<T> {
  for (;;)
    try {
      return await ask()
    } catch (error) {
      if (error instanceof BulletinError || givenUp()) throw error
      onFault(error)
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref())
    }
}
