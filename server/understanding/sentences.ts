/** Sentences of understanding's refusals; it has none of its own beyond the ground's so far. */
import type { Sentences } from '../platform/sentences.ts'

export const sentences: Sentences = {}
