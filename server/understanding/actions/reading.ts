/** Reads texts in a thread of the process that holds the model. */
import type { Reading } from '../../../contract/understanding.ts'
import type { World } from '../../platform/ctx.ts'
import type { Lessons } from '../lessons.ts'
import { loadModel, type Readers, startReaders } from '../worker.ts'

/**
 * Reads texts in order: any string gives a reading, an empty one too. `lessons` are a workspace's own weights (`lessonsOf`), laid
 * over what the shared model reads, in the same thread.
 */
export const readTexts = async (
  world: World,
  texts: readonly string[],
  lessons: Lessons | null = null,
): Promise<Reading[]> => (texts.length === 0 ? [] : await readersOf(world).read(texts, lessons))

const readersOf = (world: World): Readers => world.memo('understanding.readers', () => startReaders(loadModel(), 1))
