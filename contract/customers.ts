/** Customers: who is speaking. People as we know them, their identities, their timeline; a file each in the folder of this name. */
import { activityEndpoints } from './customers/activities.ts'
import { callsEndpoints } from './customers/calls.ts'
import { cohortEndpoints } from './customers/cohorts.ts'
import { consentsEndpoints } from './customers/consents.ts'
import { markEndpoints } from './customers/marks.ts'
import { mergeEndpoints } from './customers/merges.ts'
import { orderEndpoints } from './customers/orders.ts'
import { pathEndpoints } from './customers/paths.ts'
import { peopleEndpoints } from './customers/people.ts'
import { privacyEndpoints } from './customers/privacy.ts'
import { profileEndpoints } from './customers/profile.ts'
import { relationEndpoints } from './customers/relations.ts'
import { sitesEndpoints } from './customers/sites.ts'
import { stageEndpoints } from './customers/stages.ts'
import { suggestionsEndpoints } from './customers/suggestions.ts'
import { verificationEndpoints } from './customers/verification.ts'
import { weightsEndpoints } from './customers/weights.ts'

export * from './customers/activities.ts'
export * from './customers/identities.ts'
export * from './customers/marks.ts'
export * from './customers/merges.ts'
export * from './customers/orders.ts'
export * from './customers/paths.ts'
export * from './customers/people.ts'
export * from './customers/profile.ts'
export * from './customers/relations.ts'
export * from './customers/stages.ts'
export * from './customers/verification.ts'

export const customersEndpoints = [
  ...peopleEndpoints,
  ...profileEndpoints,
  ...markEndpoints,
  ...stageEndpoints,
  ...verificationEndpoints,
  ...relationEndpoints,
  ...mergeEndpoints,
  ...suggestionsEndpoints,
  ...weightsEndpoints,
  ...activityEndpoints,
  ...sitesEndpoints,
  ...callsEndpoints,
  ...consentsEndpoints,
  ...orderEndpoints,
  ...privacyEndpoints,
  ...pathEndpoints,
  ...cohortEndpoints,
] as const
