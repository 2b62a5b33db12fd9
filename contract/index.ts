/** Every endpoint of the API, in the order of the street. */
import { accessEndpoints } from './access.ts'
import { channelsEndpoints } from './channels.ts'
import { customersEndpoints } from './customers.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { inboxEndpoints } from './inbox.ts'
import { listeningEndpoints } from './listening.ts'
import { systemEndpoints } from './system.ts'
import { understandingEndpoints } from './understanding.ts'

export const endpoints: readonly AnyEndpoint[] = [
  ...accessEndpoints,
  ...channelsEndpoints,
  ...understandingEndpoints,
  ...listeningEndpoints,
  ...customersEndpoints,
  ...inboxEndpoints,
  ...systemEndpoints,
]
