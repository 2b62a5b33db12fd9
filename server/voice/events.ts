/** The facts that voice announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Policies were written, signed, reviewed or archived: their ids. */
export const policiesChanged = fact('voice.policies_changed', idsOf)
