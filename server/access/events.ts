/** The facts that access announces. */
import { fact, idsOf } from '../platform/outbox.ts'

/** Members were taken out of the workspace: their ids. */
export const membersLeft = fact('access.members_left', idsOf)
/** Teams were made, changed, taken away or brought back: their ids. */
export const teamsChanged = fact('access.teams_changed', idsOf)

/** Fields of the workspace's own were made, changed, taken away or brought back; `ids` are fields. */
export const fieldsChanged = fact('access.fields_changed', idsOf)
