/** Every endpoint of the API, in the order of the street. */
import { accessEndpoints } from './access.ts'
import { channelsEndpoints } from './channels.ts'
import { customersEndpoints } from './customers.ts'
import { deepReadingEndpoints } from './deep-reading.ts'
import type { AnyEndpoint } from './endpoint.ts'
import { inboxEndpoints } from './inbox.ts'
import { lessonsEndpoints } from './lessons.ts'
import { listeningEndpoints } from './listening.ts'
import { qualityEndpoints } from './quality.ts'
import { systemEndpoints } from './system.ts'
import { understandingEndpoints } from './understanding.ts'
import { voiceEndpoints } from './voice.ts'

export const endpoints: readonly AnyEndpoint[] = [
  ...accessEndpoints,
  ...channelsEndpoints,
  ...understandingEndpoints,
  ...qualityEndpoints,
  ...lessonsEndpoints,
  ...deepReadingEndpoints,
  ...listeningEndpoints,
  ...customersEndpoints,
  ...voiceEndpoints,
  ...inboxEndpoints,
  ...systemEndpoints,
]
