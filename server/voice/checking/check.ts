/** Checks a draft as a careful colleague would: pure, in well under a millisecond, with a reason and a better way for each fault. */
import { type Fault, faultKinds } from '../../../contract/voice/drafts.ts'
import { missingApology } from './apology.ts'
import { blame } from './blame.ts'
import { type Check, type Draft, languageOf } from './draft.ts'
import { honorific } from './honorific.ts'
import { wrongName } from './names.ts'
import { sentencesOf } from './parts.ts'
import { privateData } from './privacy.ts'
import { conflictingPromise } from './promises.ts'
import { ruleQuoting } from './rule-quoting.ts'
import { curt, tone } from './tone.ts'

const checks: readonly Check[] = [
  privateData,
  wrongName,
  conflictingPromise,
  ruleQuoting,
  blame,
  missingApology,
  honorific,
  tone,
]

/** The faults of a draft, in the order of their places; `why` and `better` are in the draft's language. Never throws. */
export const checkDraft = (draft: Draft): Fault[] => {
  if (draft.text.trim() === '') return []
  const parted = { ...draft, language: languageOf(draft.text), sentences: sentencesOf(draft.text) }
  const found = checks.flatMap(check => check(parted))
  // That a reply is short matters only where nothing else is to be mended.
  return (found.length > 0 ? found : curt(parted)).sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || faultKinds.indexOf(a.kind) - faultKinds.indexOf(b.kind),
  )
}
